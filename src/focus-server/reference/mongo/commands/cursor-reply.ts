/** The reply that carries a cursor's first batch. */
import type { Reply } from '../bson/codec.ts';
import type { Doc } from '../bson/value.ts';
import { checkFields, readArguments } from './arguments.ts';
import type { CommandContext } from './command.ts';

/** MongoDB's size of a first batch that was not asked for. */
export const FIRST_BATCH = 101;

export interface Result {
  readonly documents: readonly Doc[];
  readonly size: number;
  readonly single?: boolean;
}

export function answerCursor({ server }: CommandContext, namespace: string, result: Result): Reply {
  const { id, documents } = server.cursors.open(namespace, result.documents, result);
  return { cursor: { firstBatch: documents, id, ns: namespace } };
}

/** From `cursor: {batchSize}`. */
export function readBatch(cursor: Doc): { size: number } {
  checkFields(cursor, 'cursor', new Set(['batchSize']));
  return { size: readArguments(cursor, 'cursor', '').count('batchSize') ?? FIRST_BATCH };
}
