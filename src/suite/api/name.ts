/** Names of tests and suites as they will stand in reports: one line, nothing that XML cannot hold. */

const MOST_CHARACTERS = 500;
// Control characters are what gets replaced.
// oxlint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u001F\uFFFE\uFFFF]/g;

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
