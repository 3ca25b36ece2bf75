/** Names behind `--suite` -> the suites they mean. */
import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { suggest } from '../../../kit/did-you-mean.ts';
import { mistake, setting, UsageError, type Mistake } from '../../../kit/usage-error.ts';
import { BUNDLED } from '../../../focus-server/index.ts';
import type { SuiteSource } from '../../../suite/types/plan.ts';

/** All bundled suites. */
const ALL = 'focus-server';
const BUNDLED_NAMES: readonly string[] = [...BUNDLED.keys()];

/** Throws UsageError for a name that is neither a bundled suite nor a file, and for two suites of one name. */
export function findSources(names: readonly string[], cwd: string): SuiteSource[] {
  const found = names.map((name) => findOne(name, cwd));
  const mistakes = found.flatMap((one) => ('parts' in one ? [one] : []));
  if (mistakes.length > 0) throw new UsageError(mistakes);
  const sources = new Map<string, SuiteSource>();
  for (const source of found.flatMap((one) => ('parts' in one ? [] : one))) {
    const other = sources.get(source.name) ?? source;
    if (pathOf(other) !== pathOf(source))
      throw new UsageError(
        mistake`${setting('suite')}: the tests of ${pathOf(other)} and ${pathOf(source)} would have the same ids, "${source.name}::…"; rename one of the files`,
      );
    sources.set(source.name, source);
  }
  return [...sources.values()];
}

function pathOf(source: SuiteSource): string {
  return source.kind === 'file' ? source.path : `the bundled suite ${source.name}`;
}

function findOne(name: string, cwd: string): readonly SuiteSource[] | Mistake {
  if (name === ALL) return BUNDLED_NAMES.map((bundled) => ({ kind: 'bundled', name: bundled }));
  if (BUNDLED_NAMES.includes(name)) return [{ kind: 'bundled', name }];
  const path = resolve(cwd, name);
  if (existsSync(path)) return [{ kind: 'file', name: classnameOf(relative(cwd, path)), path }];
  const known = [ALL, ...BUNDLED_NAMES];
  return mistake`${setting('suite', name)}: no bundled suite and no file; bundled are ${known.join(', ')}${suggest(name, known)}`;
}

/** `checks/login.suite.ts` -> `checks.login`. */
function classnameOf(path: string): string {
  const words = path.replace(/(?:\.suite)?\.[cm]?[jt]s$/i, '').split(/[\\/]/);
  return words.filter((word) => word !== '..' && word !== '.').join('.');
}
