import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../src/model/run.ts';
import { createWatcher } from '../../../src/runner/watch/watcher.ts';
import { end, fresh, output, recordTerminal, seen, start } from './run-events.ts';

function write(events: readonly RunEvent[], groupToken: string | null = null): string {
  const terminal = recordTerminal({ isTTY: groupToken !== null });
  const watcher = createWatcher({ terminal, now: () => 0, state: fresh(), groupToken });
  for (const event of events) watcher.show(event);
  watcher.tick();
  watcher.close();
  return terminal.written.join('');
}

describe('plain lines', () => {
  it('show the output between a title and a summary', () => {
    const text = write([
      start(1),
      output(1, 'collected 2 items\n'),
      seen(1, 'a', 'passed'),
      output(1, 'no line end'),
      end(1, 1200, { kind: 'signalled', signal: 'SIGKILL' }),
      start(2),
      end(2),
    ]);
    expect(text.split('\n')).toEqual([
      'iteration 1/5 (seed 7)',
      'collected 2 items',
      'no line end',
      'iteration 1/5: 1 passed, 0 failed, 0 skipped in 1.2s, ended by SIGKILL',
      'iteration 2/5 (seed 7)',
      'iteration 2/5: 1.0s, exit code 0',
      '',
    ]);
  });

  it('keep iterations apart that run at the same time', () => {
    const text = write([
      start(1),
      start(2),
      start(3),
      output(2, 'two-a\n'),
      output(1, 'one-a\n'),
      output(3, 'three-a\n'),
      end(3),
      output(1, 'one-b\n'),
      end(1),
      output(2, 'two-b\n'),
      end(2),
    ]);
    const lines = text.split('\n').map((line) => line.replace(/ \(seed.*|: .*/, ''));
    expect(lines).toEqual([
      'iteration 1/5',
      'one-a',
      'one-b',
      'iteration 1/5',
      'iteration 3/5',
      'three-a',
      'iteration 3/5',
      'iteration 2/5',
      'two-a',
      'two-b',
      'iteration 2/5',
      '',
    ]);
  });

  it('lose and double nothing, in whatever order iterations run', () => {
    const step = fc.record({ iteration: fc.integer({ min: 1, max: 5 }), ends: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, grouped) => {
        const state = new Map<number, 'open' | 'ended'>();
        const events: RunEvent[] = [];
        const said = new Map<number, string[]>();
        for (const [place, { iteration, ends }] of steps.entries()) {
          if (state.get(iteration) === 'ended') continue;
          if (!state.has(iteration)) events.push(start(iteration));
          state.set(iteration, ends ? 'ended' : 'open');
          const word = `<${iteration}:${place}>`;
          events.push(ends ? end(iteration) : output(iteration, word));
          if (!ends) said.set(iteration, [...(said.get(iteration) ?? []), word]);
        }
        const text = write(events, grouped ? 'token' : null);
        for (const [iteration, words] of said)
          expect(text.match(new RegExp(`<${iteration}:\\d+>`, 'g'))).toEqual(words);
        const opened = text.match(/iteration \d\/5 \(seed/g) ?? [];
        expect(new Set(opened).size).toBe(opened.length);
        expect(opened).toHaveLength(state.size);
        expect(text.match(/exit code 0/g) ?? []).toHaveLength(
          [...state.values()].filter((one) => one === 'ended').length,
        );
        expect(text.match(/^::group::/gm)?.length ?? 0).toBe(grouped ? state.size : 0);
        expect(text.match(/^::endgroup::$/gm)?.length ?? 0).toBe(grouped ? state.size : 0);
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  it('do not forget held output when a start is told twice', () => {
    const text = write([start(1), start(2), output(2, 'kept\n'), start(2), start(1), end(1), end(2)]);
    expect(text.match(/kept|\(seed 7\)/g)).toEqual(['(seed 7)', '(seed 7)', 'kept']);
  });

  it('hold only the end of a long output that has to wait, and say so', () => {
    const text = write([
      start(1),
      start(2),
      ...Array.from({ length: 30 }, (_, index) => output(2, `${String(index).padStart(99_999, '.')}\n`)),
      end(1),
      end(2),
    ]);
    const dropped = Number(/\((\d+) characters of output left out\)/.exec(text)?.[1]);
    expect(dropped).toBeGreaterThan(500_000);
    expect(dropped + (text.match(/[.\d]{50,}\n/g)?.join('').length ?? 0)).toBe(3_000_000);
    expect(text).toContain('.29\n');
  });

  it('show the beginning and the end of an output that no log could take', () => {
    const lines = Array.from({ length: 90 }, (_, index) =>
      output(1, `${String(index).padStart(99_999, '.')}\n`),
    );
    const text = write([start(1), ...lines, output(1, 'the end'), end(1)]);
    const dropped = Number(/\n\((\d+) characters of output left out\)\n/.exec(text)?.[1]);
    expect(dropped).toBeGreaterThan(2_000_000);
    expect(dropped + (text.match(/[.\d]{50,}\n/g)?.join('').length ?? 0)).toBe(9_000_000);
    expect(text).toMatch(/\.39\n\(\d+ char/);
    expect(text).toMatch(/\.89\nthe end\niteration 1\/5: 1\.0s, exit code 0\n$/);
  });

  it('show all of an output that is only a little longer, and of the one that follows', () => {
    const long = '.'.repeat(1_900_000);
    const text = write([
      start(1),
      output(1, long),
      output(1, long),
      output(1, long),
      output(1, '!'),
      end(1),
      start(2),
      output(2, long),
      end(2),
    ]);
    expect(text.replaceAll(long, '<long>').split('\n')).toEqual([
      'iteration 1/5 (seed 7)',
      '<long><long><long>!',
      'iteration 1/5: 1.0s, exit code 0',
      'iteration 2/5 (seed 7)',
      '<long>',
      'iteration 2/5: 1.0s, exit code 0',
      '',
    ]);
  });

  it('are interrupted by a line of their own when the person stops the run', () => {
    const terminal = recordTerminal({ isTTY: false });
    const watcher = createWatcher({ terminal, now: () => 0, state: fresh(), groupToken: null });
    watcher.show(start(1));
    watcher.show(output(1, 'half a line'));
    watcher.showStopping();
    watcher.show(output(1, 'the other half'));
    watcher.close();
    expect(terminal.written.join('').split('\n').slice(1)).toEqual([
      'half a line',
      'stopping; Ctrl-C again to stop at once',
      'the other half',
      '',
    ]);
  });
});

describe('the log of a workflow run', () => {
  it('folds each iteration and obeys no command of the suite', () => {
    const text = write(
      [
        start(1),
        output(1, '::error::not mine\n::endgroup::\n##[error]nor this'),
        end(1, 1000, { kind: 'not-started', reason: 'no such file ##[error]\n::error::x' }),
      ],
      'k3y',
    );
    expect(text.split('\n')).toEqual([
      '::group::iteration 1/5 (seed 7)',
      '::stop-commands::k3y',
      '::error::not mine',
      '::endgroup::',
      '##[error]nor this',
      '::k3y::',
      '::endgroup::',
      'iteration 1/5: 1.0s, not started: no such file ## [error]?::error::x',
      '',
    ]);
  });

  it('closes what is open when the run breaks off', () => {
    const text = write([start(1), start(2), output(2, 'kept'), output(1, 'x')], 'k3y');
    expect(text.split('\n').filter((line) => line.startsWith('::k3y') || line === 'kept')).toEqual([
      '::k3y::',
      'kept',
      '::k3y::',
    ]);
  });
});
