/** The rolling issue that always shows the last night, with a line for each of the nights before. */
import type { StabilityReport } from '../../model/stability-report.ts';
import { describeEvidence, describeVerdict, headlineSign } from '../../report/sentences.ts';
import { evidenceTime, linkRun, scopeOf, showTime, type KnownRun } from '../context.ts';
import { nameKey } from '../digest.ts';
import { renderWithin } from '../fit.ts';
import { addressOfReport } from '../summary.ts';
import { titleSpan } from './body-parts.ts';
import type { IssueSubject } from './subject.ts';

const MOST_NIGHTS = 30;
const TABLE_HEAD = '| Night | Verdict | Evidence |\n| --- | --- | --- |';

export function digestKey(context: KnownRun): string {
  const branch = scopeOf(context);
  return `digest-${nameKey(context.workflow)}${branch === null ? '' : `-${nameKey(branch)}`}`;
}

export interface DigestInput {
  readonly report: StabilityReport;
  readonly context: KnownRun;
  readonly uploadReport: boolean;
  /** Finished Markdown: what this run could not publish. */
  readonly notes: readonly string[];
}

/** Always "failing", so that every night updates it and none closes it. */
export function describeDigest({ report, context, uploadReport, notes }: DigestInput): IssueSubject {
  const key = digestKey(context);
  return {
    key,
    pin: true,
    reopens: false,
    tonight: { failures: 1, clean: 0, calm: false, opens: true, needed: 0, members: [], grave: false },
    title: () => `Nightly stability: ${titleSpan(context.workflow)}`,
    render: (_state, size, previousBlock) => {
      const text = renderWithin(report, {
        characters: size.report,
        fullReport: addressOfReport(context, { uploadReport }),
      });
      const missed = notes.length === 0 ? '' : `\n\n${notes.map((note) => `- ${note}`).join('\n')}`;
      return {
        head: `Key: \`${key}\` · ${linkRun(context)}\n\n${text.trimEnd()}${missed}`,
        block: renderNights(previousBlock, { report, context }),
      };
    },
    tellJoined: () => '',
    tellClosed: () => '',
  };
}

/** The table is its own memory: rows of other runs are taken over as they are. */
function renderNights(
  previousBlock: string,
  { report, context }: Pick<DigestInput, 'report' | 'context'>,
): string {
  const run = linkRun(context);
  const ofThisRun = new RegExp(`\\brun ${context.runId}\\b`);
  const verdict = `${headlineSign(report)} ${describeVerdict(report)}`;
  const row = `| ${showTime(evidenceTime(context))} ${run} | ${verdict} | ${describeEvidence(report.ledger)} |`;
  const earlier = previousBlock
    .split('\n')
    .filter((line) => /^\| \d{4}-\d\d-\d\d /.test(line) && !ofThisRun.test(line));
  return `### Nights\n\n${TABLE_HEAD}\n${[row, ...earlier].slice(0, MOST_NIGHTS).join('\n')}`;
}
