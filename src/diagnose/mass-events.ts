/** Finds what hit many tests together before any single test is judged: incidents are not flakes. */
import type { Influence, LegEvent, MassEvents, OutcomeTable } from '../model/mass-event.ts';
import { findLegEvents } from './leg-events.ts';
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
  const legEvents = findLegEvents(views);
  if (legEvents.length === 0) return { outages, legEvents, surprise: () => 0, influences: () => NOTHING };
  const surprise = measureSurprise(views, legEvents);
  const share = shareLists(legEvents);
  return {
    outages,
    legEvents,
    surprise: (test) => surprise[test] ?? 0,
    influences: (test) =>
      isBystander(surprise[test] ?? 0)
        ? share((event) => witnessed(views[event.night], event.leg, test))
        : NOTHING,
  };
}

function witnessed(view: NightView | undefined, leg: number, test: number): boolean {
  if (!view) return false;
  view.read(test);
  return view.isWitness() && view.ranIn(leg);
}

/** One list for all tests with the same events, so that the scorer recognises it. */
function shareLists(
  events: readonly LegEvent[],
): (applies: (event: LegEvent) => boolean) => readonly Influence[] {
  const lists = new Map<string, readonly Influence[]>([['', NOTHING]]);
  return (applies) => {
    const chosen = events.filter(applies);
    const key = chosen.map(({ night, leg }) => `${night}.${leg}`).join(' ');
    const list = lists.get(key) ?? chosen.map(({ night, leg, share }) => ({ night, leg, share }));
    lists.set(key, list);
    return list;
  };
}
