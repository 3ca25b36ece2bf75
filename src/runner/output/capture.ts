/** What becomes of a suite's output: masked once, then shown, kept, and read for the tests it names. */
import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';
import type { Follower, SeenTest } from '../../producers/preset.ts';
import { createGatherer, type Gatherer } from './gather.ts';
import { LineFeed } from './line-feed.ts';
import type { LogFile } from './log-file.ts';
import { Masker } from './masker.ts';
import type { Tail } from './tail.ts';

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
