/** The last rung: verdict, counts and evidence in at most 500 bytes, whatever the night was. */
import type { Ledger } from '../../model/ledger.ts';
import type { StabilityReport } from '../../model/stability-report.ts';
import { countBytes, LEAST_BUDGET_BYTES } from '../budget.ts';
import { describeCounts, headlineSign } from '../sentences.ts';
import { formatCount, STATE_WORDS } from '../words.ts';
import { renderReference } from './summary.ts';

export function renderCountsOnly(report: StabilityReport, fullReport: string | null): string {
  const gate = report.gate.passed ? 'gate passed' : 'gate failed';
  const verdict = `**${headlineSign(report)} ${describeCounts(report)} · ${countStates(report.ledger)} · ${gate}**`;
  const brief = `${verdict}\n\nshortened to fit; left out: everything but the counts`;
  const reference = renderReference(fullReport);
  const referring = reference === '' ? brief : `${brief} · ${reference}`;
  return `${countBytes(referring) < LEAST_BUDGET_BYTES ? referring : brief}\n`;
}

/** `4 of 5 iterations complete, 1 missing`: no iteration is named, so that the length is bounded. */
function countStates({ expected, iterations }: Ledger): string {
  const count = (state: keyof typeof STATE_WORDS): number =>
    iterations.filter((entry) => entry.state === state).length;
  const lacks = (['incomplete', 'unreadable', 'missing'] as const)
    .filter((state) => count(state) > 0)
    .map((state) => `, ${formatCount(count(state))} ${STATE_WORDS[state]}`);
  const all = formatCount(Math.max(expected, iterations.length));
  return `${formatCount(count('complete'))} of ${all} iterations complete${lacks.join('')}`;
}
