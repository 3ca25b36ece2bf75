/** Every trap of the platform that we know has a test here that names it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const TRAPS = [
  'localhost counts as GHES for the artifact client',
  'the artifact client reads GITHUB_API_URL once',
  'run: steps and other runs have no runtime token',
  'raw artifacts',
  'archives that lie',
  'no digest',
  'more than 100 artifacts',
  're-runs leave two artifacts',
  'bodies over the limit',
  'annotations over the limit',
  'summaries over the limit',
  'hostile names',
  'limits, errors, resets, stalls, expired addresses',
  'tokens that can only read',
  'workflow_run of forks',
  'schedule without payload',
  'two runs at the same time',
  'pull requests among issues, labels, human hands',
  'missing artifacts and reserved names',
];

const FOLDER = import.meta.dirname;
const TITLES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.test.ts'))
  .flatMap((name) => [
    ...readFileSync(join(FOLDER, name), 'utf8').matchAll(/^ *(?:(?:it|describe)\(|\]\)\()\s*'(trap \d+): /gm),
  ])
  .map(([, trap]) => trap);

describe('the traps of the platform', () => {
  it.each(TRAPS.map((trap, index) => [`trap ${index + 1}`, trap]))('%s: %s', (trap) => {
    expect(TITLES).toContain(trap);
  });
});
