/** One statement of a delete. */
import { CommandError } from '../command-error.ts';
import { compileFilter } from '../query/filter.ts';
import type { Collection } from '../storage/collection.ts';
import type { Arguments } from './arguments.ts';

/** How many went. */
export function deleteDocuments(collection: Collection | undefined, statement: Arguments): number {
  const matches = compileFilter(statement.doc('q'));
  const limit = statement.count('limit');
  if (limit !== 0 && limit !== 1)
    throw new CommandError(9, 'The limit field in delete objects must be 0 or 1');
  const found = (collection?.documents() ?? []).filter(matches).slice(0, limit === 1 ? 1 : Infinity);
  for (const document of found) collection?.remove(document);
  return found.length;
}
