/** Test files whose imports, those of what they import included, reach nothing that starts a process, thread or server. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What is imported as a type alone loads nothing. */
const IMPORT = /^(?:import|export)\b(?! type\b)(?:[^;'=]*\bfrom)?\s*'([^'\n]+)'|\bimport\(\s*'([^'\n]+)'/gm;
/** These of node:net only look at an address. */
const HARMLESS = /^import \{ (?:isIP(?:v[46])?(?:, )?)+ \} from 'node:net';$/gm;
/** Tests of these take long, and want the machine to themselves. */
const SLOW =
  /^node:(?:child_process|worker_threads|cluster|net|tls|https?|http2)$|^(?:playwright-core|esbuild|mongodb|octokit)$|^@/;

/** All test files of `npm test` by their paths from `root`, sorted. */
export function sortTests(root: string): {
  readonly fast: readonly string[];
  readonly slow: readonly string[];
} {
  const all = globSync('__tests__/**/*.test.ts', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('__tests__/wide/'))
    .sort();
  const { fast = [], slow = [] } = Object.groupBy(all, (path) =>
    isSlow(join(root, path)) ? 'slow' : 'fast',
  );
  return { fast, slow };
}

function isSlow(entry: string): boolean {
  const seen = new Set([entry]);
  for (const path of seen) {
    for (const target of listImports(path)) {
      if (SLOW.test(target)) return true;
      const next = join(dirname(path), target);
      if (target.startsWith('.') && next.endsWith('.ts') && existsSync(next)) seen.add(next);
    }
  }
  return false;
}

function listImports(path: string): readonly string[] {
  const text = readFileSync(path, 'utf8').replaceAll(HARMLESS, '');
  return [...text.matchAll(IMPORT)].map(([, named, loaded]) => named ?? loaded ?? '');
}
