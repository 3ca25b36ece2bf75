/** What becomes of a suite's output: masked once, then shown, kept, and read for the tests it names. */
import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';
import { stripAnsi } from '../../kit/ansi.ts';
import type { Follower, SeenTest } from '../../producers/preset.ts';
import { createGatherer, type Gatherer } from './gather.ts';
import type { LogFile, Tail } from './log.ts';
import { Masker } from './masker.ts';

export interface CaptureSinks {
  readonly secrets: readonly string[];
  readonly log: LogFile;
  readonly tail: Tail;
  readonly createFollower: (() => Follower) | null;
  readonly show: (text: string) => void;
  readonly seeTests: (tests: readonly SeenTest[]) => void;
}

/**
 * Both streams of a command; each is decoded, masked and cut into lines by itself. The returned function is to be called
 * when the command has ended: from then on nothing waits.
 */
export function captureOutput(streams: readonly Readable[], sinks: CaptureSinks): () => void {
  const gatherer = createGatherer();
  for (const stream of streams) captureStream(stream, sinks, gatherer);
  return () => gatherer.finish();
}

function captureStream(stream: Readable, sinks: CaptureSinks, gatherer: Gatherer): void {
  const decoder = new StringDecoder('utf8');
  const masker = new Masker(sinks.secrets);
  const feed = sinks.createFollower === null ? null : new LineFeed(sinks.createFollower());
  const take = (text: string): void => {
    if (text === '') return;
    sinks.log.write(text);
    sinks.tail.push(text);
    const seen = feed?.push(text) ?? [];
    if (seen.length > 0) sinks.seeTests(seen);
    sinks.show(text);
  };
  const takeBytes = (bytes: Buffer): void => take(masker.push(decoder.write(bytes)));
  stream.on('data', (bytes: Buffer) => gatherer.push(bytes, takeBytes));
  stream.on('end', () =>
    gatherer.push(Buffer.alloc(0), () => take(masker.push(decoder.end()) + masker.flush())),
  );
  // A pipe that breaks has told what it had.
  stream.on('error', () => undefined);
}

/** A longer line is taken to name no test: it bounds what the patterns of followers may cost. */
const LONGEST_LINE = 4096;

/** Cuts text into lines and shows each to a follower, the unfinished last one too. */
class LineFeed {
  private readonly follower: Follower;
  private rest = '';

  constructor(follower: Follower) {
    this.follower = follower;
  }

  push(text: string): readonly SeenTest[] {
    const lines = (this.rest + text).split('\n');
    const last = lines.pop() ?? '';
    this.rest = last.slice(0, LONGEST_LINE);
    const seen = lines.flatMap((line) => this.show(line, true));
    return this.rest === '' ? seen : [...seen, ...this.show(this.rest, false)];
  }

  private show(line: string, complete: boolean): readonly SeenTest[] {
    return line.length > LONGEST_LINE
      ? []
      : this.follower.follow(stripAnsi(line).replace(/\r$/, ''), complete);
  }
}
