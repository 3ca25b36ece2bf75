/** How many investigations an environment takes. */
import type { FocusTest } from './context.ts';

/** Skips the test where so many investigations are not allowed at a time. */
export function needWindows(t: FocusTest, count: number): void {
  const { maxWindows } = t.target.environment.limits;
  if (maxWindows < count) t.skip(`${count} investigations are more than the ${maxWindows} allowed here`);
}
