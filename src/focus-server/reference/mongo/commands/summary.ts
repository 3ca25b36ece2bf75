/** count and distinct. */
import { isArray, type Found, type Value } from '../bson/value.ts';
import type { Reply } from '../bson/codec.ts';
import { findCandidates } from '../bson/path.ts';
import { keyOfValue } from '../bson/value-key.ts';
import { compileFilter } from '../query/filter.ts';
import type { Command, CommandContext } from './command.ts';

export const SUMMARY_COMMANDS: readonly Command[] = [
  { names: ['count'], fields: ['query', 'limit', 'skip', 'hint', 'fields'], run: count },
  { names: ['distinct'], fields: ['key', 'query', 'hint'], run: distinct },
];

function count({ server, args }: CommandContext): Reply {
  const matches = compileFilter(args.doc('query'));
  const found = (server.store.find(args.collection('count'))?.documents() ?? []).filter(matches).length;
  const skipped = Math.max(0, found - (args.count('skip') ?? 0));
  return { n: Math.min(skipped, args.count('limit') || Infinity) };
}

/** Values in the order they are met; the elements of an array count, the array does not. */
function distinct({ server, args }: CommandContext): Reply {
  const key = args.text('key');
  const matches = compileFilter(args.doc('query'));
  const documents = (server.store.find(args.collection('distinct'))?.documents() ?? []).filter(matches);
  const values = new Map<string, Value>();
  for (const value of documents.flatMap((document): Found[] => findCandidates(document, key))) {
    if (value !== undefined && !isArray(value)) values.set(keyOfValue(value), value);
  }
  return { values: [...values.values()] };
}
