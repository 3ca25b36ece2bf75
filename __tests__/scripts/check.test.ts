import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sortTests } from '../../scripts/check/sort-tests.ts';
import { makeFolder } from '../helpers/folder.ts';

const isFast = (text: string, others: Readonly<Record<string, string>> = {}): boolean => {
  const { fast, slow } = sortTests(makeFolder({ '__tests__/kit/a.test.ts': text, ...others }));
  expect([...fast, ...slow]).toEqual(['__tests__/kit/a.test.ts']);
  return fast.length === 1;
};

describe('tests that npm run check runs', () => {
  it.each([
    ['nothing', "import { it } from 'vitest';\nimport { join } from 'node:path';"],
    ['types alone', "import type { Server } from 'node:http';\nexport type { Socket } from 'node:net';"],
    ['words about addresses', "import { isIP, isIPv6 } from 'node:net';"],
    ['a module in a text', "const text = 'node:http';"],
  ])('have %s', (_, text) => {
    expect(isFast(text)).toBe(true);
  });

  it.each([
    ['a process', "import { spawn } from 'node:child_process';"],
    ['a thread, on several lines', "import {\n  Worker,\n  parentPort,\n} from 'node:worker_threads';"],
    ['a server, later', "const load = () => import('node:http');"],
    ['a server beside a type', "import { createServer, type Server } from 'node:net';"],
    ['a browser', "import { chromium } from 'playwright-core';"],
    ['an effect alone', "import 'node:https';"],
  ])('have not %s', (_, text) => {
    expect(isFast(text)).toBe(false);
  });

  it('have not what their imports import', () => {
    const reaching = "import { a } from '../helpers/a.ts';";
    const others = { '__tests__/helpers/a.ts': "export { b as a } from '../../src/b.ts';" };
    expect(isFast(reaching, { ...others, 'src/b.ts': 'export const b = 1;' })).toBe(true);
    expect(isFast(reaching, { ...others, 'src/b.ts': "import 'node:http';\nexport const b = 1;" })).toBe(
      false,
    );
  });

  it('are many of ours, and those of the command line are not', () => {
    const { fast, slow } = sortTests(resolve(import.meta.dirname, '..', '..'));
    expect(fast.length).toBeGreaterThan(100);
    expect(fast.filter((path) => path.startsWith('__tests__/cli/'))).toEqual([]);
    expect(slow).toContain('__tests__/github-twin/contract.test.ts');
  });
});
