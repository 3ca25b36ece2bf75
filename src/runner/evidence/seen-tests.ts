/** What the output told of each test, and whether a report names the same one. */
import { groupBy } from '../../kit/order.ts';
import { boundName, canonicalName, canonicalScope } from '../../model/canonical-name.ts';
import type { SeenTest } from '../../producers/preset.ts';

/** A later, worse word counts: pytest prints PASSED for the call and ERROR for the teardown. */
const RANK = { started: 0, skipped: 1, passed: 2, failed: 3 } as const;

export class SeenTests {
  private readonly tests = new Map<string, SeenTest>();
  private readonly settled = new Set<string>();

  /** True when it is news. */
  add(test: SeenTest): boolean {
    const id = idOf(test);
    const known = this.tests.get(id);
    if (known !== undefined && RANK[known.outcome] >= RANK[test.outcome]) return false;
    this.tests.set(id, test);
    return true;
  }

  /** Their session ended in order. May come before they were added. */
  settle(tests: readonly SeenTest[]): void {
    for (const test of tests) this.settled.add(idOf(test));
  }

  /** It was started, and nothing says how it ended. */
  isOpen(test: SeenTest): boolean {
    return test.outcome === 'started' && !this.settled.has(idOf(test));
  }

  get size(): number {
    return this.tests.size;
  }

  /** Those that no report has. Null when hardly any is known to the reports: then their names do not compare. */
  missingFrom(reported: readonly ReadonlySet<string>[]): readonly SeenTest[] | null {
    const all = [...this.tests.values()];
    if (reported.every((ids) => ids.size === 0)) return all;
    const missing = all.filter((test) => !reported.some((ids) => ids.has(idOf(test))));
    return 2 * missing.length > all.length && missing.length === all.length ? null : missing;
  }
}

/** In the canonical form, as a report names it that was read. */
export function idOf({ classname, name }: SeenTest): string {
  return `${boundName(canonicalScope(classname))}::${boundName(canonicalName(name))}`;
}

/**
 * True for a test that a report names with more or fewer folders: by a prefix that the user chose, or because the output
 * does not say where names begin.
 */
export function findResembling(reported: readonly ReadonlySet<string>[]): (test: SeenTest) => boolean {
  const known = groupBy(
    reported.flatMap((ids) => [...ids].map(splitId)),
    ([, name]) => name,
  );
  return (test) => {
    const [classname, name] = splitId(idOf(test));
    return (known.get(name) ?? []).some(
      ([other]) => endsWith(other, classname) || endsWith(classname, other),
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
