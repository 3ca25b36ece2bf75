import { join } from 'node:path';
import { addOptions, optionValue } from '../arguments.ts';
import type { ExitMeaning, Preset, Wish } from '../preset.ts';
import { operand, shell } from '../shell.ts';
import { createPytestFollower, readCollected } from './follower.ts';
import { buildNodeId, findNodeId } from './node-id.ts';
import { switchRetriesOff } from './retries.ts';
import { listRoots, readSettings } from './settings.ts';
import { dropTargets, startOf } from './targets.ts';
import { showEachTest } from './verbosity.ts';

/** pytest's ExitCode; 2 to 5 mean that tests are missing from the report. */
const EXITS = new Map<number, ExitMeaning>([
  [0, { kind: 'passed', text: 'all tests passed' }],
  [1, { kind: 'failed', text: 'tests failed, or a hook ended the session' }],
  [2, { kind: 'broken', text: 'pytest was interrupted, or test files could not be collected' }],
  [3, { kind: 'broken', text: 'an internal error of pytest or a plug-in' }],
  [4, { kind: 'broken', text: 'pytest does not understand its command line' }],
  [5, { kind: 'broken', text: 'no tests were collected' }],
]);

/** Who says something about the cache means the one that is there. */
const CACHE =
  /(?:^|[\s"'=[])(?:--lf|--last-failed|--ff|--failed-first|--nf|--new-first|--sw|--stepwise|--cache-clear|--cache-show)\b|\bcache_dir\b|\bno:cacheprovider\b/;

/** How the messages of its own errors begin: of a teardown after the test had its outcome, of a module that has no tests. */
export const PYTEST_ERRORS = { teardown: 'failed on teardown', collection: 'collection ' } as const;

export const pytest: Preset<'pytest'> = {
  name: 'pytest',
  recognition: {
    certainty: 'name',
    mark: /<testsuite\b[^>]*\bname="pytest|<testsuites\b[^>]*\bname="pytest tests"/,
  },
  // pytest-rerunfailures.
  marksAttempts: true,
  repeat(test) {
    // Its own crash is written as a test of this name.
    if (test.classname === 'pytest' && test.name === 'internal') return null;
    return shell`pytest ${operand(buildNodeId(test))}`;
  },
  keepsOrder: true,
  detects: ([program = '']) => program === 'pytest' || program === 'py.test',
  probe: {
    ask: (command) => [...command.slice(0, startOf(command)), '--version', '--version'],
    read: (output) => [
      ...new Set([...output.matchAll(/\b(pytest-[a-z-]+)-\d/g)].map(([, name = '']) => name)),
    ],
  },
  adapt(command, wish) {
    const shuffling = shuffleBy(wish);
    const settings = readSettings(wish.cwd, wish.environment);
    const everything = `${command.join('\n')}\n${settings}`;
    const report = optionValue(command, '--junit-xml') ?? optionValue(command, '--junitxml');
    const retries = switchRetriesOff(command, settings, wish);
    const lines = showEachTest(command.slice(startOf(command)), settings, wish);
    const added = [
      ...(CACHE.test(everything) ? [] : useOwnCache(wish)),
      ...retries.options,
      ...(report === null ? [`--junit-xml=${wish.junit}`] : []),
      ...lines.options,
      ...(wish.only.length > 0 && !wish.shuffle ? AS_GIVEN : []),
      ...shuffling.options,
    ];
    const targets = wish.only.length === 0 ? null : dropTargets(command, wish.cwd);
    const doubt = targets?.doubt ?? null;
    const roots = targets === null ? [] : listRoots(wish.cwd, targets.paths);
    const only = wish.only.map((id) => findNodeId(id, wish.cwd, roots));
    return {
      command: [...addOptions(targets?.command ?? command, added), ...only],
      reports: report === null ? [] : [report],
      files: retries.files,
      environment: retries.environment,
      keepsRetries: retries.keepsRetries,
      remarks: [
        ...shuffling.remarks,
        ...lines.remarks,
        ...(targets?.remarks ?? []),
        ...(doubt === null ? [] : [`other tests may run besides the chosen ones: ${doubt}`]),
      ],
    };
  },
  explainSelection: (command, cwd) => dropTargets(command, cwd).doubt,
  explainExit: (code) => EXITS.get(code) ?? null,
  createFollower: createPytestFollower,
  readAnnouncement: readCollected,
};

/** Chosen tests run in the order in which they are named; unknown plug-ins may be switched off. */
const AS_GIVEN = ['-p', 'no:randomly', '-p', 'no:random_order'];

/**
 * Nothing is remembered from one iteration to the next. Not `-p no:cacheprovider`: pytest-random-order, and suites that
 * use the cache themselves, fail without the plug-in.
 */
function useOwnCache({ temp }: Wish): readonly string[] {
  return temp === null ? [] : ['-o', `cache_dir=${join(temp, 'pytest-cache')}`];
}

function shuffleBy({ shuffle, plugins, seed }: Wish): {
  options: readonly string[];
  remarks: readonly string[];
} {
  if (!shuffle) return { options: [], remarks: [] };
  if (plugins.includes('pytest-randomly')) return { options: [`--randomly-seed=${seed}`], remarks: [] };
  if (plugins.includes('pytest-random-order'))
    return { options: ['--random-order', `--random-order-seed=${seed}`], remarks: [] };
  return {
    options: [],
    remarks: ['the order is not shuffled: neither pytest-randomly nor pytest-random-order is installed'],
  };
}
