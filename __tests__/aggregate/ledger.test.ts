import { describe, expect, it } from 'vitest';
import { writeReport } from '../helpers/folder.ts';
import { readReports } from '../../src/analysis/read-reports.ts';
import { collectMemory, nightOf, readMemory, type MemoryReport } from '../helpers/night.ts';

const cases = (count: number, code = 'P'): { name: string; code: string }[] =>
  Array.from({ length: count }, (_, index) => ({ name: `t${index}`, code }));
const full = (iteration: number): MemoryReport => ({ iteration, content: writeReport(cases(100)) });

async function ledgerOf(reports: readonly MemoryReport[], expected: number | null = null): Promise<string[]> {
  const { ledger } = await readMemory(reports, { expectedIterations: expected });
  return ledger.iterations.map(({ iteration, state, problems }) =>
    [`${iteration} ${state}`, ...problems.map(({ code, severity }) => `${severity} ${code}`)].join(', '),
  );
}

describe('the evidence ledger', () => {
  it('is content with five full reports', async () => {
    expect(await ledgerOf([1, 2, 3, 4, 5].map(full), 5)).toEqual([
      '1 complete',
      '2 complete',
      '3 complete',
      '4 complete',
      '5 complete',
    ]);
  });

  it('counts what every iteration brought', async () => {
    const { ledger } = await readMemory(nightOf({ a: 'PF', b: 'PE', c: 'SS', d: 'PR', e: 'P-' }));
    expect(
      ledger.iterations.map(({ tests, passed, failed, skipped, rescued }) => [
        tests,
        passed,
        failed,
        skipped,
        rescued,
      ]),
    ).toEqual([
      [5, 4, 0, 1, 0],
      [4, 0, 2, 1, 1],
    ]);
    expect(ledger.iterations[0]?.files[0]).toMatchObject({
      path: 'results-1.xml',
      cases: 5,
      declared: null,
      state: 'complete',
      producer: 'pytest',
    });
    expect(ledger.iterations[0]?.durationMs).toBe(500);
  });

  it('names iterations that left nothing: in a gap, and up to the expected number', async () => {
    expect(await ledgerOf([full(1), full(3)])).toEqual([
      '1 complete',
      '2 missing, error missing-iteration',
      '3 complete',
    ]);
    expect(await ledgerOf([full(1)], 2)).toEqual(['1 complete', '2 missing, error missing-iteration']);
  });

  it('tells unreadable, empty, all skipped, shrunken, cut and uncollected apart', async () => {
    expect(
      await ledgerOf([
        full(1),
        { iteration: 2, content: '<html/>' },
        { iteration: 3, content: '<testsuites/>' },
        { iteration: 4, content: writeReport(cases(100, 'S')) },
        { iteration: 5, content: writeReport(cases(43)) },
        { iteration: 6, content: writeReport(cases(100)).slice(0, -40) },
        {
          iteration: 7,
          content: writeReport([
            ...cases(100),
            { classname: '', name: 'tests.test_b', code: 'E', message: 'collection failure' },
          ]),
        },
        { iteration: 8, content: writeReport(cases(99)) },
        full(9),
      ]),
    ).toEqual([
      '1 complete',
      '2 unreadable, error not-junit',
      '3 incomplete, error no-cases',
      '4 incomplete, error all-skipped',
      '5 incomplete, error fewer-cases',
      '6 incomplete, error truncated, warning fewer-cases',
      '7 incomplete, error collection-errors',
      '8 complete, warning fewer-cases',
      '9 complete',
    ]);
  });

  it.each([[[100, 43]], [[100, 100, 43, 43]], [[43, 100, 43, 100, 43]], [[100, 43, 43, 100, 100, 43]]])(
    'measures an iteration by the others, also where half of them are cut short: %j',
    async (sizes) => {
      const states = await ledgerOf(
        sizes.map((size, index) => ({ iteration: index + 1, content: writeReport(cases(size)) })),
      );
      expect(states).toEqual(
        sizes.map((size, index) =>
          size === 100 ? `${index + 1} complete` : `${index + 1} incomplete, error fewer-cases`,
        ),
      );
    },
  );

  it('does not take a test more in one iteration for a test less in the others', async () => {
    const sizes = [101, 100, 100, 100, 100];
    const states = await ledgerOf(
      sizes.map((size, index) => ({ iteration: index + 1, content: writeReport(cases(size)) })),
    );
    expect(states).toEqual(sizes.map((_, index) => `${index + 1} complete`));
    expect(await ledgerOf([full(1)])).toEqual(['1 complete']);
  });

  it('compares declared with read', async () => {
    expect(await ledgerOf([{ iteration: 1, content: writeReport(cases(3), 'tests="4"') }])).toEqual([
      '1 complete, warning count-mismatch',
    ]);
    expect(await ledgerOf([{ iteration: 1, content: writeReport(cases(3), 'tests="2"') }])).toEqual([
      '1 complete, note count-mismatch',
    ]);
  });

  it('keeps the other file of an iteration when one is broken', async () => {
    const reports = [
      { iteration: 1, shard: '1', content: writeReport([{ name: 'a' }]) },
      { iteration: 1, shard: '2', content: 'Segmentation fault' },
    ];
    const { ledger, matrix } = await readMemory(reports);
    expect([matrix.testCount, ledger.iterations[0]?.state]).toEqual([1, 'incomplete']);
    expect(ledger.iterations[0]?.files.map(({ state }) => state)).toEqual(['complete', 'unreadable']);
  });

  it('puts what was lost on the way to the iteration it belongs to', async () => {
    const lost = {
      code: 'archive-damaged',
      severity: 'error',
      path: 'test-results-2',
      iteration: 2,
      message: 'the archive is cut',
      advice: 'Upload it again',
    } as const;
    const stray = { ...lost, code: 'no-files', iteration: null } as const;
    const collected = { ...collectMemory([full(1)]), problems: [lost, stray] };
    const { ledger } = await readReports(collected, { expectedIterations: null, maskNames: [] });
    expect(ledger.iterations.map(({ state, problems }) => [state, problems])).toEqual([
      ['complete', []],
      ['unreadable', [lost]],
    ]);
    expect(ledger.problems).toEqual([stray]);
  });

  it('says in every problem where it is, what it is and what to do', async () => {
    const { ledger } = await readMemory([{ iteration: 2, content: '' }]);
    const problems = ledger.iterations.flatMap((iteration) => iteration.problems);
    expect(problems).toEqual([
      {
        code: 'missing-iteration',
        severity: 'error',
        path: null,
        iteration: 1,
        message: 'iteration 1 left no report',
        advice: 'Look at the log of that iteration: it was not started, died, or uploaded nothing',
      },
      {
        code: 'empty-file',
        severity: 'error',
        path: 'results-2.xml',
        iteration: 2,
        message: 'the file is empty',
        advice: 'The runner created the file and died before writing it: look at the end of its log',
      },
    ]);
  });
});
