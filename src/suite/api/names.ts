/**
 * Names of tests and suites as they will stand in reports: one line, nothing that XML cannot hold. In names of table
 * tests, `$key` stands for a value of the row.
 */
import { inspect } from 'node:util';
import { hasKey } from '../../kit/shape.ts';

const MOST_CHARACTERS = 500;
// Control characters are what gets replaced.
// oxlint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u001F\uFFFE\uFFFF]/g;
const MOST_OF_VALUE = 80;
const PLACE = /\$([A-Za-z_]\w*(?:\.\w+)*|\d+)/g;

/** @throws TypeError when nothing is left, or the name is too long to be one */
export function checkName(text: unknown, what: string): string {
  if (typeof text !== 'string') throw new TypeError(`the name of a ${what} must be a text`);
  const name = text.toWellFormed().replaceAll(/\s+/g, ' ').replaceAll(NOT_XML, '\uFFFD').trim();
  if (name === '') throw new TypeError(`a ${what} has no name`);
  if (name.length > MOST_CHARACTERS)
    throw new TypeError(
      `the name of a ${what} is longer than ${MOST_CHARACTERS} characters: ${name.slice(0, 60)}…`,
    );
  return name;
}

export function idOf(suite: string, test: string): string {
  return `${suite}::${test}`;
}

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

function pick(value: unknown, key: string): unknown {
  if (hasKey(value, key)) return value[key];
  throw new TypeError(
    `the name of a table test says $${key}, but the row ${showValue(value)} has no such key`,
  );
}

function showValue(value: unknown): string {
  const text =
    typeof value === 'string' ? value : inspect(value, { breakLength: Number.POSITIVE_INFINITY, depth: 3 });
  return text.length <= MOST_OF_VALUE ? text : `${text.slice(0, MOST_OF_VALUE - 1)}…`;
}
