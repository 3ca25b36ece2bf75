/** What came of each neighbour, as a table, and as an exit code. */
import { markdownTable } from 'markdown-table';

export interface WideRow {
  readonly name: string;
  readonly tested: string;
  readonly outcome: WideOutcome;
}

export type WideOutcome =
  | {
      readonly kind: 'ran';
      readonly version: string;
      readonly passed: number;
      readonly skipped: number;
      /** Titles; a file that broke before its first test is one too. */
      readonly failed: readonly string[];
    }
  | { readonly kind: 'not-available'; readonly reason: string; readonly command: string };

/** Only a failure is one: what this machine cannot have is told, and no more. */
export function chooseExitCode(rows: readonly WideRow[]): 0 | 1 {
  return rows.some(({ outcome }) => outcome.kind === 'ran' && isFailure(outcome)) ? 1 : 0;
}

/** Markdown, for a closing note as it is. Below it stand what failed, and the commands for what is not available. */
export function writeResults(rows: readonly WideRow[]): string {
  const table = markdownTable([
    ['Neighbour', 'Version', 'Tested', 'Result'],
    ...rows.map(({ name, tested, outcome }) => [name, ...writeOutcome(tested, outcome)]),
  ]);
  const notes = rows.flatMap(({ name, outcome }) => writeNotes(name, outcome));
  return [table, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

type Ran = Extract<WideOutcome, { kind: 'ran' }>;

/** A neighbour that is there and of which nothing ran was not tested, whatever the reason. */
const isFailure = ({ passed, failed }: Ran): boolean => failed.length > 0 || passed === 0;

function writeOutcome(tested: string, outcome: WideOutcome): readonly string[] {
  if (outcome.kind === 'not-available') return ['', '', cell(`not available: ${outcome.reason}`)];
  const { version, passed, failed, skipped } = outcome;
  const counts = [
    `${passed} passed`,
    `${failed.length} failed`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return [
    cell(version),
    cell(tested),
    passed + failed.length === 0 ? 'failed: no test ran' : counts.join(', '),
  ];
}

function writeNotes(name: string, outcome: WideOutcome): readonly string[] {
  if (outcome.kind === 'not-available') return [`To make ${name} available: ${outcome.command}`];
  return outcome.failed.map((title) => `Failed with ${name}: ${title}`);
}

/** One line, in which no character ends the cell. */
const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', String.raw`\|`);
