/**
 * Gathers short pieces of output for a while: a test runner flushes several times a test, and to mask, keep, read and
 * show each word by itself would cost a short suite several percent of its time.
 */

export interface Gatherer {
  /** `take` gets the bytes later, in the order in which they came, together with their neighbours of the same `take`. */
  push(bytes: Buffer, take: Take): void;
  /** Hands on what waits; nothing waits from now on. */
  finish(): void;
}

type Take = (bytes: Buffer) => void;

/** So much is handed on at once. */
const ENOUGH_BYTES = 16 * 1024;
const GATHER_MS = 20;

export function createGatherer(): Gatherer {
  let waiting: { readonly take: Take; readonly pieces: Buffer[] }[] = [];
  let size = 0;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const ready = waiting;
    waiting = [];
    size = 0;
    for (const { take, pieces } of ready) take(Buffer.concat(pieces));
  };
  return {
    push(bytes, take) {
      const last = waiting.at(-1);
      if (last?.take === take) last.pieces.push(bytes);
      else waiting.push({ take, pieces: [bytes] });
      size += bytes.length;
      if (isOver || size >= ENOUGH_BYTES) flush();
      else timer ??= setTimeout(flush, GATHER_MS);
    },
    finish() {
      isOver = true;
      flush();
    },
  };
}
