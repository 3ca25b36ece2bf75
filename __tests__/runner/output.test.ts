import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { surveyReport } from '../../src/app/run/reporting.ts';
import { writeUnfinished } from '../../src/runner/evidence/unfinished.ts';
import { LogFile, Tail } from '../../src/runner/output/log.ts';
import { listSecrets, Masker } from '../../src/runner/output/masker.ts';
import { maskReport } from '../../src/runner/output/mask-report.ts';
import { makeFolder } from '../helpers/folder.ts';
import { listReport } from '../helpers/read-report.ts';

const pieces = fc.array(fc.string({ unit: fc.constantFrom(...'abcdef\n.') }), { maxLength: 30 });

describe('masking', () => {
  it('takes every secret out, however the text is cut', () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 9 }), (parts, size) => {
        const secrets = ['abcdef', 'defabc', 'fff.fff'];
        const text = parts.join('abcdef');
        const whole = new Masker(secrets);
        const expected = whole.push(text) + whole.flush();
        const masker = new Masker(secrets);
        const shown: string[] = [];
        for (let at = 0; at < text.length; at += size) shown.push(masker.push(text.slice(at, at + size)));
        const result = shown.join('') + masker.flush();
        expect(result).not.toMatch(/abcdef|defabc|fff\.fff/);
        expect(expected).not.toMatch(/abcdef|defabc|fff\.fff/);
        expect(result).toBe(expected);
      }),
      { seed: 6_002, numRuns: 300 },
    );
  });

  it('leaves nothing of a secret that begins with another', () => {
    const masker = new Masker(['secret-of-mine', 'secret']);
    const shown = ['the secret', '-of-mine; secret', ', secret-of-'].map((text) => masker.push(text));
    expect([...shown, masker.flush()].join('|')).toBe('the |***; |***, |***-of-');
  });

  it('knows secrets by the names of variables, and leaves short and harmless values', () => {
    const environment = {
      GITHUB_TOKEN: 'ghs_abcdefgh',
      DB_PASSWORD: 'a b&c"defg',
      API_KEY: '12',
      HOME: '/home/runner',
      PATH: '/usr/bin:/bin',
      SSH_PRIVATE_KEY: 'line-one-of-key\nline-two-of-key',
    };
    expect([...listSecrets(environment, ['mine-all'])].sort()).toEqual(
      [
        'ghs_abcdefgh',
        'a b&c"defg',
        'a%20b%26c%22defg',
        'a b&c\\"defg',
        'mine-all',
        'line-one-of-key',
        'line-two-of-key',
        'line-one-of-key\nline-two-of-key',
        'line-one-of-key%0Aline-two-of-key',
        'line-one-of-key\\nline-two-of-key',
      ].sort(),
    );
  });
});

describe('a report that is kept', () => {
  const SECRET = `p<ä&"ö'>s\nword`;
  const mask = (bytes: Buffer, secrets: readonly string[] = [SECRET]): Buffer => {
    const path = join(makeFolder({ 'a.xml': '' }), 'a.xml');
    writeFileSync(path, bytes);
    maskReport(path, secrets);
    expect(readdirSync(dirname(path))).toEqual(['a.xml']);
    return readFileSync(path);
  };
  const swap = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['Latin-1', (text: string) => Buffer.from(text, 'latin1')],
    ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 with large ends first', (text: string) => swap(Buffer.from(`\uFEFF${text}`, 'utf16le'))],
  ])('in %s holds no secret, however it is escaped, and is the same otherwise', (_, encode) => {
    const forms = [
      SECRET,
      'p&lt;ä&amp;"ö\'&gt;s\nword',
      'p&lt;ä&amp;"ö\'>s\nword',
      'p&lt;ä&amp;&quot;ö&apos;&gt;s&#10;word',
    ];
    const text = (parts: readonly string[]): string => `<t é="1">${parts.join(' ß ')}</t>\n`;
    const kept = mask(encode(text(forms)));
    expect(kept).toEqual(encode(text(forms.map(() => '***'))));
  });

  it('may be larger than what is read at once', () => {
    const filler = Buffer.alloc(1 << 20, 'x');
    const at = filler.length - 5;
    const bytes = Buffer.concat([filler.subarray(0, at), Buffer.from('hunter2-secret'), filler]);
    const kept = mask(bytes, ['hunter2-secret']);
    expect(kept.equals(Buffer.concat([filler.subarray(0, at), Buffer.from('***'), filler]))).toBe(true);
  });

  it('is not touched without a secret', () => {
    const path = join(makeFolder({ 'a.xml': '<testsuites/>' }), 'a.xml');
    const stamp = (): unknown => {
      const { ino, ctimeNs, size } = statSync(path, { bigint: true });
      return { ino, ctimeNs, size };
    };
    const before = stamp();
    maskReport(path, [SECRET]);
    expect(stamp()).toEqual(before);
  });
});

describe('kept output', () => {
  it('is the last lines, without colours', () => {
    const tail = new Tail(3);
    for (let line = 1; line <= 1000; line += 1) tail.push(`\u001B[31m${line}\u001B[0m\n`);
    expect(tail.read()).toBe('998\n999\n1000');
  });

  it('is bounded even without line ends', () => {
    const tail = new Tail(3);
    for (let part = 0; part < 100; part += 1) tail.push('x'.repeat(10_000));
    expect(tail.read()).toHaveLength(64 * 1024);
  });

  it.each([0, 1, 99, 100, 101, 500])('fits its file: %i bytes', (bytes) => {
    const path = join(makeFolder({}), 'log');
    const log = new LogFile(path, 100);
    for (let at = 0; at < bytes; at += 1) log.write(String(at % 10));
    const { dropped, failure } = log.close();
    expect({ dropped, failure }).toEqual({ dropped: Math.max(0, bytes - 100), failure: null });
    const whole = Array.from({ length: bytes }, (_, at) => at % 10).join('');
    const text = readFileSync(path, 'utf8');
    if (bytes <= 100) expect(text).toBe(whole);
    else expect(text).toBe(`${whole.slice(0, 50)}\n[... ${dropped} bytes left out ...]\n${whole.slice(-50)}`);
    expect(statSync(path).size).toBeLessThan(140);
  });
});

describe('the report of unfinished tests', () => {
  it('is read back as it was meant, whatever the names', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, unit: 'grapheme' }), async (text) => {
        const path = join(makeFolder({}), 'unfinished.xml');
        const outcomes = ['started', 'passed', 'failed', 'skipped'] as const;
        const tests = outcomes.map((outcome, at) => ({
          classname: `c${text}`,
          name: `n${at}${text}`,
          outcome,
        }));
        writeUnfinished(path, tests, `tail ]]> ${text}`);
        const { cases, problems } = await listReport(readFileSync(path));
        expect(problems).toEqual([]);
        expect(cases.map(({ code }) => code)).toEqual(['E', 'P', 'F', 'S']);
        expect(await surveyReport(path, true)).toMatchObject({ cases: 4, failures: 2, isComplete: true });
      }),
      { seed: 6_003, numRuns: 50 },
    );
  });

  it('has the last output as the text of its error', async () => {
    const path = join(makeFolder({}), 'unfinished.xml');
    writeUnfinished(path, [{ classname: 'a.b', name: '<c>&"', outcome: 'started' }], 'one\n\u0007<two>');
    const { cases } = await listReport(readFileSync(path));
    expect(cases[0]).toMatchObject({ id: 'a.b::<c>&"', code: 'E' });
    expect(cases[0]?.detail?.failures[0]).toMatchObject({
      message: 'did not finish',
      text: 'one\n\uFFFD<two>',
    });
  });
});

describe('a quick look at a report', () => {
  it('is not deceived by text that looks like tags', async () => {
    const folder = makeFolder({
      'a.xml': `<testsuites><!-- <failure/> --><testsuite name="a > b"><testcase classname="a" name='x &lt;&#x41;'><system-out><![CDATA[<failure/></testsuites>]]></system-out></testcase><testcase name="y" classname="a"><failure message="<error/>"/></testcase></testsuite></testsuites>`,
      'cut.xml': '<testsuites><testsuite><testcase classname="a" name="b"/>',
    });
    const survey = await surveyReport(join(folder, 'a.xml'), true);
    expect(survey).toMatchObject({ cases: 2, failures: 1, isComplete: true });
    expect([...(survey?.ids ?? [])]).toEqual(['a::x <A', 'a::y']);
    expect(await surveyReport(join(folder, 'cut.xml'), true)).toMatchObject({ cases: 1, isComplete: false });
    expect(await surveyReport(join(folder, 'none.xml'), true)).toBeNull();
  });
});
