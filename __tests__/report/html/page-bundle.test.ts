import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { BUNDLE_PATH, buildPage } from '../../../scripts/build-page.ts';

it('page-bundle.ts is what scripts/build-page.ts makes of page/ and style/', async () => {
  const committed = await readFile(BUNDLE_PATH, 'utf8');
  expect(committed === (await buildPage()), 'run `node scripts/build-page.ts`').toBe(true);
});
