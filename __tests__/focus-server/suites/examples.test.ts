import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../../src/config/environments.ts';
import { runAgainst, type Wish } from './run-against.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', '..', 'examples', 'focus-server');

const runExample = (file: string, wish: Wish = {}) =>
  runAgainst('example', {
    ...wish,
    plan: { sources: [{ kind: 'file', name: file, path: join(EXAMPLES, file) }] },
  });

describe('the example suites', () => {
  it.each([
    ['own.suite.ts', 6],
    ['recordings.suite.mjs', 1],
  ])('%s is green on a clean server', async (file, count) => {
    const outcome = await runExample(file);
    expect(outcome.red).toEqual([]);
    expect(outcome.named('passed')).toHaveLength(count);
  });

  it.each(['own.suite.ts', 'recordings.suite.mjs'])('%s is red on servers that only answer', async (file) => {
    for (const defect of ['always-400', 'always-200']) {
      const outcome = await runExample(file, { server: { defects: [defect] } });
      // An acknowledgement is an empty object: that one a server may answer to everything.
      expect(outcome.named('passed').filter((name) => name !== 'the server acknowledges')).toEqual([]);
    }
  });
});

describe('the example environments', () => {
  const text = readFileSync(join(EXAMPLES, 'focus-stability.yml'), 'utf8');
  const names = Object.keys((parse(text) as { environments: object }).environments);

  it.each(names)('%s can be read', (name) => {
    const environment = readEnvironment(name, {
      path: 'focus-stability.yml',
      text,
      variables: { MONGO_PASSWORD: 'pw', KUBERNETES_TOKEN: 'token' },
      readFile: (path) => {
        expect(path).toBe('certificates/staging-ca.pem');
        return 'PEM';
      },
    });
    expect(environment.name).toBe(name);
  });

  it('show every driver', () => {
    for (const driver of ['toxiproxy', 'chaos-mesh', 'netem', 'scale-down'])
      expect(text).toContain(`driver: ${driver}`);
  });
});
