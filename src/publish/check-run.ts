/** A check run whose conclusion is the gate. Off by default: GitHub may show it under another workflow. */
import type { CreateCheckRun } from '../model/effect.ts';
import type { StabilityReport } from '../model/stability-report.ts';
import { describeEvidence, describeVerdict } from '../report/sentences.ts';
import { shortenMiddle } from '../kit/visible.ts';
import { planAnnotations } from './annotations.ts';
import type { PublishContext } from './context.ts';
import { MOST_BODY_CHARACTERS, renderWithin } from './fit.ts';
import type { FileExists } from './place.ts';
import type { PublishSettings } from '../model/publish-settings.ts';
import { addressOfReport } from './summary.ts';

/** A request carries 50; the edge sends more in several. */
const MOST_ANNOTATIONS = 200;
const MOST_TITLE = 200;

export interface CheckRunInput {
  readonly report: StabilityReport;
  readonly context: PublishContext;
  readonly settings: PublishSettings;
  readonly existingFiles: FileExists;
}

/** Null where the commit is unknown that it would stand at. */
export function planCheckRun({
  report,
  context,
  settings,
  existingFiles,
}: CheckRunInput): CreateCheckRun | null {
  if (context.repository === null || context.sha === null) return null;
  const annotations = planAnnotations(report, existingFiles, { perLevel: MOST_ANNOTATIONS });
  const title = `${describeVerdict(report)} · ${describeEvidence(report.ledger)}`;
  return {
    kind: 'create-check-run',
    name: 'focus-stability',
    headSha: context.sha,
    conclusion: concludeRun(report),
    title: shortenMiddle(title, MOST_TITLE),
    summary: renderWithin(report, {
      characters: MOST_BODY_CHARACTERS,
      fullReport: addressOfReport(context, settings),
    }),
    annotations: annotations.slice(0, MOST_ANNOTATIONS),
  };
}

/** Neutral: the gate lets it pass, but it is not simply good. */
function concludeRun({ gate, headline }: StabilityReport): CreateCheckRun['conclusion'] {
  if (!gate.passed) return 'failure';
  return headline === 'stable' ? 'success' : 'neutral';
}
