import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PYTHON } from '../../scripts/neighbours/core.ts';
import { needs } from '../helpers/neighbours.ts';
import { validateWorkflow } from '../helpers/runner-harness.ts';
import { expectPromised, readExample } from './run-example.ts';

const MODULES = join(import.meta.dirname, '..', '..', 'node_modules');
const ACTION = readFileSync(join(import.meta.dirname, '..', '..', 'action.yml'), 'utf8');

describe.each(['pytest', 'vitest', 'maven'])('the example for %s', (name) => {
  const files = readExample(name);
  const workflow = files['.github/workflows/stability.yml'] ?? '';

  it('has a workflow that GitHub takes', async () => {
    expect(await validateWorkflow(workflow, { action: ACTION })).toEqual([]);
  });

  it('has a README that names only files that are there', () => {
    const named = [
      ...(files['README.md'] ?? '').matchAll(/`([\w./-]+\.(?:yml|xml|toml|txt|json|js|py)|[\w./-]+\/)`/g),
    ].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(3);
    const folder = join(import.meta.dirname, '..', '..', 'examples', name);
    expect(named.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
  });

  it('lets tests do nothing with the token', () => {
    const { permissions, jobs } = parse(workflow) as {
      permissions: object;
      jobs: Record<string, { permissions: object }>;
    };
    expect(permissions).toEqual({});
    expect(jobs['tests']?.permissions).toEqual({ contents: 'read' });
    expect(jobs['report']?.permissions).toEqual({ contents: 'read', issues: 'write' });
  });
});

describe('the answer that the README of an example promises', () => {
  it('pytest', needs('pytest'), async () => {
    await expectPromised('pytest', {
      pip: '[ "$*" = "install -r requirements.txt" ] && grep -q "^pytest==" requirements.txt',
      pytest: `exec '${PYTHON}' -m pytest "$@"`,
    });
  });

  it('vitest', async () => {
    await expectPromised('vitest', {
      npm: `[ "$*" = ci ] && test -s package-lock.json && ln -s '${MODULES}' node_modules`,
    });
  });
});
