/** Writes the generated parts of README.md (`npm run docs`), or with --check fails when they are out of date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { fillIn } from './generated-docs.ts';

const path = join(import.meta.dirname, '..', 'README.md');
const before = readFileSync(path, 'utf8');
const after = await format(fillIn(before), { ...(await resolveConfig(path)), parser: 'markdown' });
if (after === before) {
  console.log('README.md is up to date');
} else if (process.argv.includes('--check')) {
  console.error('README.md is out of date: run `npm run docs` and commit it.');
  process.exitCode = 1;
} else {
  writeFileSync(path, after);
  console.log('README.md written');
}
