/** Names of table tests: `$key` stands for a value of the row. */
import { inspect } from 'node:util';

const MOST_CHARACTERS = 80;
const PLACE = /\$([A-Za-z_]\w*(?:\.\w+)*|\d+)/g;

/**
 * `$value` stands for the whole row unless the row has such a key.
 * @throws TypeError when the row has no such key
 */
export function nameRow(template: string, row: unknown): string {
  return template.replaceAll(PLACE, (_, path: string) => showValue(valueAt(row, path)));
}

function valueAt(row: unknown, path: string): unknown {
  const [first = '', ...inner] = path.split('.');
  const start = first === 'value' && !hasKey(row, first) ? row : pick(row, first);
  return inner.reduce(pick, start);
}

function hasKey(value: unknown, key: string): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

function pick(value: unknown, key: string): unknown {
  if (hasKey(value, key)) return value[key];
  throw new TypeError(
    `the name of a table test says $${key}, but the row ${showValue(value)} has no such key`,
  );
}

function showValue(value: unknown): string {
  const text =
    typeof value === 'string' ? value : inspect(value, { breakLength: Number.POSITIVE_INFINITY, depth: 3 });
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
}
