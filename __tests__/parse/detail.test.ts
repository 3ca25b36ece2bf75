import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRAGMENT_LIMITS } from '../../src/parse/fragment-writer.ts';
import { parseReport } from '../../src/parse/parse-report.ts';
import { readDetail } from '../../src/parse/read-detail.ts';
import { readFirstFailure } from '../../src/parse/read-failure.ts';
import { CORPUS, HAS_CORPUS, listXml, SAMPLES } from '../helpers/corpus.ts';
import { listReport, reportFile } from '../helpers/read-report.ts';

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
const oneFailure = (inner: string): string =>
  `<testsuite><testcase classname="c" name="n">${inner}</testcase></testsuite>`;

async function listFragments(content: Uint8Array): Promise<Uint8Array[]> {
  const fragments: Uint8Array[] = [];
  const sink = {
    openSuite: () => undefined,
    closeSuite: () => undefined,
    beginCase: () => undefined,
    endCase: ({ detail }: { detail: Uint8Array | null }) => {
      if (detail !== null) fragments.push(Buffer.from(detail));
    },
    abandonCase: () => undefined,
  };
  await parseReport(reportFile(content), { sink, normalise: null });
  return fragments;
}

describe('details of a case', () => {
  it('are what was written, whatever the text is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.string({ maxLength: 100 }),
        fc.boolean(),
        async (text, message, cdata) => {
          const body = cdata ? `<![CDATA[${text.replaceAll(']]>', '')}]]>` : escapeXml(text);
          const xml = oneFailure(`<failure type="T" message="${escapeXml(message)}">${body}</failure>`);
          const { cases } = await listReport(xml, { chunk: 1 + (text.length % 50) });
          const [failure] = cases[0]?.detail?.failures ?? [];
          const expected = cdata ? text.replaceAll(']]>', '') : text;
          const visible = (value: string): string =>
            value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/\r\n?/g, '\n');
          expect(failure?.message).toBe(visible(message));
          expect(failure?.text).toBe(visible(expected).trim());
        },
      ),
      { seed: 11, numRuns: 500 },
    );
  });

  it('keep the beginning and the end of a long text and say how much is missing', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `line ${i} <&>`).join('\n');
    for (const body of [escapeXml(lines), `<![CDATA[${lines}]]>`]) {
      const { cases } = await listReport(oneFailure(`<failure message="m">${body}</failure>`), {
        chunk: 999,
      });
      const text = cases[0]?.detail?.failures[0]?.text ?? '';
      expect(text.startsWith('line 0 <&>\nline 1 <&>')).toBe(true);
      expect(text.endsWith('line 4999 <&>')).toBe(true);
      expect(text).toMatch(/… \(\d+ bytes left out\) …/);
      expect(text.length).toBeLessThan(FRAGMENT_LIMITS.head + FRAGMENT_LIMITS.tail + 100);
    }
  });

  it('stay small when a case has thousands of failures', async () => {
    const xml = oneFailure('<failure message="m">text</failure>'.repeat(20_000));
    const [fragment] = await listFragments(Buffer.from(xml));
    expect(fragment?.length).toBeLessThan(2 * FRAGMENT_LIMITS.open);
    expect(readDetail(fragment ?? Buffer.alloc(0)).failures.length).toBeGreaterThan(100);
  });

  it('hold retries, properties and the end of the output', async () => {
    const { cases } = await listReport(
      oneFailure(`<properties><property name="xray" value="PZ-1"/><property name="note">in the text</property></properties>
        <flakyFailure message="first" type="E"><stackTrace>at A</stackTrace><system-out>noise</system-out></flakyFailure>
        <system-out>${'x'.repeat(10_000)}the end</system-out>`),
    );
    const detail = cases[0]?.detail;
    expect(cases[0]).toMatchObject({ code: 'R', failedAttempts: 1 });
    expect(detail?.properties).toEqual([
      { name: 'xray', value: 'PZ-1' },
      { name: 'note', value: 'in the text' },
    ]);
    expect(detail?.failures).toEqual([{ kind: 'flakyFailure', type: 'E', message: 'first', text: 'at A' }]);
    expect(detail?.output.endsWith('the end')).toBe(true);
  });
});

describe('the quick reader of the first failure', () => {
  const files = [...listXml(SAMPLES), ...(HAS_CORPUS ? listXml(CORPUS) : [])];

  it('agrees with fast-xml-parser on every fragment of every file', async () => {
    let compared = 0;
    for (const path of files) {
      for (const fragment of await listFragments(readFileSync(path))) {
        const quick = readFirstFailure(fragment);
        const [slow] = readDetail(fragment).failures.filter(({ kind }) => kind !== 'skipped');
        expect(quick === null).toBe(slow === undefined);
        if (quick === null || slow === undefined) continue;
        const { kind, type, message } = quick;
        expect({ kind, type, message }).toEqual({ kind: slow.kind, type: slow.type, message: slow.message });
        if (slow.text.length < 3000) expect(quick.text).toBe(slow.text);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(20);
  });
});
