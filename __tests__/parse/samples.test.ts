import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SAMPLES } from '../helpers/corpus.ts';
import { readMemory } from '../helpers/night.ts';
import { listReport } from '../helpers/read-report.ts';

interface Expected {
  producer: string;
  files: Record<
    string,
    {
      cases: number;
      failures: number;
      errors: number;
      skipped: number;
      suiteErrors: number;
      declared: number | null;
      tests: Record<string, string>;
      problems: string[];
    }
  >;
}

const PRODUCERS = readdirSync(SAMPLES).filter(
  (name) => existsSync(join(SAMPLES, name, 'expected.json')) && name !== 'five-iterations',
);

describe.each(PRODUCERS)('the reports of %s', (producer) => {
  const folder = join(SAMPLES, producer);
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;

  it.each(Object.entries(expected.files))('%s is read as it was meant', async (path, truth) => {
    const content = readFileSync(join(folder, path));
    const { facts, problems } = await listReport(content);
    const { cases, failures, errors, skipped, suiteErrors, declared } = facts;
    expect({ cases, failures, errors, skipped, suiteErrors, declared }).toEqual({
      cases: truth.cases,
      failures: truth.failures,
      errors: truth.errors,
      skipped: truth.skipped,
      suiteErrors: truth.suiteErrors,
      declared: truth.declared,
    });
    expect(facts.producer).toBe(expected.producer);
    const { matrix, ledger } = await readMemory([{ iteration: 1, content }]);
    const tests = Object.fromEntries(
      Array.from({ length: matrix.testCount }, (_, test) => [matrix.name(test).id, matrix.codes(test)]),
    );
    expect(tests).toEqual(truth.tests);
    const codes = [...problems, ...ledger.iterations.flatMap((iteration) => iteration.problems)].map(
      ({ code }) => code,
    );
    expect(codes).toEqual(expect.arrayContaining(truth.problems));
  });
});
