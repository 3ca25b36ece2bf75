/** THIRD_PARTY_NOTICES: what the files contain of others, under which licence. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

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

/** Throws where a licence is not one that we may ship. */
export function collectNotices(root: string, { inputs }: Metafile): string {
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
