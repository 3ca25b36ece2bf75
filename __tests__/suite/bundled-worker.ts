/** The worker as it is shipped: one file, made by the bundler of the build. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..');

export interface BundledWorker {
  readonly path: string;
  readonly remove: () => void;
}

export async function bundleWorker(): Promise<BundledWorker> {
  const folder = mkdtempSync(join(tmpdir(), 'focus-stability-worker-'));
  const path = join(folder, 'suite-worker.mjs');
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/suite-worker.ts'],
    outfile: path,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
    },
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
  });
  if (!readFileSync(path, 'utf8').includes('callSuite')) throw new Error('names of functions are gone');
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
