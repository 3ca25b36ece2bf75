/** `badge.json` for a shields.io endpoint badge: what a README shows of the last night. */
import type { WriteFile } from '../model/effect.ts';
import type { Headline, StabilityReport } from '../model/stability-report.ts';
import { formatCount } from '../report/words.ts';

const LABEL = 'stability';
const COLORS: Readonly<Record<Headline, string>> = {
  'no-evidence': 'lightgrey',
  failing: 'red',
  flaky: 'orange',
  incident: 'orange',
  incomplete: 'yellow',
  inconclusive: 'lightgrey',
  stable: 'brightgreen',
};

export function planBadge(report: StabilityReport): WriteFile {
  const badge = {
    schemaVersion: 1,
    label: LABEL,
    message: describeBadge(report),
    color: COLORS[report.headline],
  };
  return {
    kind: 'write-file',
    path: 'badge.json',
    purpose: 'shields.io endpoint badge',
    content: [`${JSON.stringify(badge)}\n`],
  };
}

function describeBadge({ headline, totals }: StabilityReport): string {
  if (headline === 'no-evidence') return 'no evidence';
  const counts = (['failing', 'flaky'] as const)
    .filter((verdict) => totals.verdicts[verdict] > 0)
    .map((verdict) => `${formatCount(totals.verdicts[verdict])} ${verdict}`);
  return counts.length === 0 || headline === 'incident' ? headline : counts.join(', ');
}
