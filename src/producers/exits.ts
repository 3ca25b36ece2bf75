/** Exit codes of test runners that know only one kind of failure. */
import type { ExitMeaning } from './preset.ts';

/** 0 passed, 1 failed, and what else the runner defines. */
export function simpleExits(
  others: ReadonlyMap<number, string> = new Map(),
): (code: number) => ExitMeaning | null {
  return (code) => {
    if (code === 0) return { kind: 'passed', text: 'all tests passed' };
    if (code === 1) return { kind: 'failed', text: 'tests failed' };
    const text = others.get(code);
    return text === undefined ? null : { kind: 'broken', text };
  };
}
