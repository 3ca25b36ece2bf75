/**
 * Child process of zip-memory.test.ts: collects and parses one artifact whose report has 1 GiB, and prints what it saw.
 * Argument: path of the archive.
 */
import { readFileSync } from 'node:fs';
import { collectArtifacts } from '../../../src/collect/artifacts/collect-artifacts.ts';
import { parseReport } from '../../../src/parse/parse-report.ts';
import { createMemoryStore } from '../../helpers/memory-artifact-store.ts';

const [path = ''] = process.argv.slice(2);
const nothing = (): void => {};
const sink = {
  openSuite: nothing,
  closeSuite: nothing,
  beginCase: nothing,
  endCase: nothing,
  abandonCase: nothing,
};

async function readOne(download: Buffer): Promise<object> {
  const store = createMemoryStore([{ name: 'test-results-1', download }]);
  const { files, problems } = await collectArtifacts(store, {
    pattern: 'test-results-*',
    iterationPattern: null,
    signal: new AbortController().signal,
  });
  const [file] = files;
  if (file === undefined) throw new Error(JSON.stringify(problems));
  const { facts, problems: found } = await parseReport(file, { sink, normalise: null });
  return { bytes: facts.bytesRead, cases: facts.cases, problems: found };
}

const archive = readFileSync(path);
const before = process.memoryUsage.rss();
const result = await readOne(archive);
// Kibibytes on every system that Node runs on.
const grown = process.resourceUsage().maxRSS * 1024 - before;
process.stdout.write(JSON.stringify({ ...result, grownMegabytes: Math.round(grown / 2 ** 20) }));
