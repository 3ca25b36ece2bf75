/** Finds what hit many tests together before any single test is judged: incidents are not flakes. */
import type { Influence, IterationEvent, MassEvents, OutcomeTable } from '../model/mass-event.ts';
import { findIterationEvents } from './iteration-events.ts';
import type { NightView } from './night-view.ts';
import { viewNights } from './night-view.ts';
import { findOutages } from './outages.ts';
import { isBystander, measureSurprise } from './surprise.ts';

export { effectiveHistory } from './outages.ts';

const NOTHING: readonly Influence[] = [];

/** Linear in the cells of the table, a few passes. Rules: docs/SCORING.md. */
export function detectMassEvents(table: OutcomeTable): MassEvents {
  const outages = findOutages(table);
  const views = viewNights(table, outages);
  const iterationEvents = findIterationEvents(views);
  if (iterationEvents.length === 0)
    return { outages, iterationEvents, surprise: () => 0, influences: () => NOTHING };
  const surprise = measureSurprise(views, iterationEvents);
  const share = shareLists(iterationEvents);
  return {
    outages,
    iterationEvents,
    surprise: (test) => surprise[test] ?? 0,
    influences: (test) =>
      isBystander(surprise[test] ?? 0)
        ? share((event) => witnessed(views[event.night], event.index, test))
        : NOTHING,
  };
}

function witnessed(view: NightView | undefined, index: number, test: number): boolean {
  if (!view) return false;
  view.read(test);
  return view.isWitness() && view.ranIn(index);
}

/** One list for all tests with the same events, so that the scorer recognises it. */
function shareLists(
  events: readonly IterationEvent[],
): (applies: (event: IterationEvent) => boolean) => readonly Influence[] {
  const lists = new Map<string, readonly Influence[]>([['', NOTHING]]);
  return (applies) => {
    const chosen = events.filter(applies);
    const key = chosen.map(({ night, index }) => `${night}.${index}`).join(' ');
    const list = lists.get(key) ?? chosen.map(({ night, index, share }) => ({ night, index, share }));
    lists.set(key, list);
    return list;
  };
}
