import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readReports } from '../../src/analysis/read-reports.ts';
import { readChunks } from '../../src/collect/paths/read-chunks.ts';
import { MAX_NAME_CHARACTERS } from '../../src/model/canonical-name.ts';
import { MAX_DEPTH } from '../../src/parse/junit-reader.ts';
import { listReport, reportFile } from '../helpers/read-report.ts';

const SMALL = `<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest" tests="3" failures="1" skipped="1">
<testcase classname="a.b" name="one" time="0.1"/>
<testcase classname="a.b" name="two" time="0.2"><failure message="no &amp; never">a &lt; b</failure></testcase>
<testcase classname="a.b" name="three" time="0.3"><skipped/></testcase>
</testsuite></testsuites>
`;

const codes = (problems: readonly { code: string }[]): string[] => problems.map(({ code }) => code);

describe('files that are no reports', () => {
  it.each([
    ['an empty file', '', 'empty-file'],
    ['white space', '  \n ', 'not-junit'],
    ['an HTML page', '<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>', 'not-junit'],
    ['a log', 'ERROR: session failed\n<testsuite/>', 'not-junit'],
    ['JSON', '{"tests": []}', 'not-junit'],
    ['another XML root', '<coverage line-rate="1"/>', 'not-junit'],
    ['NUL bytes', '\u0000'.repeat(1000), 'not-junit'],
    ['a case without a suite', '<testcase name="a"/>', 'not-junit'],
  ])('says so for %s', async (_, content, code) => {
    const { facts, problems, cases } = await listReport(content);
    expect({ state: facts.state, codes: codes(problems), cases }).toEqual({
      state: 'unreadable',
      codes: [code],
      cases: [],
    });
    expect(problems[0]?.severity).toBe('error');
    expect(problems[0]?.advice).not.toBe('');
  });

  it('names what stands there instead', async () => {
    expect((await listReport('<html/>')).problems[0]?.message).toContain('<html>');
    expect((await listReport('Traceback (most recent')).problems[0]?.message).toContain(
      'Traceback (most recent',
    );
  });
});

describe('a report cut at any byte', () => {
  it('keeps its complete cases and is never taken for complete', async () => {
    const whole = await listReport(SMALL);
    expect(whole.facts.state).toBe('complete');
    const end = SMALL.trimEnd().length;
    for (let length = 1; length < end; length += 1) {
      const { facts, problems, cases } = await listReport(SMALL.slice(0, length));
      expect({ length, complete: facts.state === 'complete' }).toEqual({ length, complete: false });
      expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
      expect(cases).toEqual(whole.cases.slice(0, cases.length));
    }
  });

  it('names the case that was being written', async () => {
    const before = SMALL.slice(0, SMALL.indexOf('name="two"'));
    expect((await listReport(before)).cut).toBeNull();
    const inside = SMALL.slice(0, SMALL.indexOf('</failure>'));
    expect((await listReport(inside)).cut).toBe('a.b::two');
  });
});

describe('encodings', () => {
  const text = SMALL.replace('"one"', '"größe ✓ 🚀"').replace('encoding="utf-8"', 'encoding="X"');
  const latin = SMALL.replace('"one"', '"größe"').replace('utf-8', 'iso-8859-1');
  const utf16 = (big: boolean): Buffer => {
    const bytes = Buffer.from(`\ufeff${text.replace('"X"', '"utf-16"')}`, 'utf16le');
    return big ? bytes.swap16() : bytes;
  };
  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text.replace('"X"', '"UTF-8"')}`), 'größe ✓ 🚀'],
    ['UTF-16 LE', utf16(false), 'größe ✓ 🚀'],
    ['UTF-16 BE', utf16(true), 'größe ✓ 🚀'],
    ['UTF-16 LE without a mark', utf16(false).subarray(2), 'größe ✓ 🚀'],
    ['UTF-8 that calls itself UTF-16', Buffer.from(text.replace('"X"', '"utf-16"')), 'größe ✓ 🚀'],
    ['ISO-8859-1', Buffer.from(latin, 'latin1'), 'größe'],
    ['windows-1252', Buffer.from(latin.replace('iso-8859-1', 'windows-1252'), 'latin1'), 'größe'],
  ])('reads %s in chunks of any size', async (_, bytes, name) => {
    for (const chunk of [1, 2, 3, 100, 10_000]) {
      const { cases, facts } = await listReport(bytes, { chunk });
      expect([chunk, facts.state, cases.map((found) => found.name)]).toEqual([
        chunk,
        'complete',
        [name, 'two', 'three'],
      ]);
    }
  });

  it('reads an unknown encoding as UTF-8 and says so', async () => {
    const { cases, problems } = await listReport(text.replace('"X"', '"klingon-7"'));
    expect(cases[0]?.name).toBe('größe ✓ 🚀');
    expect(problems[0]?.message).toContain('klingon-7');
  });
});

describe('hostile documents', () => {
  it('does not expand an entity bomb', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
      <testsuite name="s"><testcase classname="c" name="&b;"><failure message="&b;">&b;</failure></testcase></testsuite>`;
    const { cases, problems } = await listReport(bomb);
    expect(cases[0]?.name).toBe('&b;');
    expect(cases[0]?.detail?.failures[0]?.text).toBe('&b;');
    expect(codes(problems)).toEqual(['unsafe-xml']);
  });

  it('does not read an external entity', async () => {
    const xxe = `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><testsuite><testcase name="&e;"/></testsuite>`;
    const { cases } = await listReport(xxe);
    expect(cases[0]?.name).toBe('&e;');
  });

  it('reads cases 200 deep and gives up at absurd depth with a word', async () => {
    const nest = (depth: number): string =>
      `${'<testsuite name="s">'.repeat(depth)}<testcase name="deep"/>${'</testsuite>'.repeat(depth)}`;
    expect((await listReport(nest(200))).cases).toHaveLength(1);
    const absurd = await listReport(nest(MAX_DEPTH + 10));
    expect(absurd.facts.state).toBe('partial');
    expect(absurd.problems[0]?.message).toContain('nested deeper');
  });

  it('reads an attribute of a megabyte over many chunks and keeps a bounded part', async () => {
    const message = 'm'.repeat(1 << 20);
    const xml = `<testsuite><testcase classname="c" name="n"><failure message="${message}"/></testcase></testsuite>`;
    const { cases, facts } = await listReport(xml, { chunk: 65_536 });
    expect(facts.state).toBe('complete');
    const kept = cases[0]?.detail?.failures[0]?.message ?? '';
    expect(kept.length).toBeLessThan(10_000);
    expect(kept).toMatch(/^m+ … \(\d+ bytes left out\)$/);
  });

  it('keeps names of 10,000 characters whole and longer ones apart', async () => {
    const long = 'p'.repeat(10_000);
    const longer = 'q'.repeat(MAX_NAME_CHARACTERS * 2);
    const xml = `<testsuite>${[long, `${longer}1`, `${longer}2`].map((name) => `<testcase classname="c" name="${name}"/>`).join('')}</testsuite>`;
    const { cases } = await listReport(xml);
    expect(cases[0]?.name).toBe(long);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(3);
    expect(cases[1]?.name.length).toBeLessThanOrEqual(MAX_NAME_CHARACTERS);
  });

  it.each([
    ['__proto__', '__proto__'],
    ['../../etc/passwd', '../../etc/passwd'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;', '<script>alert(1)</script>'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['&#x202e;gnp.exe', '\u202egnp.exe'],
    ['&#x1F600;&#39;&amp;amp;', "😀'&amp;"],
    ['&#27;[31mred&#27;[0m', 'red'],
    ['#x1B[31mred#x1B[0m', 'red'],
    ['a&#10;b&#9;c', 'a b c'],
    ['bell\u0007', 'bell'],
  ])('takes the name %s as %s', async (written, name) => {
    const { cases } = await listReport(`<testsuite><testcase classname="c" name="${written}"/></testsuite>`);
    expect(cases.map((found) => found.name)).toEqual([name]);
  });

  it('reads concatenated documents one after the other', async () => {
    const { cases, facts } = await listReport(`${SMALL}${SMALL.replaceAll('a.b', 'c.d')}`);
    expect(cases).toHaveLength(6);
    expect(facts).toMatchObject({ state: 'complete', declared: 6 });
  });

  it('notes text after the end', async () => {
    const { problems, cases } = await listReport(`${SMALL}Killed\n`);
    expect(cases).toHaveLength(3);
    expect(problems[0]).toMatchObject({ code: 'malformed', severity: 'warning' });
  });
});

describe('a source that fails', () => {
  it('is an unreadable file with the reason of the system', async () => {
    const file = {
      ...reportFile(''),
      chunks: () => readChunks('/nowhere/results-1.xml'),
    };
    const { matrix, ledger } = await readReports(
      { files: [file], problems: [], assignment: '' },
      { expectedIterations: null, maskNames: [] },
    );
    expect([matrix.testCount, ledger.iterations[0]?.state]).toEqual([0, 'unreadable']);
    expect(ledger.iterations[0]?.problems[0]).toMatchObject({ code: 'unreadable', path: 'results-1.xml' });
    expect(ledger.iterations[0]?.problems[0]?.message).toContain('ENOENT');
  });

  it('keeps the cases that came before and says why reading stopped', async () => {
    const { zipped, file } = truncatedGzip();
    const { collectPaths } = await import('../../src/collect/paths/collect-paths.ts');
    const { parseReport } = await import('../../src/parse/parse-report.ts');
    expect(zipped.length).toBeGreaterThan(1000);
    const { files } = await collectPaths([file], { cwd: '/', iterationPattern: null });
    const report = files[0];
    if (report === undefined) throw new Error('not found');
    let ended = 0;
    const sink = {
      openSuite: () => undefined,
      closeSuite: () => undefined,
      beginCase: () => undefined,
      endCase: () => {
        ended += 1;
      },
      abandonCase: () => undefined,
    };
    const { facts, problems } = await parseReport(report, { sink, normalise: null });
    expect(ended).toBeGreaterThan(10);
    expect(facts.state).toBe('partial');
    expect(problems[0]?.message).toMatch(/^reading stopped after \d+ bytes: /);
  });
});

function truncatedGzip(): { zipped: Buffer; file: string } {
  const cases = Array.from(
    { length: 20_000 },
    (_, i) => `<testcase classname="c" name="t${i * 7919}"/>`,
  ).join('');
  const zipped = gzipSync(`<testsuite>${cases}</testsuite>`);
  const directory = mkdtempSync(join(tmpdir(), 'focus-stability-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'results-1.xml.gz');
  writeFileSync(file, zipped.subarray(0, zipped.length - 2000));
  return { zipped, file };
}
