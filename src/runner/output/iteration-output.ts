/** The output of one iteration: shown while it comes, kept in a file, and read for the tests that it names. */
import { join } from 'node:path';
import { idOf, SeenTests } from '../evidence/seen-tests.ts';
import type { RunnerPorts } from '../ports.ts';
import type { Preset, SeenTest, SessionNotes } from '../../producers/preset.ts';
import type { CaptureSinks } from './capture.ts';
import { LOG_NAME, LogFile, Tail } from './log.ts';

const TAIL_LINES = 50;

export interface OutputPlaces {
  readonly iteration: number;
  /** Absolute folder of the iteration, for output.log. */
  readonly out: string;
  /** Absolute: where the command runs. */
  readonly cwd: string;
  /** Bytes of output.log. */
  readonly logLimit: number;
  readonly secrets: readonly string[];
}

/** What the output told, when it is over. */
export interface ToldOutput {
  readonly seen: SeenTests;
  /** Last lines, secrets masked. */
  readonly outputTail: string;
  /** Bytes that output.log leaves out. */
  readonly droppedBytes: number;
  /** Why output.log is not whole; null when it is. */
  readonly logFailure: string | null;
  /** The test runner repeated tests by itself. */
  readonly hasRetried: boolean;
}

export interface IterationOutput {
  readonly sinks: CaptureSinks;
  /** To be called once, when the command has ended. */
  close(): ToldOutput;
}

/** Emits `output` and `test-seen`. */
export function openOutput(
  { iteration, out, cwd, logLimit, secrets }: OutputPlaces,
  preset: Preset | null,
  { emit }: Pick<RunnerPorts, 'emit'>,
): IterationOutput {
  const seen = new SeenTests();
  let hasRetried = false;
  const notes: SessionNotes = {
    retried: () => void (hasRetried = true),
    settled: (tests) => seen.settle(tests),
  };
  const tail = new Tail(TAIL_LINES);
  const log = new LogFile(join(out, LOG_NAME), logLimit);
  const see = (test: SeenTest): void => {
    if (seen.add(test)) emit({ kind: 'test-seen', iteration, id: idOf(test), outcome: test.outcome });
  };
  return {
    sinks: {
      secrets,
      log,
      tail,
      createFollower: preset?.createFollower?.bind(preset, cwd, notes) ?? null,
      show: (text) => emit({ kind: 'output', iteration, text }),
      seeTests: (tests) => tests.forEach(see),
    },
    close: () => {
      const { dropped, failure } = log.close();
      return { droppedBytes: dropped, logFailure: failure, outputTail: tail.read(), seen, hasRetried };
    },
  };
}
