/** Names that differ between output and report although the test is the same. */
import type { SeenTest } from '../../producers/preset.ts';
import { idOf } from './seen-tests.ts';

/**
 * True for a test that a report names with more or fewer folders: by a prefix that the user chose, or because the output
 * does not say where names begin.
 */
export function findResembling(reported: readonly ReadonlySet<string>[]): (test: SeenTest) => boolean {
  const classnames = new Map<string, string[]>();
  for (const id of reported.flatMap((ids) => [...ids])) {
    const [classname, name] = splitId(id);
    const known = classnames.get(name);
    if (known === undefined) classnames.set(name, [classname]);
    else known.push(classname);
  }
  return (test) => {
    const [classname, name] = splitId(idOf(test));
    return (classnames.get(name) ?? []).some(
      (other) => endsWith(other, classname) || endsWith(classname, other),
    );
  };
}

function splitId(id: string): readonly [classname: string, name: string] {
  const at = id.indexOf('::');
  return [id.slice(0, at), id.slice(at + 2)];
}

function endsWith(long: string, short: string): boolean {
  return short === '' || long === short || long.endsWith(`.${short}`);
}
