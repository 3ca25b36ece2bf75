/** Names that differ between output and report although the test is the same. */
import type { SeenTest } from '../../producers/preset.ts';

/**
 * True for a test that a report names with more or fewer folders: by a prefix that the user chose, or because the output
 * does not say where names begin.
 */
export function findResembling(reported: readonly ReadonlySet<string>[]): (test: SeenTest) => boolean {
  const classnames = new Map<string, string[]>();
  for (const id of reported.flatMap((ids) => [...ids])) {
    const at = id.indexOf('::');
    const name = id.slice(at + 2);
    const known = classnames.get(name);
    if (known === undefined) classnames.set(name, [id.slice(0, at)]);
    else known.push(id.slice(0, at));
  }
  return ({ classname, name }) =>
    (classnames.get(name) ?? []).some((other) => endsWith(other, classname) || endsWith(classname, other));
}

function endsWith(long: string, short: string): boolean {
  return short === '' || long === short || long.endsWith(`.${short}`);
}
