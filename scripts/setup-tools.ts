/** `npm run setup:tools`: installs the programs that tests use and this machine lacks. Debian's packages only. */
import { hasApt, installPackages } from './neighbours/apt.ts';
import { hasNeighbour, listPackages, NEIGHBOUR_NAMES, NEIGHBOURS } from './neighbours/core.ts';

process.exitCode = setUp();

function setUp(): number {
  const missing = NEIGHBOUR_NAMES.filter((name) => !hasNeighbour(name));
  if (missing.length === 0) {
    console.log(`All there: ${NEIGHBOUR_NAMES.join(', ')}`);
    return 0;
  }
  const packages = listPackages(missing);
  console.log(`Missing: ${missing.join(', ')}`);
  if (!hasApt()) {
    for (const name of missing) console.error(`  ${name}: ${NEIGHBOURS[name].use}`);
    console.error(
      `This machine has no apt-get. Install by its own means what Debian has as: ${packages.join(' ')}`,
    );
    return 1;
  }
  if (!installPackages(packages)) {
    console.error(`setup:tools: apt-get failed; needed are: ${packages.join(' ')}`);
    return 1;
  }
  const left = missing.filter((name) => !hasNeighbour(name, true));
  for (const name of left) {
    const { packages: own, probe } = NEIGHBOURS[name];
    console.error(`setup:tools: ${own.join(' ')} is installed, and still fails: ${probe.join(' ')}`);
  }
  return left.length === 0 ? 0 : 1;
}
