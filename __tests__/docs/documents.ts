/** What people read of this repository, and what stands in it. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { globSync } from 'tinyglobby';

export const ROOT = resolve(import.meta.dirname, '..', '..');

const PATTERNS = [
  '*.md',
  'docs/*.md',
  'examples/**/*.md',
  'src/ARCHITECTURE.md',
  'bench/README.md',
  '.github/*.md',
];

/** Paths from the root, sorted. */
export const DOCUMENTS: readonly string[] = globSync(PATTERNS, {
  cwd: ROOT,
  dot: true,
  ignore: ['**/node_modules/**', '**/stability-report/**'],
}).sort();

export const readDocument = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The text of all blocks of a language; those in lists are indented, and their text is not. */
function listBlocks(text: string, language: string): string[] {
  return [...text.matchAll(/^([ \t]*)```(\w+)\n([\s\S]*?)^\1```$/gm)].flatMap(
    ([, indent = '', name, block = '']) =>
      name === language ? [block.replaceAll(new RegExp(`^${indent}`, 'gm'), '')] : [],
  );
}

/** Lines of all `sh` blocks, without comments. */
export function listCommands(text: string): string[] {
  return listBlocks(text, 'sh')
    .flatMap((block) => block.trim().split('\n'))
    .map((line) => line.replace(/\s+# .*/, ''));
}
