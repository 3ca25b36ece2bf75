/** What bodies and titles of several kinds of issues are made of: names, owners, sightings, tables, failures. */
import type { FailureReport } from '../../model/failure.ts';
import type { TestReport, TestRow } from '../../model/stability-report.ts';
import { codeSpan, escapeInline, fence } from '../../report/escape.ts';
import { groupAlike, renderExcerpt } from '../../report/markdown/excerpt.ts';
import { renderRest, renderTable } from '../../report/markdown/table.ts';
import { renderStrip, STRIP_LEGEND } from '../../report/strip.ts';
import {
  formatCount,
  formatInterval,
  formatKnownDuration,
  joinWords,
  VERDICT_WORDS,
} from '../../report/words.ts';
import { linkTo, showCommit, showTime, type KnownRun } from '../context.ts';
import { takeFirstWithin } from '../fit.ts';
import type { OwnersOf } from '../codeowners.ts';
import { findPlace, type FileExists } from '../place.ts';
import type { Sighting } from './state.ts';
import type { BodySize } from './subject.ts';

const MOST_TITLE = 200;
const MOST_OWNERS = 5;
const MENTION = /^@[\w.-]+(?:\/[\w.-]+)?$/;
const MOST_COMMAND_LENGTH = 2000;

/** A name for a title, of which GitHub takes 256 characters; characters that are spelled out make a name longer. */
export function titleSpan(name: string, characters = MOST_TITLE): string {
  const rungs = [120, 60, 30, 15, 8].map((most) => () => codeSpan(name, most));
  return takeFirstWithin(rungs, characters) ?? '`…`';
}

/** `` `a`, `b` and 3 more ``; `count` is the true number where `names` is only its beginning. */
export function listNames(names: readonly string[], most: number, count = names.length): string {
  const shown = names.slice(0, most).map((name) => codeSpan(name));
  const rest = count - shown.length;
  return joinWords(rest > 0 && shown.length > 0 ? [...shown, `${formatCount(rest)} more`] : shown);
}

export interface OwnerContext {
  readonly owners: OwnersOf;
  readonly existingFiles: FileExists;
  readonly mentionOwners: boolean;
}

/** Owners of the tests' files, each once, as finished Markdown; inert unless they are to be mentioned. */
export function listOwners(tests: readonly TestReport[], context: OwnerContext): string {
  const found = new Set(
    tests.flatMap((test) => {
      const path = findPlace(test, context.existingFiles)?.path;
      return path === undefined ? [] : context.owners(path);
    }),
  );
  const shown = [...found].slice(0, MOST_OWNERS).map((owner) => showOwner(owner, context.mentionOwners));
  const rest = found.size - shown.length;
  return joinWords(rest > 0 ? [...shown, `${formatCount(rest)} more`] : shown);
}

function showOwner(owner: string, mention: boolean): string {
  return mention && MENTION.test(owner) ? owner : codeSpan(owner, 60);
}

/** `2026-03-01 02:10 UTC in run 123 at abc1234`. */
export function renderSighting({ run, sha, at }: Sighting, context: KnownRun): string {
  const { serverUrl, repository } = context;
  const address = `${serverUrl}/${repository}/actions/runs/${run}`;
  return `${showTime(at)} in ${linkTo(`run ${run}`, address)} at ${showCommit(sha)}`;
}

/** The rate says nothing about a test that always fails, and one that is clean again has a past that is told above. */
export function renderTests(rows: readonly TestRow[], { tests }: BodySize): string {
  const shown = rows.slice(0, tests);
  const table = renderTable(
    [
      { title: 'Iterations' },
      { title: 'Test' },
      { title: 'Verdict' },
      { title: 'Failed', align: 'right' },
      { title: 'Flake rate', align: 'right' },
      { title: 'Median time', align: 'right' },
    ],
    shown.map((row) => [
      `\`${renderStrip(row.codes)}\``,
      codeSpan(row.id),
      VERDICT_WORDS[row.verdict],
      `${row.failed}/${row.ran}`,
      row.verdict === 'failing' || row.failed === 0 ? '–' : formatInterval(row.low, row.high),
      formatKnownDuration(row.medianMs),
    ]),
  );
  return `${table}${renderRest(rows.length - shown.length)}\n\n<sub>${STRIP_LEGEND}</sub>`;
}

/** The first failure that says anything, of those in the given iterations. */
export function renderFailure(
  failures: readonly FailureReport[],
  iterations: readonly number[],
  { excerptLines }: BodySize,
): string {
  const [group] = groupAlike(failures.filter(({ iteration }) => iterations.includes(iteration)));
  if (group === undefined) return 'The reports hold no failure text.';
  return renderExcerpt(group, { ledger: 'none', rows: 0, details: 1, excerpts: 1, excerptLines });
}

/** Half a command is worse than none. */
export function renderCommands(commands: readonly (string | null)[]): string[] {
  const whole = commands.filter(
    (command): command is string =>
      command !== null && command !== '' && command.length <= MOST_COMMAND_LENGTH,
  );
  return whole.length === 0 ? [] : [`Run it again:\n\n${fence([...new Set(whole)].join('\n'), 'sh')}`];
}

export function renderHints(texts: readonly string[], { hints }: BodySize): string[] {
  const shown = [...new Set(texts)].slice(0, hints);
  return shown.length === 0 ? [] : [shown.map((text) => `- ${escapeInline(text)}`).join('\n')];
}
