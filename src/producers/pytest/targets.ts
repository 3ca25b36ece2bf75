/** Which words of a pytest command name files, folders or tests: chosen tests take their place. */
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Targets {
  /** The command without them. */
  readonly command: readonly string[];
  /** Absolute paths that they name. */
  readonly paths: readonly string[];
  /** Tests would run besides the chosen ones, for a person; null when that is not so. */
  readonly doubt: string | null;
  /** What was taken for a target without being sure. */
  readonly remarks: readonly string[];
}

/**
 * A path behind an option that we do not know may be its value. Beside sure targets it is taken for one more: a value
 * that is lost makes pytest refuse the command, while a target that stays makes every test run twice unnoticed.
 */
export function dropTargets(command: readonly string[], cwd: string): Targets {
  const words = sortWords(command, cwd);
  const sure = words.filter(({ kind }) => kind === 'target');
  const first = words.find(({ kind }) => kind === 'doubtful');
  const isKept = sure.length === 0;
  return {
    command: words
      .filter(({ kind }) => kind === 'other' || (kind === 'doubtful' && isKept))
      .map(({ word }) => word),
    paths: sure.map(({ word }) => pathOf(word, cwd)),
    doubt: first !== undefined && isKept ? explainDoubt(first) : null,
    remarks: first !== undefined && !isKept ? [explainGuess(first)] : [],
  };
}

interface SortedWord {
  readonly word: string;
  /** The word before it. */
  readonly option: string;
  readonly kind: 'target' | 'doubtful' | 'other';
}

function explainDoubt({ word, option }: SortedWord): string {
  return `whether ${word} is a value of ${option} or names tests cannot be told; write ${option}=${word} if it is a value, else put it before ${option}`;
}

function explainGuess({ word, option }: SortedWord): string {
  return `${word} is left out as one of the named files; if it is a value of ${option}, write ${option}=${word}`;
}

function sortWords(command: readonly string[], cwd: string): readonly SortedWord[] {
  const start = startOf(command);
  const end = command.indexOf('--', start);
  return command.map((word, index) => {
    const option = command[index - 1] ?? '';
    const isOption = word.startsWith('-') && (end < 0 || index <= end);
    const kind =
      index < start || isOption || !existsSync(pathOf(word, cwd))
        ? 'other'
        : index === start || (end >= 0 && index > end)
          ? 'target'
          : sortPath(pathOf(word, cwd), word, option);
    return { word, option, kind };
  });
}

/** Where the words of pytest begin: launchers have options of their own. */
export function startOf(command: readonly string[]): number {
  return command.findIndex((word) => /(?:^|[\\/])(?:pytest|py\.test)(?:\.exe)?$/i.test(word)) + 1;
}

/** Of a target: `tests/test_a.py::test_x` names a file too. */
function pathOf(word: string, cwd: string): string {
  return resolve(cwd, word.split('::')[0] ?? word);
}

/** The path exists. */
function sortPath(path: string, word: string, before: string): SortedWord['kind'] {
  const taking = before.startsWith('-') ? takesValue(before) : false;
  if (taking !== null) return taking ? 'other' : 'target';
  if (word.includes('::')) return 'target';
  // pytest collects folders and Python; a value is often a file of another kind.
  return path.endsWith('.py') || statSync(path).isDirectory() ? 'doubtful' : 'other';
}

/** Null for an option that we do not know. */
function takesValue(option: string): boolean | null {
  if (option.includes('=')) return false;
  if (option.startsWith('--')) return VALUED.has(option) ? true : FLAGS.has(option) ? false : null;
  const [, letter = '', attached = ''] = SHORT.exec(option) ?? [];
  return letter === '' && attached !== '' ? null : letter !== '' && attached === '';
}

/** Letters without a value, at most one with a value, and its value: `-ra`, `-xvk name`, `-n4`. */
const SHORT = /^-[dfhlqsvxV]*([Wckmnopr]?)(.*)$/;

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Options of pytest and of widespread plug-ins whose value is the next word, if there is one. */
const VALUED = words(`
  --assert --basetemp --cache-show --capture --code-highlight --color --confcutdir --config-file --debug --deselect
  --doctest-glob --doctest-report --durations --durations-min --exclude-warning-annotations --faulthandler-timeout
  --ignore --ignore-glob --import-mode --junit-prefix --junit-xml --junitprefix --junitxml --last-failed-no-failures
  --lfnf --log-auto-indent --log-cli-date-format --log-cli-format --log-cli-level --log-date-format --log-disable
  --log-file --log-file-date-format --log-file-format --log-file-level --log-file-mode --log-format --log-level
  --maxfail --override-ini --pastebin --pdbcls --pythonwarnings --rootdir --show-capture --tb --verbosity
  --dist --max-worker-restart --maxprocesses --maxschedchunk --numprocesses --px --rsyncdir --rsyncignore --testrunuid
  --tx --session-timeout --timeout --timeout-method --timeout_method
  --only-rerun --rerun-except --reruns --reruns-delay
  --cov --cov-config --cov-context --cov-fail-under --cov-precision --cov-report
  --randomly-seed --random-order-bucket --random-order-seed
  --asyncio-mode --alluredir --count --repeat-scope --css --ds --dc --html --base-url --browser --driver
`);

const FLAGS = words(`
  --cache-clear --co --collect-in-virtualenv --collect-only --continue-on-collection-errors
  --disable-plugin-autoload --disable-pytest-warnings --disable-warnings --doctest-continue-on-failure
  --doctest-ignore-import-errors --doctest-modules --exitfirst --failed-first --ff --fixtures --fixtures-per-test
  --force-short-summary --full-trace --funcargs --help --keep-duplicates --last-failed --lf --markers --new-first --nf
  --no-fold-skipped --no-header --no-showlocals --no-summary --noconftest --pdb --pyargs --quiet --runxfail
  --setup-only --setup-plan --setup-show --setuponly --setupplan --setupshow --showlocals --stepwise
  --stepwise-reset --stepwise-skip --strict --strict-config --strict-markers --sw --sw-reset --sw-skip --trace
  --trace-config --verbose --version --xfail-tb
  --looponfail --loadscope-reorder --no-loadscope-reorder --timeout-disable-debugger-detection --fail-on-flaky
  --cov-append --cov-branch --cov-reset --no-cov --no-cov-on-fail
  --randomly-dont-reorganize --randomly-dont-reset-seed --random-order
  --create-db --reuse-db --nomigrations --no-migrations --headed --self-contained-html --clean-alluredir
`);
