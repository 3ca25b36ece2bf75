/** Writes action.yml, the generated parts of documents and the versions of actions (`npm run docs`), or with --check fails when they are old. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { globSync } from 'tinyglobby';
import { renderActionYml } from './action-yml.ts';
import { findUnknownUses, pinActions } from './actions.ts';
import { fillIn, listParts } from './generated-docs.ts';
import { listUsers } from './users-of-actions.ts';

const ROOT = join(import.meta.dirname, '..');

/** Documents with generated parts say so themselves, by markers. */
const WITH_PARTS = globSync(['*.md', 'docs/*.md'], { cwd: ROOT })
  .sort()
  .filter((name) => listParts(readFileSync(join(ROOT, name), 'utf8')).length > 0);

const DOCUMENTS = [
  { name: 'action.yml', parser: 'yaml', make: () => renderActionYml() },
  ...WITH_PARTS.map((name) => ({ name, parser: 'markdown', make: fillIn })),
];

const GENERATED = new Map<string, (text: string) => Promise<string>>(
  DOCUMENTS.map(({ name, parser, make }) => [
    name,
    async (text) => format(make(text), { ...(await resolveConfig(join(ROOT, name))), parser }),
  ]),
);
const PINS = new Map(listUsers(ROOT).map(({ path, pin }) => [path, pin]));

for (const name of new Set([...GENERATED.keys(), ...PINS.keys()])) {
  const path = join(ROOT, name);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const made = (await GENERATED.get(name)?.(before)) ?? before;
  const pin = PINS.get(name);
  const after = pin === undefined ? made : pinActions(made, pin);
  for (const { line, uses } of findUnknownUses(after)) {
    console.error(
      `${name}:${line}: \`uses: ${uses}\` is not in scripts/actions.ts: add it there with its commit.`,
    );
    process.exitCode = 1;
  }
  if (after === before) {
    if (GENERATED.has(name)) console.log(`${name} is up to date`);
  } else if (process.argv.includes('--check')) {
    console.error(`${name} is out of date: run \`npm run docs\` and commit it.`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, after);
    console.log(`${name} written`);
  }
}
