/** The alert as lines of plain text, bounded, with every invisible character spelled out. */
import type { StabilityReport, TestReport } from '../../model/stability-report.ts';
import { showName } from '../../report/escape.ts';
import { describeEvidence, describeVerdict, headlineSign } from '../../report/sentences.ts';
import { renderStrip } from '../../report/strip.ts';
import { shortenMiddle } from '../../kit/visible.ts';
import { plural, VERDICT_WORDS } from '../../report/words.ts';
import type { AlertFacts } from '../alert-facts.ts';
import { isPlainAddress, type PublishContext } from '../context.ts';

export const MOST_TESTS = 10;
export const MOST_ITERATIONS = 10;
const MOST_NAME = 100;

export interface AlertMessage {
  readonly report: StabilityReport;
  readonly context: PublishContext;
  readonly facts: AlertFacts;
}

export function writeTitle({ report }: AlertMessage): string {
  return `${headlineSign(report)} ${describeVerdict(report)}`;
}

export function writeEvidence({ report }: AlertMessage): string {
  return describeEvidence(report.ledger);
}

/** `owner/repository · workflow · branch`. */
export function writeSource({ context }: AlertMessage): string {
  const { repository, workflow, branch } = context;
  return [repository, workflow, branch]
    .filter((part) => part !== null)
    .map(showShort)
    .join(' · ');
}

export function listIterations({ facts }: AlertMessage): string[] {
  const lines = facts.iterations
    .slice(0, MOST_ITERATIONS)
    .map(({ evidence, trouble }) => `iteration ${evidence.iteration}: ${trouble}`);
  return withRest(lines, facts.iterations.length, 'iteration');
}

export function listTests({ facts }: AlertMessage): string[] {
  return withRest(facts.tests.slice(0, MOST_TESTS).map(writeTest), facts.tests.length, 'test');
}

/** Null for an address that is unknown or would have to be escaped. */
export function addressOfRun({ context }: AlertMessage): string | null {
  return isPlainAddress(context.runUrl) ? context.runUrl : null;
}

/** One line, visible, and at most 100 characters. */
export function showShort(text: string): string {
  return shortenMiddle(showName(text, MOST_NAME), MOST_NAME);
}

function writeTest({ codes, id, verdict }: TestReport): string {
  return `${renderStrip(codes, 20)} ${VERDICT_WORDS[verdict]}: ${showShort(id)}`;
}

function withRest(lines: readonly string[], all: number, noun: string): string[] {
  const rest = all - lines.length;
  return rest > 0 ? [...lines, `… and ${plural(rest, `more ${noun}`)}`] : [...lines];
}
