/** What goes into dist/, as bytes: used by the build that writes it and by the check that compares it. */
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { plainHttp } from './plain-http.ts';
import { writeSuiteTypes } from './suite-types.ts';

/** Licences that allow us to ship the code if we ship the notice. */
const ALLOWED = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
]);

/** Bundled CommonJS packages call `require` for Node's own modules. */
const BANNER =
  "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);";

/** File name -> content of everything in dist/. The same input gives the same bytes. */
export async function bundle(root: string): Promise<Map<string, Buffer>> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: { cli: 'src/cli.ts', action: 'src/action.ts', 'suite-worker': 'src/suite-worker.ts' },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: { js: BANNER },
    plugins: [plainHttp],
    alias: { 'unzip-stream': join(root, 'scripts', 'unzip-refused.ts') },
    chunkNames: 'chunks/[name]-[hash]',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const files = new Map<string, Buffer>();
  for (const file of result.outputFiles) {
    files.set(relative(join(root, 'dist'), file.path).replaceAll('\\', '/'), Buffer.from(file.contents));
  }
  files.set('suite.d.ts', Buffer.from(writeSuiteTypes(root)));
  files.set('THIRD_PARTY_NOTICES', Buffer.from(collectNotices(root, result.metafile)));
  return files;
}

function collectNotices(root: string, { inputs }: Metafile): string {
  const directories = new Set<string>();
  for (const path of Object.keys(inputs)) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path);
    if (match?.[1] !== undefined) directories.add(match[1]);
  }
  const notices = [...directories].sort().map((directory) => readNotice(join(root, directory)));
  return `The files in this folder contain the following packages.\n\n${notices.join('\n')}`;
}

function readNotice(directory: string): string {
  const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
    author?: string | { name?: string };
  };
  const { name, version, license = 'none', author } = manifest;
  if (!isAllowed(license)) throw new Error(`${name} ${version}: licence "${license}" is not one we may ship`);
  return `${'='.repeat(80)}\n${name} ${version} (${license})\n\n${readLicence(directory) ?? declare(license, author)}\n`;
}

/** SPDX: every part of an AND, any part of an OR. */
function isAllowed(license: string): boolean {
  const plain = license.replace(/[()]/g, '');
  return plain
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((part) => ALLOWED.has(part.trim())));
}

/** For the packages that name their licence but ship no text of it. */
function declare(license: string, author: string | { name?: string } = 'its authors'): string {
  const holder = typeof author === 'string' ? author : (author.name ?? 'its authors');
  return `Copyright ${holder}. Licensed under ${license}; the package contains no licence text of its own.`;
}

function readLicence(directory: string): string | null {
  for (const name of [
    'LICENSE',
    'LICENSE.md',
    'LICENSE.txt',
    'license',
    'LICENCE',
    'License.md',
    'license.md',
  ]) {
    try {
      return readFileSync(join(directory, name), 'utf8').replaceAll('\r\n', '\n').trim();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  return null;
}

export const ROOT = dirname(import.meta.dirname);
