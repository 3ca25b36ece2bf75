/** Results that are fetched in batches. */
import { Long } from 'mongodb';
import type { Clock } from '../../../model/clock.ts';
import { CommandError } from '../command-error.ts';
import { measureBounded } from '../bson/codec.ts';
import type { Doc } from '../bson/value.ts';

/** As MongoDB: a cursor nobody reads from is closed after ten minutes. */
const IDLE_MS = 600_000;
/** The oldest is closed when there are more. */
const MOST_CURSORS = 1000;
const MOST_BATCH_BYTES = 16 * 1024 * 1024;

export interface Batch {
  /** 0 when there is nothing left. */
  readonly id: Long;
  readonly documents: readonly Doc[];
}

export interface BatchSize {
  /** Most documents of the batch; any number without it. */
  readonly size: number | undefined;
}

export interface Cursors {
  /** The first batch; with `single` the only one. */
  open(namespace: string, documents: readonly Doc[], batch: BatchSize & { single?: boolean }): Batch;
  /** Throws CursorNotFound. */
  next(id: bigint, namespace: string, batch: BatchSize): Batch;
  /** false: there was none. */
  kill(id: bigint): boolean;
  count(): number;
}

interface Cursor {
  readonly namespace: string;
  readonly documents: readonly Doc[];
  readonly position: number;
  readonly usedMs: number;
}

export function createCursors(clock: Clock): Cursors {
  const cursors = new Map<bigint, Cursor>();
  let last = 0n;

  function keep(id: bigint, cursor: Cursor): void {
    cursors.delete(id);
    cursors.set(id, cursor);
    for (const [other, { usedMs }] of cursors) {
      if (cursors.size <= MOST_CURSORS && clock.now() - usedMs < IDLE_MS) break;
      cursors.delete(other);
    }
  }

  function advance(id: bigint, cursor: Cursor, batch: BatchSize & { single?: boolean }): Batch {
    const documents = cutBatch(cursor, batch);
    const position = cursor.position + documents.length;
    if (position >= cursor.documents.length || batch.single === true) {
      cursors.delete(id);
      return { id: Long.ZERO, documents };
    }
    keep(id, { ...cursor, position, usedMs: clock.now() });
    return { id: Long.fromBigInt(id), documents };
  }

  return {
    open(namespace, documents, batch) {
      last += 1n;
      return advance(last, { namespace, documents, position: 0, usedMs: clock.now() }, batch);
    },
    next(id, namespace, batch) {
      const cursor = cursors.get(id);
      if (cursor === undefined) throw new CommandError(43, `cursor id ${String(id)} not found`);
      if (cursor.namespace !== namespace) {
        throw new CommandError(
          13,
          `Requested getMore on namespace '${namespace}', but cursor belongs to another`,
        );
      }
      return advance(id, cursor, batch);
    },
    kill: (id) => cursors.delete(id),
    count: () => cursors.size,
  };
}

/** At least one document, whatever its size, unless none was asked for. */
function cutBatch({ documents, position }: Cursor, { size = Infinity }: BatchSize): Doc[] {
  const batch: Doc[] = [];
  let bytes = 0;
  for (let index = position; index < documents.length && batch.length < size; index += 1) {
    const document = documents[index];
    if (document === undefined) break;
    bytes += measureBounded(document);
    if (batch.length > 0 && bytes > MOST_BATCH_BYTES) break;
    batch.push(document);
  }
  return batch;
}
