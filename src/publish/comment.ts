/** The one comment of ours on a pull request. */
import type { UpsertComment } from '../model/effect.ts';
import type { StabilityReport } from '../model/stability-report.ts';
import type { PublishContext } from './context.ts';
import { digestOf, nameKey } from './digest.ts';
import { MOST_BODY_CHARACTERS, renderWithin } from './fit.ts';
import { disarm, readJsonMarker, writeJsonMarker, writeMarker } from './marker.ts';
import type { PublishSettings } from '../model/publish-settings.ts';
import { addressOfReport, renderSource } from './summary.ts';

const FACTS = 'facts';
const ALL_CLEAR = '**All clear:** what was wrong before is not wrong any more.\n\n';

export interface CommentInput {
  readonly report: StabilityReport;
  readonly context: PublishContext;
  readonly settings: PublishSettings;
  /** Body of our comment as it is; null when there is none. */
  readonly existing: string | null;
}

/** Found again by this line, one for each workflow: several of them may comment on one pull request. */
export function commentMarker(workflow: string): string {
  return writeMarker(`comment:${nameKey(workflow)}`);
}

export function planComment({ report, context, settings, existing }: CommentInput): UpsertComment | null {
  const { pullRequest } = context;
  const facts = digestFacts(report);
  if (pullRequest === null || !isWanted({ report, settings, existing, facts })) return null;
  const marker = commentMarker(context.workflow);
  const body = renderBody({ report, context, settings, existing }, { marker, facts });
  return body === existing ? null : { kind: 'upsert-comment', pullRequest, marker, body };
}

function isWanted({
  report,
  settings,
  existing,
  facts,
}: Omit<CommentInput, 'context'> & { readonly facts: string }): boolean {
  const { comment } = settings;
  if (comment === 'on-issue') return existing !== null || isSomethingWrong(report);
  if (comment === 'on-change') return existing === null || readJsonMarker(existing, FACTS) !== facts;
  return comment === 'always';
}

/** Too little evidence alone is not worth a comment: on a pull request it is the usual case. */
export function isSomethingWrong({ gate, headline, totals }: StabilityReport): boolean {
  const { failing, flaky, suspect } = totals.verdicts;
  const calm = headline === 'stable' || headline === 'inconclusive';
  return !gate.passed || !calm || failing + flaky + suspect > 0;
}

/** What a reader of the last comment would want to be told if it changed: verdicts, gaps and incidents, no times. */
export function digestFacts({ headline, gate, ledger, notable, incidents }: StabilityReport): string {
  return digestOf(
    [
      headline,
      gate.passed,
      ledger.iterations
        .filter(({ state }) => state !== 'complete')
        .map(({ iteration, state }) => [iteration, state]),
      incidents.map(({ kind, signature }) => [kind, signature]),
      notable
        .filter(({ verdict }) => verdict === 'failing' || verdict === 'flaky' || verdict === 'suspect')
        .map(({ id, verdict }) => [id, verdict]),
    ],
    16,
  );
}

function renderBody(
  { report, context, settings, existing }: CommentInput,
  { marker, facts }: { marker: string; facts: string },
): string {
  const clear = existing !== null && !isSomethingWrong(report) && readJsonMarker(existing, FACTS) !== facts;
  const head = `${marker}\n${writeJsonMarker(FACTS, facts)}\n${clear ? ALL_CLEAR : ''}`;
  const tail = `\n${renderSource(context, settings)}\n`;
  const text = renderWithin(report, {
    characters: MOST_BODY_CHARACTERS - head.length - tail.length,
    fullReport: addressOfReport(context, settings),
  });
  return `${head}\n${disarm(text)}${tail}`;
}
