/**
 * Programs besides Node and git that tests use: the one list of them. A person may lack any, its tests are then skipped and
 * named at the end; CI must have them all.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

interface Neighbour {
  /** What the tests have it for. */
  readonly use: string;
  /** Debian's packages. */
  readonly packages: readonly string[];
  /** Words that end with 0 when it is there. */
  readonly probe: readonly string[];
}

const DEBIAN_PYTHON = '/usr/bin/python3';

/** Python of all tests: Debian's, whose modules are packages too; `FOCUS_STABILITY_PYTHON` names another one. */
export const PYTHON =
  process.env['FOCUS_STABILITY_PYTHON'] ??
  (existsSync(DEBIAN_PYTHON) ? DEBIAN_PYTHON : process.platform === 'win32' ? 'python' : 'python3');

const python = (modules: string): readonly string[] => [PYTHON, '-c', `import ${modules}`];

export const NEIGHBOURS = {
  bats: { use: 'tests of shell programs', packages: ['bats'], probe: ['bats', '--version'] },
  chromium: {
    use: 'report.html in a browser',
    packages: ['chromium'],
    probe: ['/usr/bin/chromium', '--version'],
  },
  'cmark-gfm': {
    use: 'Markdown as GitHub renders it',
    packages: ['cmark-gfm'],
    probe: ['cmark-gfm', '--version'],
  },
  go: { use: 'tests of Go', packages: ['golang-go'], probe: ['go', 'version'] },
  gotestsum: { use: 'reports of Go', packages: ['gotestsum'], probe: ['gotestsum', '--version'] },
  kubectl: {
    use: 'a client of the embedded Kubernetes',
    packages: ['kubernetes-client'],
    probe: ['kubectl', 'version', '--client'],
  },
  nftables: {
    use: 'faults by a real kernel',
    packages: ['nftables', 'iproute2'],
    probe: ['sh', '-c', 'PATH=$PATH:/usr/sbin:/sbin; nft --version && ip -V && tc -V'],
  },
  openssl: { use: 'certificates', packages: ['openssl'], probe: ['openssl', 'version'] },
  ps: { use: 'processes that must be gone', packages: ['procps'], probe: ['ps', '-p', '1'] },
  pymongo: {
    use: "MongoDB's driver of Python",
    packages: ['python3-pymongo'],
    probe: python('pymongo'),
  },
  pytest: {
    use: 'tests of Python',
    packages: ['python3-pytest', 'python3-pytest-timeout', 'python3-pytest-xdist'],
    probe: python('pytest, pytest_timeout, xdist'),
  },
  'pytest-random-order': {
    use: 'tests of Python in another order',
    packages: ['python3-pytest', 'python3-pytest-random-order'],
    probe: python('pytest, random_order'),
  },
  'pytest-rerunfailures': {
    use: 'tests of Python that are retried',
    packages: ['python3-pytest', 'python3-pytest-rerunfailures'],
    probe: python('pytest, pytest_rerunfailures'),
  },
  python: {
    use: 'a terminal, and another reader of XML and ZIP',
    packages: ['python3'],
    probe: python('json, xml.etree, zipfile'),
  },
} as const satisfies Readonly<Record<string, Neighbour>>;

export type NeighbourName = keyof typeof NEIGHBOURS;

export const NEIGHBOUR_NAMES = Object.keys(NEIGHBOURS) as NeighbourName[];

const known = new Map<NeighbourName, boolean>();

/** Asked once in a process; `again` is for who has just installed it. */
export function hasNeighbour(name: NeighbourName, again = false): boolean {
  const before = again ? undefined : known.get(name);
  if (before !== undefined) return before;
  const [program, ...words] = NEIGHBOURS[name].probe;
  const found = spawnSync(program, words, { stdio: 'ignore' }).status === 0;
  known.set(name, found);
  return found;
}

/** Debian's packages of these neighbours, each once. */
export function listPackages(names: readonly NeighbourName[]): readonly string[] {
  return [...new Set(names.flatMap((name) => [...NEIGHBOURS[name].packages]))].sort();
}
