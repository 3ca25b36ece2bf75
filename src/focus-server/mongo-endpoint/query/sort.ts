/** Sorting by several keys; stable, so that equal documents keep the order they were inserted in. */
import { CommandError } from '../command-error.ts';
import { compareValues } from '../bson/compare.ts';
import { toNumber, isArray, type Doc, type FieldValue, type Value } from '../bson/value.ts';
import { findAtPath } from '../bson/path.ts';

interface SortKey {
  readonly path: string;
  readonly direction: 1 | -1;
}

export function sortDocuments(documents: readonly Doc[], spec: Doc): Doc[] {
  const keys = [...spec].map(([path, direction]) => readKey(path, direction));
  const rows = documents.map((document) => ({
    document,
    values: keys.map((key) => findSortValue(document, key)),
  }));
  rows.sort((a, b) => {
    for (const [index, { direction }] of keys.entries()) {
      const order = compareValues(a.values[index], b.values[index]);
      if (order !== 0) return order * direction;
    }
    return 0;
  });
  return rows.map(({ document }) => document);
}

function readKey(path: string, direction: Value): SortKey {
  const number = toNumber(direction);
  if (path.startsWith('$'))
    throw new CommandError(2, `FieldPath field names may not start with '$': ${path}`);
  if (number !== 1 && number !== -1) {
    throw new CommandError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
  }
  return { path, direction: number };
}

/** Of an array its least element counts when rising, its greatest when falling; an empty one comes before null. */
function findSortValue(document: Doc, { path, direction }: SortKey): FieldValue {
  const found = findAtPath(document, path);
  if (found.length === 0) return null;
  const candidates = found.flatMap((value): readonly FieldValue[] => {
    if (!isArray(value)) return [value ?? null];
    return value.length === 0 ? [undefined] : value;
  });
  return candidates.reduce((best, value) => (compareValues(value, best) * direction < 0 ? value : best));
}
