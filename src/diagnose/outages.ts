/** Nights in which many tests died together, and what that means for their retries. */
import type { OutcomeTable, Outage } from '../model/mass-event.ts';
import { isFirstFailure, isRun } from '../model/outcome.ts';
import { isMass } from './mass-limits.ts';
import { NightView } from './night-view.ts';

/** Finds the nights in which at least 5 tests and 1 % of those that ran are dead and were not the night before. */
export function findOutages(table: OutcomeTable): Outage[] {
  const outages: Outage[] = [];
  let before = new Uint8Array(table.testCount);
  let now = new Uint8Array(table.testCount);
  for (let night = 0; night < table.iterations.length; night++) {
    const ran = markDead(new NightView(table, night), now);
    const died = countDied(now, before);
    const share = ran === 0 ? 0 : died / ran;
    if (isMass(died, share))
      outages.push({ kind: 'outage', night, share, tests: listDied({ now, before, died }) });
    [before, now] = [now, before];
  }
  return outages;
}

/** A dead test's rescued runs in an outage count as failures: the retry met a gap in the outage, not a flake. */
export function effectiveHistory(history: string, outages: readonly Outage[]): string {
  if (outages.length === 0 || !history.includes('R')) return history;
  const nights = history.split(' ');
  for (const { night } of outages) {
    const letters = nights[night] ?? '';
    if (isDead(letters)) nights[night] = letters.replaceAll('R', 'F');
  }
  return nights.join(' ');
}

function isDead(letters: string): boolean {
  const runs = Array.from(letters).filter(isRun);
  return runs.length >= 2 && runs.every(isFirstFailure);
}

/** Returns how many tests ran. */
function markDead(view: NightView, dead: Uint8Array): number {
  dead.fill(0);
  if (view.iterations < 2) return 0;
  let ran = 0;
  for (let test = 0; test < dead.length; test++) {
    view.read(test);
    if (view.runs > 0) ran++;
    if (view.isDead()) dead[test] = 1;
  }
  return ran;
}

function countDied(now: Uint8Array, before: Uint8Array): number {
  let died = 0;
  for (let test = 0; test < now.length; test++) if (now[test] === 1 && before[test] === 0) died++;
  return died;
}

function listDied({ now, before, died }: { now: Uint8Array; before: Uint8Array; died: number }): Uint32Array {
  const tests = new Uint32Array(died);
  let end = 0;
  for (let test = 0; test < now.length; test++)
    if (now[test] === 1 && before[test] === 0) tests[end++] = test;
  return tests;
}
