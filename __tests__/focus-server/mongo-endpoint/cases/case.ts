/** One statement about MongoDB that must hold on the embedded endpoint and on a real one. */
import { BSON, MongoServerError, type Db, type Document } from 'mongodb';
import { expect } from 'vitest';

export interface Case {
  readonly name: string;
  /** Documents of the collection `things` before it runs. */
  readonly given?: readonly Document[];
  /** Resolves with what is compared with `gives`. */
  readonly run: (db: Db) => Promise<unknown>;
  readonly gives: unknown;
}

/** The ids that a filter finds in `things`, rising. */
export function finds(filter: Document, given: readonly Document[], ids: readonly unknown[]): Case {
  return {
    name: `find ${BSON.EJSON.stringify(filter)}`,
    given,
    run: async (db) => {
      const found = await db
        .collection('things')
        .find(filter, { sort: { _id: 1 } })
        .toArray();
      return found.map(({ _id }): unknown => _id);
    },
    gives: ids,
  };
}

/** The code of the error the server answers. */
export async function codeOf(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(MongoServerError);
  return error instanceof MongoServerError ? error.code : undefined;
}
