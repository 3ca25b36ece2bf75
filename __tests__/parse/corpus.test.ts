import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReports } from '../../src/analysis/read-reports.ts';
import { collectPaths } from '../../src/collect/paths/collect-paths.ts';
import { cleanText } from '../../src/model/canonical-name.ts';
import { CORPUS, HAS_CORPUS, listXml, readCorpusIndex, SAMPLES } from '../helpers/corpus.ts';
import { listByOracle } from '../helpers/oracle.ts';
import { isSuiteError, listReport } from '../helpers/read-report.ts';

describe.runIf(HAS_CORPUS)('the corpus of real reports', () => {
  it('gives the counts of its index for every well-formed file', async () => {
    const wellFormed = readCorpusIndex().filter((entry) => entry.wellFormed);
    expect(wellFormed.length).toBeGreaterThan(100);
    for (const entry of wellFormed) {
      const { facts } = await listReport(readFileSync(join(CORPUS, entry.path)));
      const { cases, failures, errors, skipped, suiteErrors } = facts;
      expect({ path: entry.path, wellFormed: true, cases, failures, errors, skipped, suiteErrors }).toEqual(
        entry,
      );
    }
  });

  it('says of every other file what is wrong with it', async () => {
    const states = new Map<string, string>();
    for (const { path, wellFormed } of readCorpusIndex()) {
      if (wellFormed) continue;
      const { facts, problems } = await listReport(readFileSync(join(CORPUS, path)));
      states.set(path, `${facts.state} ${problems[0]?.code ?? ''}`.trim());
    }
    expect([...states]).toEqual([
      // A raw "<" inside an attribute: read leniently; its counts are wrong besides.
      ['web-test-runner-junit-reporter-unescaped/expected.xml', 'complete count-mismatch'],
      ['negative-empty-file/empty.xml', 'unreadable empty-file'],
      ['negative-malformed/junit-malformed.xml', 'partial truncated'],
      ['negative-not-xml/non-xml.xml', 'unreadable not-junit'],
      ['negative-xxe/testXxe-oob.xml', 'unreadable not-junit'],
      ['pytest-truncated/corrupt-xml.xml', 'partial truncated'],
    ]);
  });
});

describe.runIf(HAS_CORPUS)('a report on the folder of the corpus', () => {
  it('loses no file and counts the cases of its index in every well-formed one', async () => {
    const collected = await collectPaths(['.'], { cwd: CORPUS, iterationPattern: null });
    const { ledger } = await readReports(collected, { expectedIterations: null, maskNames: [] });
    expect(ledger.problems).toEqual([]);
    const files = new Map(ledger.iterations.flatMap((one) => one.files).map((file) => [file.path, file]));
    const index = readCorpusIndex();
    expect([...files.keys()].sort()).toEqual(index.map(({ path }) => path).sort());
    for (const { path, wellFormed, cases } of index) {
      if (!wellFormed) continue;
      const state = path.startsWith('negative-') ? 'unreadable' : 'complete';
      expect({ path, ...files.get(path) }).toMatchObject({ path, cases, state });
    }
  });
});

const FILES = [...listXml(SAMPLES), ...(HAS_CORPUS ? listXml(CORPUS) : [])];

describe('against fast-xml-parser as oracle', () => {
  it('finds the same cases with the same names and children in every file that the oracle accepts', async () => {
    let compared = 0;
    for (const path of FILES) {
      const bytes = readFileSync(path);
      const expected = listByOracle(bytes.toString('utf8'));
      if (expected === null) continue;
      const { cases } = await listReport(bytes);
      const own = cases.filter((found) => !isSuiteError(found));
      expect({ path, names: own.map(({ name }) => name) }).toEqual({
        path,
        names: expected.map(({ name }) => cleanText(name).replace(/[\t\n]/g, ' ')),
      });
      const decided = own.map(({ code }, index) => describeOutcome(code, expected[index]?.children ?? []));
      expect({ path, decided }).toEqual({ path, decided: own.map(() => 'agreed') });
      compared += 1;
    }
    expect(compared).toBeGreaterThan(15);
  });

  it('reads every file alike whatever the chunks are', async () => {
    for (const path of FILES) {
      const bytes = readFileSync(path);
      if (bytes.length > 120_000) continue;
      const whole = await listReport(bytes);
      for (const chunk of [1, 7, 64, 1000]) {
        if (bytes.length / chunk > 20_000) continue;
        const cut = await listReport(bytes, { chunk });
        expect({ path, chunk, ...cut }).toEqual({ path, chunk, ...whole });
      }
    }
  });
});

/** `agreed`, or what our outcome and the oracle's children disagree about. */
function describeOutcome(code: string, children: readonly string[]): string {
  const has = (name: string): boolean => children.includes(name);
  const decided = has('error') ? 'E' : has('failure') ? 'F' : has('skipped') ? 'S' : null;
  if (decided !== null) return decided === code ? 'agreed' : `${code} instead of ${decided}`;
  if (children.some((name) => name.startsWith('flaky')))
    return code === 'R' ? 'agreed' : `${code} instead of R`;
  if (children.some((name) => name.startsWith('rerun')))
    return code === 'F' ? 'agreed' : `${code} instead of F`;
  // Without a child an attribute may decide: anything but a rescue is possible.
  return code === 'R' ? 'rescued without a retry' : 'agreed';
}
