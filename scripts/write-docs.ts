/** Writes action.yml and the generated parts of documents (`npm run docs`), or with --check fails when they are old. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { renderActionYml } from './action-yml.ts';
import { fillIn } from './generated-docs.ts';

const ROOT = join(import.meta.dirname, '..');

const DOCUMENTS = [
  { name: 'action.yml', parser: 'yaml', make: () => renderActionYml() },
  { name: 'README.md', parser: 'markdown', make: (text: string) => fillIn(text) },
  { name: 'docs/SUITES.md', parser: 'markdown', make: (text: string) => fillIn(text, ['suites', 'figures']) },
] as const;

for (const { name, parser, make } of DOCUMENTS) {
  const path = join(ROOT, name);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const after = await format(make(before), { ...(await resolveConfig(path)), parser });
  if (after === before) {
    console.log(`${name} is up to date`);
  } else if (process.argv.includes('--check')) {
    console.error(`${name} is out of date: run \`npm run docs\` and commit it.`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, after);
    console.log(`${name} written`);
  }
}
