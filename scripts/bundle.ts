/** What goes into dist/, as bytes: used by the build that writes it and by the check that compares it. */
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { bundleEntries, type Bundled } from './bundle/bundle-entries.ts';
import { defineOnly } from './bundle/define-only.ts';
import { collectNotices } from './bundle/notices.ts';
import { plainHttp } from './bundle/plain-http.ts';
import type { Layer } from './bundle/plan-shares.ts';
import { writeSuiteTypes } from './suite-types.ts';

/** Bundled CommonJS packages call `require` for Node's own modules. */
const BANNER =
  "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);";

/**
 * Who takes what together, the first that fits. The doors have 16 entries to load later, and what those share is in 14
 * more chunks; fewer would cost the start of somebody:
 *
 * - The large packages are loaded by different entries (the artifact client; Octokit with undici; MongoDB's driver; gRPC;
 *   zod), and so are large parts of ours: producers and runner start before a suite, parse and report-core while it
 *   runs, and a search for polluting tests needs no report.
 * - `commands` has what writes the commands of a step: the command line would load it for nothing.
 * - `suite`, `kit` and `base` are small, and take only what is light: Node's crypto costs more than a file does, so one
 *   small module that needs it stands alone.
 * - `open-catalogue` is empty but for a name: its module is in `mongodb`, with which the server is loaded at once.
 */
const LAYERS: readonly Layer[] = [
  { name: 'report-core', of: ['report', 'reporting', 'stabilise'], takes: 'own' },
  { name: 'parse', of: ['report', 'reporting', 'stabilise', 'bisect'], takes: 'own' },
  { name: 'producers', of: ['report', 'reporting', 'run', 'stabilise'], takes: 'own' },
  { name: 'runner', of: ['run'] },
  { name: 'commands', of: ['action', 'actions-artifact'], takes: 'own' },
  { name: 'octokit', of: ['actions-artifact', 'client'] },
  { name: 'mongodb', of: ['open-catalogue', 'start-reference-server'], takes: 'own' },
  { name: 'grpc', of: ['suites', 'job-stream'], takes: 'own' },
  { name: 'focus-server', of: ['suites', 'run-guard', 'start-reference-server'], takes: 'own' },
  { name: 'suite', of: ['suites', 'launch-suites', 'serve', 'suite-worker'], takes: 'light' },
  { name: 'zod', of: ['suites', 'launch-suites', 'run-guard', 'start-reference-server'] },
  { name: 'kit', of: { allBut: ['cli'] }, takes: 'light' },
  { name: 'base', of: { allBut: [] }, takes: 'light' },
];

/** The doors and what they load. `plugins` come before ours. */
export function bundleDoors(root: string, plugins: readonly Plugin[] = []): Promise<Bundled> {
  return bundleEntries({
    root,
    doors: { cli: 'src/cli.ts', action: 'src/action.ts', 'suite-worker': 'src/suite-worker.ts' },
    layers: LAYERS,
    small: ['fastest-levenshtein'],
    options: {
      platform: 'node',
      target: 'node20',
      banner: { js: BANNER },
      plugins: [...plugins, plainHttp, defineOnly],
      alias: { 'unzip-stream': join(root, 'scripts', 'bundle', 'unzip-refused.ts') },
      minifyWhitespace: true,
      minifySyntax: true,
      legalComments: 'none',
      logLevel: 'warning',
    },
  });
}

/** File name -> content of everything in dist/. The same input gives the same bytes. */
export async function bundle(root: string): Promise<Map<string, Buffer>> {
  const { files, metafile } = await bundleDoors(root);
  return new Map([
    ...files,
    ['suite.d.ts', Buffer.from(writeSuiteTypes(root))],
    ['THIRD_PARTY_NOTICES', Buffer.from(collectNotices(root, metafile))],
  ]);
}

export const ROOT = dirname(import.meta.dirname);
