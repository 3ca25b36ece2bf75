import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateRest, estimateShare } from '../../../src/runner/watch/estimate.ts';
import { renderWatch } from '../../../src/runner/watch/render.ts';
import { countCells, showDuration, showPlain } from '../../../src/runner/watch/describe.ts';
import { createWatcher } from '../../../src/runner/watch/watcher.ts';
import { end, fresh, output, play, recordTerminal, seen, start } from './run-events.ts';
import { showScreen } from './screen.ts';

const SCREEN = { columns: 100, rows: 12, colors: false };
const RUNNING = play(fresh(), [
  [0, start(1)],
  [10, seen(1, 'a', 'passed')],
  [20, seen(1, 'b', 'failed')],
  [30, seen(1, 'c', 'skipped')],
  [40, seen(1, 'd', 'passed')],
  [20_000, end(1, 20_000, { kind: 'exited', code: 1 })],
  [20_000, start(2)],
  [25_000, seen(2, 'a', 'passed')],
  [26_000, seen(2, 'b', 'passed')],
  [27_000, seen(2, 'tests/test_c.py::test_third', 'started')],
]);

describe('the live view', () => {
  it('has a line for each iteration and one for the run', () => {
    expect(renderWatch(RUNNING, SCREEN, 30_000)).toEqual([
      '1/5 [========================] 2 passed, 1 failed, 1 skipped  20s  exit code 1',
      '2/5 [============            ] 2 passed, 0 failed  10s  test_third',
      '1 of 5 done, 1 not clean  30s  about 1m 10s left',
    ]);
  });

  it('colours failures, and nothing with NO_COLOR', () => {
    const [line] = renderWatch(RUNNING, { ...SCREEN, colors: true }, 30_000);
    expect(line).toContain('\u001b[31m1 failed\u001b[0m');
    expect(renderWatch(RUNNING, SCREEN, 30_000).join('')).not.toContain('\u001b');
  });

  it('is never wider or longer than the screen and moves no cursor, whatever tests are called', () => {
    const name = fc.oneof(
      fc.string({
        unit: fc.constantFrom('a', 'é', '漢', '👩', '\n', '\u001b', '\u202e', '\ud800', '\u0301'),
      }),
      fc.constant('\u001b[2J\u202e日本語テスト👩‍👩‍👧\r\n\ud800'),
      fc.constant('漢'.repeat(10_000)),
    );
    fc.assert(
      fc.property(
        name,
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 30 }),
        (id, columns, rows, iterations) => {
          const events = Array.from({ length: iterations }, (_, index) => index + 1).flatMap((iteration) => [
            [0, start(iteration)] as const,
            [1, seen(iteration, id, 'started')] as const,
          ]);
          const state = play(fresh({ iterations, planned: iterations, parallel: iterations }), events);
          const lines = renderWatch(state, { columns, rows, colors: false }, 1000);
          expect(lines.length).toBeLessThanOrEqual(rows);
          for (const line of lines) {
            expect(countCells(line)).toBeLessThan(columns);
            expect(showPlain(line)).toBe(line);
          }
        },
      ),
      { seed: 30, numRuns: 100 },
    );
  });

  it('shows what runs before what ended when there is too little room', () => {
    const state = play(fresh(), [
      [0, start(1)],
      [1, start(2)],
      [2, end(2)],
      [2, start(3)],
      [3, end(3)],
      [3, start(4)],
    ]);
    const numbers = renderWatch(state, { ...SCREEN, rows: 4 }, 10).map((line) => line.slice(0, 3));
    expect(numbers).toEqual(['1/5', '3/5', '4/5', '2 o']);
  });

  it('counts tests that failed in some iterations and not in all, once each', () => {
    const lastLine = (events: Parameters<typeof play>[1]) =>
      renderWatch(play(RUNNING, events), SCREEN, 30_000).at(-1);
    const second = [
      [27_000, seen(2, 'c', 'failed')],
      [27_000, seen(2, 'c', 'failed')],
    ] as const;
    expect(lastLine([...second, [30_000, end(2, 10_000)]])).toContain(', 2 look flaky  ');
    expect(
      lastLine([
        [28_000, seen(2, 'b', 'failed')],
        [30_000, end(2, 10_000)],
      ]),
    ).not.toContain('flaky');
    // A crash says nothing about the tests that it cut off.
    const crash = { kind: 'signalled', signal: 'SIGKILL' } as const;
    expect(lastLine([...second, [30_000, end(2, 10_000, crash)]])).not.toContain('flaky');
  });

  it('ignores events that were told twice', () => {
    const twice = play(RUNNING, [
      [31_000, start(1)],
      [31_000, end(1, 5)],
      [31_000, seen(1, 'late', 'failed')],
      [31_000, seen(9, 'unknown', 'failed')],
    ]);
    expect(twice).toEqual(RUNNING);
  });
});

describe('writing the live view', () => {
  it('repaints in place, not more often than a person can read, and clears up', () => {
    let time = 0;
    const terminal = recordTerminal();
    const watcher = createWatcher({ terminal, now: () => time, state: fresh(), groupToken: null });
    watcher.show(start(1));
    watcher.show(seen(1, 'a', 'passed'));
    watcher.show(output(1, 'noise of the suite'));
    expect(terminal.written).toHaveLength(1);
    time = 99;
    watcher.tick();
    expect(terminal.written).toHaveLength(1);
    time = 100;
    watcher.tick();
    time = 5000;
    watcher.show(end(1, 5000));
    time = 5200;
    watcher.show(start(2));
    expect(showScreen(`before\n${terminal.written.join('')}`)).toEqual([
      'before',
      '1/5 [========================] 1 passed, 0 failed  5.0s  exit code 0',
      '2/5 [                        ] 0.0s',
      '1 of 5 done  5.2s  about 20s left',
      '',
    ]);
    watcher.close();
    watcher.close();
    time = 9000;
    watcher.tick();
    expect(showScreen(`before\n${terminal.written.join('')}after`)).toEqual(['before', 'after']);
  });

  it('says at once that it is stopping, and how not to wait', () => {
    const terminal = recordTerminal();
    const watcher = createWatcher({ terminal, now: () => 0, state: fresh(), groupToken: null });
    watcher.show(start(1));
    watcher.showStopping();
    expect(showScreen(terminal.written.join(''))).toEqual([
      '1/5 0.0s',
      '0 of 5 done  0.0s  stopping; Ctrl-C again to stop at once',
      '',
    ]);
    watcher.close();
    watcher.showStopping();
    expect(showScreen(terminal.written.join(''))).toEqual(['']);
  });

  it('gets along with a terminal that does not know its size', () => {
    const terminal = recordTerminal({ columns: 0, rows: 0 });
    const watcher = createWatcher({ terminal, now: () => 0, state: fresh(), groupToken: null });
    watcher.show(start(1));
    expect(showScreen(terminal.written.join(''))[1]).toBe('0 of 5 done  0.0s');
  });
});

describe('the estimate', () => {
  const shareOf = (state: typeof RUNNING, at: number) =>
    state.rows.map((row) => estimateShare(state, row, at));

  it('compares tests with those of the iterations that ended', () => {
    expect(shareOf(RUNNING, 30_000)).toEqual([1, 0.5]);
  });

  it('compares times when no tests are seen', () => {
    const state = play(fresh(), [
      [0, start(1)],
      [8000, end(1, 8000)],
      [8000, start(2)],
    ]);
    expect(shareOf(state, 10_000)).toEqual([1, 0.25]);
    expect(shareOf(state, 100_000)).toEqual([1, 0.99]);
  });

  it('knows nothing during the first iteration, unless the number of tests is known', () => {
    const events = [
      [0, start(1)],
      [3000, seen(1, 'a', 'passed')],
    ] as const;
    expect(shareOf(play(fresh(), events), 3000)).toEqual([null]);
    expect(estimateRest(play(fresh(), events), 3000)).toBeNull();
    const known = play(fresh({ expectedTests: 10 }), events);
    expect(shareOf(known, 3000)).toEqual([0.1]);
    expect(estimateRest(known, 3000)).toBe(27_000 + 4 * 30_000);
  });

  it('shares the work between the places', () => {
    const state = play(fresh({ parallel: 2, planned: 4 }), [
      [0, start(1)],
      [0, start(2)],
      [10_000, end(1, 10_000)],
      [10_000, start(3)],
    ]);
    // 2 is late, 3 needs 10 s, 4 waits for 10 s: two places.
    expect(estimateRest(state, 10_000)).toBe(10_000);
    expect(estimateRest({ ...state, parallel: 1 }, 10_000)).toBe(20_000);
  });

  it('uses the times of an earlier session, which counts as done', () => {
    const state = fresh({ planned: 2, earlierMs: [4000, 60_000, 5000] });
    expect(estimateRest(state, 0)).toBe(10_000);
    expect(renderWatch(state, SCREEN, 0)).toEqual(['3 of 5 done  0.0s  about 10s left']);
  });

  it('uses the times of an earlier run, of which nothing counts, until there are own ones', () => {
    const state = fresh({ historyMs: [4000, 60_000, 5000] });
    expect(renderWatch(state, SCREEN, 0)).toEqual(['0 of 5 done  0.0s  about 25s left']);
    const later = play(state, [
      [0, start(1)],
      [1000, end(1, 1000)],
    ]);
    expect(estimateRest(later, 1000)).toBe(4000);
  });

  it.each([
    ['collecting ... collected 8 items\n', 8],
    ['rootdir: /a\ncollected 10 items / 2 deselected / 8 selected\n', 8],
    ['collected 9 items / 1 error / 1 skipped\n', 9],
    ['created: 2/2 workers\n2 workers [8 items]\n', 8],
    ['we have collected 8 items of luggage\n', null],
    ['collected 123456789 items\n', null],
  ])('reads how many tests there are: %j', (text, expected) => {
    expect(play(fresh(), [[0, output(1, text)]]).expectedTests).toBe(expected);
  });
});

it('shows characters that would act on the terminal as a question mark', () => {
  expect(showPlain('a\u001b[2J\r\n\u0085\u200b\u202e\u2066\u2028\ud800z')).toBe('a?[2J????????z');
  expect(showPlain('שלום 日本 👍')).toBe('שלום 日本 👍');
});

it.each([
  [0, '0.0s'],
  [9949, '9.9s'],
  [59_400, '59s'],
  [59_900, '1m 00s'],
  [185_000, '3m 05s'],
  [7_620_000, '2h 07m'],
])('shows %i ms as %s', (ms, text) => {
  expect(showDuration(ms)).toBe(text);
});
