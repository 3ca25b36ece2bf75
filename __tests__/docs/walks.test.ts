import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readDocument, ROOT } from './documents.ts';

const [, WALKS = ''] = /^## Three walks\n([\s\S]*?)^## /m.exec(readDocument('src/ARCHITECTURE.md')) ?? [];
const STEPS = [...WALKS.matchAll(/^\d\. `([^`]+)` `([^`]+)`: /gm)].map(
  ([, path = '', name = '']) => [path, name] as const,
);

it('ARCHITECTURE has three walks of several steps, and every step is one that can be looked up', () => {
  expect(WALKS.match(/^\*\*/gm)).toHaveLength(3);
  expect(STEPS.length).toBe(WALKS.match(/^\d\. /gm)?.length);
  expect(STEPS.length).toBeGreaterThanOrEqual(12);
});

it.each(STEPS)('%s exports %s', async (path, name) => {
  expect(existsSync(join(ROOT, path))).toBe(true);
  expect(readDocument(path)).toMatch(
    new RegExp(`^export (?:async )?(?:function|const|class|interface|type) ${name}\\b`, 'm'),
  );
});
