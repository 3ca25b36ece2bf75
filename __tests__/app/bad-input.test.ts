/** Every kind of bad input beside good reports: it never hides them, and the report says which file and why. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import { FORMAT_FILES, planReport } from '../../src/report/plan-report.ts';
import { collectPaths } from '../../src/collect/paths/collect-paths.ts';
import type { StabilityReport } from '../../src/model/stability-report.ts';
import { makeFolder, writeReport } from '../helpers/folder.ts';
import { DEFAULTS, stripsOf } from '../helpers/night.ts';
import { needs } from '../helpers/neighbours.ts';
import { listTags, renderGfm } from '../report/cmark.ts';

const GOOD = writeReport([{ name: 'calm' }, { name: 'flaky' }]);
const FAILED = writeReport([{ name: 'calm' }, { name: 'flaky', code: 'F' }]);
const PATHS = { first: 'in/results-1.xml', bad: 'in/results-2.xml', last: 'in/results-3.xml' };

async function report(folder: string): Promise<StabilityReport> {
  return analyse(await collectPaths(['in'], { cwd: folder, iterationPattern: null }), DEFAULTS);
}

/** All six files by format. */
function render(of: StabilityReport): Record<string, string> {
  const files = planReport(of, {
    formats: FORMAT_FILES.map(({ format }) => format),
    markdownBudget: 1_000_000,
  });
  return Object.fromEntries(files.map(({ path, content }) => [path, [...content].join('')]));
}

const night = (bad: string | Uint8Array): string =>
  makeFolder({ [PATHS.first]: GOOD, [PATHS.bad]: bad, [PATHS.last]: FAILED });

const bomb = `<!DOCTYPE a [<!ENTITY x0 "bomb">${Array.from({ length: 30 }, (_, n) => `<!ENTITY x${n + 1} "&x${n};&x${n};">`).join('')}]>`;
const deep = `${'<testsuite>'.repeat(200)}<testcase classname="tests.test_a" name="calm"/><testcase classname="tests.test_a" name="flaky"/>${'</testsuite>'.repeat(200)}`;

describe('a bad file between two good ones', () => {
  const files: [what: string, content: string | Uint8Array, state: string, why: RegExp][] = [
    ['empty', '', 'unreadable', /the file is empty/],
    ['HTML', '<!DOCTYPE html><html><body>502</body></html>', 'unreadable', /its root element is <html>/],
    ['a log', 'Segmentation fault (core dumped)', 'unreadable', /it starts with "Segmentation fault/],
    ['NUL bytes', Buffer.alloc(5000), 'unreadable', /not a JUnit report/],
    ['random bytes', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46]), 'unreadable', /not a JUnit/],
    ['cut', FAILED.slice(0, -60), 'incomplete', /ends in the middle/],
    [
      'cut UTF-16',
      Buffer.from(`\ufeff${GOOD}`, 'utf16le').subarray(0, 333),
      'incomplete',
      /ends in the middle/,
    ],
    ['too deep', '<testsuite>'.repeat(600), 'incomplete', /nested deeper than 512/],
    ['without tests', '<testsuites/>', 'incomplete', /no test case was reported/],
    [
      'no gzip',
      Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8]),
      'unreadable',
      /reading stopped after 0 bytes/,
    ],
  ];

  it.each(files)('%s', async (_, content, state, why) => {
    const found = await report(night(content));
    expect(found.ledger.iterations.map((one) => one.state)).toEqual(['complete', state, 'complete']);
    const strips = stripsOf(found.rows);
    expect(Object.keys(strips).sort()).toEqual(['tests.test_a::calm', 'tests.test_a::flaky']);
    expect([strips['tests.test_a::calm']?.[0], strips['tests.test_a::flaky']?.[2]]).toEqual(['P', 'F']);
    expect(found.gate.passed).toBe(false);
    const said = found.ledger.iterations[1]?.problems.map(({ path, message }) => `${path} ${message}`) ?? [];
    expect(said.join('\n')).toMatch(why);
    const { 'report.md': markdown, 'report.html': page, 'report.json': data } = render(found);
    // A whole iteration without tests is no matter of one file.
    const named = content === '<testsuites/>' ? 'no test case was reported' : PATHS.bad;
    expect([markdown, page, data].map((text) => text?.includes(named))).toEqual([true, true, true]);
  });

  it('a file that cannot be read', async () => {
    const folder = night(GOOD);
    const collected = await collectPaths(['in'], { cwd: folder, iterationPattern: null });
    // For root every file is readable: this one is gone when its turn comes.
    rmSync(join(folder, PATHS.bad));
    const found = await analyse(collected, DEFAULTS);
    expect(found.ledger.iterations.map((one) => one.state)).toEqual(['complete', 'unreadable', 'complete']);
    expect(found.ledger.iterations[1]?.problems).toMatchObject([{ code: 'unreadable', path: PATHS.bad }]);
    expect(stripsOf(found.rows)).toEqual({ 'tests.test_a::calm': 'P-P', 'tests.test_a::flaky': 'P-F' });
  });
});

describe('a strange file that is a report all the same', () => {
  const latin = GOOD.replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="ISO-8859-1"?>');
  const big = `<failure message="${'m'.repeat(1 << 20)}"/>`;
  const files: [what: string, content: string | Uint8Array][] = [
    ['UTF-16 LE', Buffer.from(`\ufeff${GOOD}`, 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\ufeff${GOOD}`, 'utf16le').swap16()],
    ['ISO-8859-1', Buffer.from(latin.replace('pytest', 'größe'), 'latin1')],
    ['a byte order mark', `\ufeff${GOOD}`],
    ['200 suites deep', deep],
    ['NUL bytes inside and behind', `${GOOD.replace('calm', 'ca\u0000lm')}${'\u0000'.repeat(4096)}`],
    [
      'an attribute of a megabyte',
      GOOD.replace('name="pytest"', `name="pytest" id="${'i'.repeat(1 << 20)}"`),
    ],
    ['concatenated documents', writeReport([{ name: 'calm' }]) + writeReport([{ name: 'flaky' }])],
    ['an entity bomb', GOOD.replace('<testsuites>', `${bomb}<testsuites>`)],
  ];

  it.each(files)('%s', async (_, content) => {
    const found = await report(night(content));
    expect(found.ledger.iterations.map((one) => one.state)).toEqual(['complete', 'complete', 'complete']);
    expect(stripsOf(found.rows)).toEqual({ 'tests.test_a::calm': 'PPP', 'tests.test_a::flaky': 'PPF' });
  });

  it('a message of a megabyte leaves small documents', async () => {
    const found = await report(night(GOOD.replace('></testcase>', `>${big}</testcase>`)));
    expect(stripsOf(found.rows)).toMatchObject({ 'tests.test_a::calm': 'PFP' });
    const { 'report.html': page = '', ...others } = render(found);
    expect(Object.values(others).filter((text) => text.length > 40_000)).toEqual([]);
    expect(page.length).toBeLessThan(250_000);
  });

  it('neither a bomb nor an external entity gets into any document', async () => {
    const folder = night('');
    const secret = join(folder, 'secret.txt');
    const hostile = `<!DOCTYPE a [${bomb.slice(13, -2)}<!ENTITY file SYSTEM "file://${secret}">]>
      <testsuite><testcase classname="tests.test_a" name="&x30;&file;"><failure message="&x30;">&file;</failure></testcase></testsuite>`;
    const again = makeFolder({ [PATHS.first]: GOOD, [PATHS.bad]: hostile, 'secret.txt': 'the secret' });
    const texts = Object.values(render(await report(again)));
    expect(texts.filter((text) => text.includes('bombbomb') || text.includes('the secret'))).toEqual([]);
    expect(texts.filter((text) => text.length > 250_000)).toEqual([]);
  });
});

describe('strange names', () => {
  const names = [
    '__proto__',
    'constructor',
    '../../etc/passwd',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '&#x202E;gnp.exe&#x2066;',
    `test[${'p'.repeat(10_000)}]`,
    `test[${'p'.repeat(10_000)}q]`,
    '=cmd|calc!A0',
    '',
  ];

  it('are tests like any other in every document', needs('cmark-gfm'), async () => {
    const cases = names.map((name, index) => ({ name, code: index % 2 === 0 ? 'F' : 'P' }));
    const folder = makeFolder({
      [PATHS.first]: writeReport(cases),
      [PATHS.bad]: writeReport(names.map((name) => ({ name }))),
    });
    const found = await report(folder);
    expect(found.totals.tests).toBe(names.length);
    expect([...found.rows].map(({ codes }) => codes)).toEqual(
      names.map((_, index) => (index % 2 === 0 ? 'FP' : 'PP')),
    );
    const texts = render(found);
    const markdown = texts['report.md'] ?? '';
    const page = texts['report.html'] ?? '';
    // Data keeps names as they are, that of the page too; what people read shows what cannot be seen.
    expect(markdown).not.toMatch(/[\u202E\u2066]/);
    expect([...listTags(renderGfm(markdown))]).not.toContain('script');
    expect([page, texts['report.junit.xml'] ?? ''].map((text) => text.includes('<script>alert'))).toEqual([
      false,
      false,
    ]);
    expect(texts['report.csv']).not.toMatch(/(^|,)=cmd/m);
    expect(JSON.parse(texts['report.json'] ?? '')).toMatchObject({ totals: { tests: names.length } });
  });
});

describe('two files that claim one iteration', () => {
  it('are both read; what both tell of is named', async () => {
    const folder = makeFolder({
      'in/results-1.xml': GOOD,
      'in/more/results-1.xml': writeReport([{ name: 'flaky', code: 'F' }, { name: 'third' }]),
      'in/results-2.xml': writeReport([{ name: 'calm' }, { name: 'flaky' }, { name: 'third' }]),
    });
    const found = await report(folder);
    const [first, second] = found.ledger.iterations;
    expect(first?.files.map(({ path }) => path)).toEqual(['in/more/results-1.xml', 'in/results-1.xml']);
    expect(first?.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'overlapping-files: 1 test had a result in another file of iteration 1 already',
    ]);
    expect(second?.problems).toEqual([]);
    expect(stripsOf(found.rows)).toEqual({
      'tests.test_a::flaky': 'FP',
      'tests.test_a::third': 'PP',
      'tests.test_a::calm': 'PP',
    });
  });
});

describe('a directory without reports', () => {
  it('is named, and is no evidence', async () => {
    const found = await report(makeFolder({ 'in/readme.md': 'nothing here' }));
    expect([found.headline, found.gate.passed, found.totals.tests]).toEqual(['no-evidence', false, 0]);
    expect(found.ledger.problems).toMatchObject([{ code: 'no-files', path: 'in' }]);
  });
});
