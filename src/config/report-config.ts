/** The `report` command's settings as types, and what every door asks of a report. */
import { mistake, setting } from '../kit/usage-error.ts';
import { gatherMistakes, readSettings, type Given, type Mistakes } from './read-settings.ts';
import { readWords } from './read-words.ts';
import {
  NUMBERING_SETTINGS,
  REPORT_COMMAND_SETTINGS,
  REPORT_SETTINGS,
  RUN_ARTIFACT_SETTINGS,
  TERMINAL_SETTINGS,
} from './settings.ts';

export type ReportConfig = ReturnType<typeof readReport>;
export type TerminalConfig = ReturnType<typeof readTerminal>;
/** Paths, or null as `runId` for none, artifacts of a run. */
export type CommandConfig = ReturnType<typeof readReportConfig>;

/** Throws UsageError with all that is wrong, unless the caller has the `mistakes`. */
export function readReportConfig(words: readonly string[], theirs: Mistakes | null = null) {
  const mistakes = theirs ?? gatherMistakes();
  const { given, positionals: paths, isMistyped } = readWords(REPORT_COMMAND_SETTINGS, words, mistakes);
  const artifacts = readSettings(RUN_ARTIFACT_SETTINGS, given, mistakes);
  const config = {
    ...readReport(given, mistakes),
    ...readNumbering(given, mistakes),
    ...readTerminal(given, mistakes),
    ...artifacts,
    paths,
  };
  if (given.has('run-id') && paths.length > 0)
    mistakes.add(['run-id'], mistake`${setting('run-id')} and paths cannot be combined`);
  if (!given.has('run-id') && paths.length === 0 && !isMistyped) {
    mistakes.add(
      ['paths'],
      mistake`report needs at least one path, glob or directory, e.g. \`focus-stability report test-results\``,
    );
  }
  if (theirs === null) mistakes.settle();
  return config;
}

/** What every door asks for. */
export function readReport(given: Given, mistakes: Mistakes) {
  const values = readSettings(REPORT_SETTINGS, given, mistakes);
  const { failOn } = values;
  if (failOn.includes('none') && failOn.length > 1)
    mistakes.add(['fail-on'], mistake`${setting('fail-on', 'none')} cannot be combined with other words`);
  return { ...values, failOn: failOn.filter((word) => word !== 'none') };
}

export function readTerminal(given: Given, mistakes: Mistakes) {
  return readSettings(TERMINAL_SETTINGS, given, mistakes);
}

/** Which iterations there are: for whoever finds reports by their paths. */
export function readNumbering(given: Given, mistakes: Mistakes) {
  const values = readSettings(NUMBERING_SETTINGS, given, mistakes);
  const { iterationPattern } = values;
  if (iterationPattern !== null && countGroups(iterationPattern) === 0) {
    const name = setting('iteration-pattern');
    mistakes.add(
      ['iteration-pattern'],
      mistake`${name} needs a group for the number, e.g. "run-(?<iteration>\\d+)"`,
    );
  }
  return values;
}

/** With an empty alternative a pattern always matches, and shows how many groups it has. */
const countGroups = ({ source }: RegExp): number => (new RegExp(`${source}|`).exec('')?.length ?? 1) - 1;
