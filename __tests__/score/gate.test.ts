import { describe, expect, it } from 'vitest';
import { decideGate, type GateInput } from '../../src/score/gate.ts';
import { buildIteration, buildLedger } from '../helpers/report-builder.ts';

const input = (overrides: Partial<GateInput>): GateInput => ({
  failOn: ['failing', 'incomplete'],
  minIterations: null,
  maxFlaky: null,
  ledger: buildLedger(),
  failing: 0,
  calledFailing: overrides.failing ?? 0,
  flaky: 0,
  newFlaky: 0,
  lostIterations: [],
  ...overrides,
});
const oneMissing = buildLedger({
  iterations: [buildIteration(1), buildIteration(2), buildIteration(3, { state: 'missing' })],
});

describe('the gate', () => {
  it.each<[string, Partial<GateInput>, string[]]>([
    ['passes a clean night', {}, []],
    ['stops failing tests', { failing: 1 }, ['1 test failed in every iteration that ran it']],
    ['counts them', { failing: 3 }, ['3 tests failed in every iteration that ran them']],
    [
      'says that it counts more than have the verdict',
      { failing: 3, calledFailing: 1 },
      [
        '3 tests failed in every iteration that ran them (2 of them too rarely, or in an incident, to be called failing)',
      ],
    ],
    [
      'also of one',
      { failing: 1, calledFailing: 0 },
      ['1 test failed in every iteration that ran it (too rarely, or in an incident, to be called failing)'],
    ],
    ['lets flaky tests through by default', { flaky: 4, newFlaky: 4 }, []],
    ['stops flaky tests when asked', { failOn: ['flaky'], flaky: 1 }, ['1 flaky test']],
    ['stops only new flaky tests when asked', { failOn: ['new-flaky'], flaky: 3, newFlaky: 0 }, []],
    ['counts new flaky tests', { failOn: ['new-flaky'], flaky: 3, newFlaky: 2 }, ['2 newly flaky tests']],
    ['stops missing evidence', { ledger: oneMissing }, ['iteration 3 missing']],
    ['does not when told so', { ledger: oneMissing, failOn: ['failing'] }, []],
    [
      'stops an iteration lost to an incident',
      { lostIterations: [2, 4] },
      ['iterations 2, 4 lost to an incident'],
    ],
    ['knows none', { failOn: [], failing: 9, flaky: 9, ledger: oneMissing }, []],
    [
      'holds a least number of iterations',
      { failOn: [], minIterations: 3, ledger: oneMissing },
      ['2 complete iterations, at least 3 required'],
    ],
    [
      'does not count lost iterations',
      { failOn: [], minIterations: 5, lostIterations: [1] },
      ['4 complete iterations, at least 5 required'],
    ],
    [
      'holds a most number of flaky tests',
      { failOn: [], maxFlaky: 1, flaky: 2 },
      ['2 flaky tests, at most 1 allowed'],
    ],
    ['lets the most through', { failOn: [], maxFlaky: 2, flaky: 2 }, []],
  ])('%s', (_, overrides, reasons) => {
    expect(decideGate(input(overrides))).toEqual({
      passed: reasons.length === 0,
      failOn: overrides.failOn ?? ['failing', 'incomplete'],
      reasons,
    });
  });

  it('tells every reason, worst first', () => {
    const { reasons } = decideGate(
      input({
        failOn: ['flaky', 'failing', 'incomplete'],
        failing: 1,
        flaky: 1,
        ledger: buildLedger({
          iterations: [
            buildIteration(1, { state: 'unreadable' }),
            buildIteration(2, { state: 'incomplete' }),
            buildIteration(3),
          ],
          problems: [
            {
              code: 'no-files',
              severity: 'error',
              path: 'x',
              iteration: null,
              message: 'no file matches',
              advice: '',
            },
          ],
        }),
      }),
    );
    expect(reasons).toEqual([
      '1 test failed in every iteration that ran it',
      'iteration 1 unreadable',
      'iteration 2 incomplete',
      'some evidence could not be read',
      '1 flaky test',
    ]);
  });
});
