/**
 * `npm run test:wide [-- name...]`: tests with neighbours that `npm test` does not ask for. Installs what this machine can
 * have, runs the tests of each, and ends with a table. The exit code is 1 for a failure, never for what cannot be had.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { folderOf, WIDE, WIDE_NAMES, type WideName, type WideNeighbour } from './neighbours/wide.ts';
import { fill, install } from './wide/install.ts';
import { chooseExitCode, type WideRow, writeResults } from './wide/results.ts';
import { runTests } from './wide/run-tests.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const unknown = words.filter((word) => !WIDE_NAMES.some((name) => name === word));
  if (unknown.length > 0) {
    console.error(
      `test:wide: no neighbour is called ${unknown.join(', ')}; there are: ${WIDE_NAMES.join(', ')}`,
    );
    return 2;
  }
  // The tests run what is committed: an old one would be tested in vain.
  const check = spawnSync(process.execPath, [join(import.meta.dirname, 'check-dist.ts')], {
    encoding: 'utf8',
  });
  if (check.status !== 0) {
    console.error(
      `test:wide: these tests run dist/, which is not what the source builds\n${check.stderr.trim()}`,
    );
    return 2;
  }
  const rows: WideRow[] = [];
  for (const name of WIDE_NAMES.filter((known) => words.length === 0 || words.includes(known)))
    rows.push(await testOne(name, WIDE[name]));
  console.log(`\n${writeResults(rows)}`);
  return chooseExitCode(rows);
}

async function testOne(name: WideName, neighbour: WideNeighbour): Promise<WideRow> {
  const { tested, tests } = neighbour;
  const folder = folderOf(name);
  console.log(`\n=== ${name}: installing, where it is not there`);
  const installed = install(neighbour, folder);
  if ('reason' in installed) {
    console.log(`not available: ${installed.reason}`);
    return { name, tested, outcome: { kind: 'not-available', ...installed } };
  }
  console.log(installed.version);
  const counts = await runTests(tests, fill(neighbour, folder).environment);
  return { name, tested, outcome: { kind: 'ran', ...installed, ...counts } };
}
