import { describe, expect, it } from 'vitest';
import { BUNDLED } from '../../../../src/focus-server/index.ts';
import {
  checkFigures,
  FIGURES,
  scaleLifetimes,
  type Figure,
} from '../../../../src/focus-server/suites/support/figures.ts';

describe('the figures of the bundled suites', () => {
  it('are taken from 0 to the most that there is room for', () => {
    for (const [name, { standard, most }] of Object.entries<Figure>(FIGURES))
      for (const value of [0, standard, most, 0.5])
        expect(() => checkFigures({ [name]: String(value) })).not.toThrow();
  });

  it.each(['', ' ', 'many', '-1', 'NaN', 'Infinity', '1501'])('are refused as "%s"', (text) => {
    expect(() => checkFigures({ 'load-seconds': text })).toThrow(
      `--set load-seconds=${text}: not a number from 0 to 1500`,
    );
  });

  it.each(['sampels', 'toString', 'load'])('are told when somebody asks for %s', (name) => {
    expect(() => checkFigures({ samples: '20', [name]: '20' })).toThrow(
      `--set ${name}: no bundled suite asks for it; they ask for samples, `,
    );
  });

  it.each([
    ['focus-server.load', 'jobs are made and ended for a while', 'load-seconds'],
    ['focus-server.load', 'jobs are made and ended for five minutes', 'load-nightly-seconds'],
    ['focus-server.live', 'streams good frames at real time', 'live-seconds'],
    ['focus-server.live', 'streams good frames for a long time', 'live-nightly-seconds'],
    ['focus-server.live', 'a job that nobody connects to', 'unconnected-seconds'],
    ['focus-server.performance', '95 % of', 'sample-seconds'],
  ] as const)('leave the tests of %s time: %s', async (suite, text, figure) => {
    const { tests } = (await BUNDLED.get(suite)?.()) ?? { tests: [] };
    const limits = tests.filter(({ name }) => name.includes(text)).map(({ timeoutMs }) => timeoutMs);
    // Samples are taken a second time when the first ones break the limit.
    const passes = figure === 'sample-seconds' ? 2 : 1;
    expect(Math.min(...limits)).toBeGreaterThanOrEqual((passes * FIGURES[figure].most + 60) * 1000);
  });

  it.each([
    [{}, 1],
    [{ 'unconnected-seconds': '5' }, 0.1],
    [{ 'unconnected-seconds': 'x' }, 1],
    [{ 'unconnected-seconds': '0' }, 1],
    [{ 'unconnected-seconds': 'Infinity' }, 6],
  ])('scale the lifetimes of the embedded server: %j', (settings, scale) => {
    expect(scaleLifetimes(settings)).toBe(scale);
  });
});
