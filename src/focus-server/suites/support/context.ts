/** What every bundled suite is given, and how environments differ: figures, limits, profiles. */
import type { SuiteTarget } from '../../../model/environment.ts';
import type { FixtureContext, SuiteBuilder, TestContext } from '../../../suite/api/index.ts';
import type { Exchange } from '../../client/exchange.ts';
import { FIGURES, parseFigure } from './figures.ts';
import type { FigureName } from './figures.ts';

export type FocusTest = TestContext<SuiteTarget>;
export type FocusFixture = FixtureContext<SuiteTarget>;
export type FocusBuilder = SuiteBuilder<SuiteTarget>;

/** What the person who runs the suite has set, or `standard`. Throws TypeError for what is no such figure. */
export function readFigure(
  { target }: FocusFixture,
  name: FigureName,
  standard: number = FIGURES[name].standard,
): number {
  const text = target.settings[name];
  return text === undefined ? standard : parseFigure(name, text);
}

/** The longest of several answers, in milliseconds. */
export function recordSlowest(t: FocusTest, name: string, exchanges: readonly Exchange[]): void {
  t.record(name, Math.max(...exchanges.map(({ durationMs }) => durationMs)));
}

/** Milliseconds that this environment may take where the contract says `ms`. */
export function scaleLimit({ target }: FocusFixture, ms: number): number {
  return ms * target.environment.limits.latencyScale;
}

/** It takes any number of points above 0, and cannot cancel. */
export function isLegacy({ target }: FocusTest): boolean {
  return target.environment.profile === 'legacy';
}

/** Skips the test where so many investigations are not allowed at a time. */
export function needWindows(t: FocusTest, count: number): void {
  const { maxWindows } = t.target.environment.limits;
  if (maxWindows < count) t.skip(`${count} investigations are more than the ${maxWindows} allowed here`);
}
