/** What every bundled suite is given. */
import type { SuiteTarget } from '../../../model/environment.ts';
import type { Exchange } from '../../client/exchange.ts';
import type { FixtureContext, SuiteBuilder, TestContext } from '../../../suite/api/index.ts';

export type FocusTest = TestContext<SuiteTarget>;
export type FocusFixture = FixtureContext<SuiteTarget>;
export type FocusBuilder = SuiteBuilder<SuiteTarget>;

/** A figure that the person who runs the suite may set: `--set samples=20`. Throws when it is no number. */
export function readFigure({ target }: FocusFixture, name: string, standard: number): number {
  const text = target.settings[name];
  if (text === undefined) return standard;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new TypeError(`--set ${name}=${text}: not a number from 0 on`);
  return value;
}

/** The longest of several answers, in milliseconds. */
export function recordSlowest(t: FocusTest, name: string, exchanges: readonly Exchange[]): void {
  t.record(name, Math.max(...exchanges.map(({ durationMs }) => durationMs)));
}

/** Milliseconds that this environment may take where the contract says `ms`. */
export function scaleLimit({ target }: FocusFixture, ms: number): number {
  return ms * target.environment.limits.latencyScale;
}
