/** A test tool whose command we can adapt: what it must be told, what its exit codes and its output mean. */
import type { Producer } from './producer.ts';

/** What a command must be told for one iteration. */
export interface Wish {
  /** Absolute path of the report to write. */
  readonly junit: string;
  /** Absolute path of the iteration's output folder. */
  readonly out: string;
  /** Absolute path of a folder that is removed after the iteration; null when the command is only to be shown. */
  readonly temp: string | null;
  readonly seed: number;
  readonly shuffle: boolean;
  readonly keepRetries: boolean;
  /** Ids (`classname::name`) to run; empty for all. */
  readonly only: readonly string[];
  /** Plug-ins and their kind, as far as they are known. */
  readonly plugins: readonly string[];
  /** Absolute working directory of the command. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Adapted {
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Where reports appear besides the output folder: relative to the working directory, `*` and `**` allowed. */
  readonly reports?: readonly string[];
  /** The same, for those that go there only when settings of the user's send them there. */
  readonly strayReports?: readonly string[];
  /** Files that must be there for the command, absolute path -> content. */
  readonly files?: ReadonlyMap<string, string>;
  /** What could not be done of the wish, in sentences without a final full stop. */
  readonly remarks?: readonly string[];
  /** The command itself asks for the test runner's own retries: that is respected. */
  readonly keepsRetries?: boolean;
}

/** passed: every test passed. failed: tests failed and all is told. broken: evidence is missing. */
export interface ExitMeaning {
  readonly kind: 'passed' | 'failed' | 'broken';
  readonly text: string;
}

export interface SeenTest {
  /** As the report of this test runner would name it. */
  readonly classname: string;
  readonly name: string;
  readonly outcome: 'started' | 'passed' | 'failed' | 'skipped';
}

/** What the output tells besides the tests. */
export interface SessionNotes {
  /** A test was repeated by the test runner itself. */
  retried(): void;
  /** A session ended in order: it has reported these tests too, which the output shows starting only. */
  settled(tests: readonly SeenTest[]): void;
}

/** Reads the progress of a suite from its output; one per stream. */
export interface Follower {
  /** A line without its end and without colours. `complete` is false for what stands after the last line end. */
  follow(line: string, complete: boolean): readonly SeenTest[];
}

export interface Preset<Name extends string = string> extends Producer<Name> {
  /** True when chosen tests run in the order in which they are named. */
  readonly keepsOrder?: boolean;
  /** `words`: the command without launchers such as `npx` or `python -m`; the first is the bare program name. */
  detects(words: readonly string[]): boolean;
  adapt(command: readonly string[], wish: Wish): Adapted;
  /** Why other tests could run besides chosen ones, for a person; null when they cannot. */
  explainSelection?(command: readonly string[], cwd: string): string | null;
  /** Null for a code that says no more than that it is not 0. */
  explainExit(code: number): ExitMeaning | null;
  /** Absent when the output does not name tests. `cwd` is the working directory of the command. */
  createFollower?(cwd: string, notes: SessionNotes): Follower;
  /** How many tests there are, when this piece of output says so before the first; null when it does not tell. */
  readAnnouncement?(text: string): number | null;
  /** Absent when the plug-ins make no difference. */
  readonly probe?: PluginProbe;
}

/** How the command tells which plug-ins it has. */
export interface PluginProbe {
  /** The command that lists them. */
  ask(command: readonly string[]): readonly string[];
  /** Names of plug-ins without version, such as `pytest-randomly`, out of what that prints. */
  read(output: string): readonly string[];
}

/** Exit codes of a tool that knows one kind of failure: 0 passed, 1 failed, and what else it defines. */
export function simpleExits(
  others: ReadonlyMap<number, string> = new Map(),
): (code: number) => ExitMeaning | null {
  return (code) => {
    if (code === 0) return { kind: 'passed', text: 'all tests passed' };
    if (code === 1) return { kind: 'failed', text: 'tests failed' };
    const text = others.get(code);
    return text === undefined ? null : { kind: 'broken', text };
  };
}
