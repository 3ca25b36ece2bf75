import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scanReport } from '../../src/parse/scan-report.ts';
import { listReport, reportFile } from '../helpers/read-report.ts';

const PIECES = [
  '<testsuites>',
  '</testsuites>',
  '<testsuite name="s" tests="2">',
  '</testsuite>',
  '<testsuites/>',
  '<testcase classname="a.b" name="x"',
  '<testcase name="y"',
  '<testcase classname="test" file="f.js" name="z"',
  '<testcase classname="ä\\b" name=\'q "&amp;" &#10;\'',
  '/>',
  '>',
  '</testcase>',
  ' status="failed"',
  ' result="skipped"',
  '<failure message="m">text</failure>',
  '<error/>',
  '<skipped/>',
  '<flakyFailure/>',
  '<rerunError/>',
  '<failure>',
  '</failure>',
  '<system-out>',
  '</system-out>',
  '<![CDATA[<failure/>]]>',
  '<![CDATA[',
  ']]>',
  '<property name="p" value="v"/>',
  '<!-- <testcase name="c"/> -->',
  '<!--',
  '-->',
  '<?pi <testcase/> ?>',
  '<!DOCTYPE t [<!ENTITY e "<testcase/>">]>',
  '\n',
  '\0',
  'text',
  '<',
  '"',
  '<html>',
  '<a><testcase name="deep"/></a>',
];

/** Mostly whole cases, so that much is found; loose pieces between them for the rest. */
const wholeCase = fc
  .tuple(
    fc.constantFrom('one', 'two', 'drei &lt;3'),
    fc.constantFrom('', '<failure/>', '<error/><failure/>', '<skipped/>', '<flakyError/>'),
  )
  .map(([name, body]) => `<testcase classname="a.b" name="${name}">${body}</testcase>`);
const document = fc
  .tuple(
    fc.constantFrom('<testsuites><testsuite name="s">', '<testsuite name="t">', ''),
    fc.array(
      fc.oneof({ weight: 3, arbitrary: wholeCase }, { weight: 2, arbitrary: fc.constantFrom(...PIECES) }),
      { maxLength: 14 },
    ),
    fc.constantFrom('</testsuite></testsuites>', '</testsuite>', '', '<!-- end -->'),
  )
  .map(([head, body, tail]) => head + body.join('') + tail);

const ENCODE = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-8 with a mark': (text: string) => Buffer.from(`\uFEFF${text}`),
  'utf-16le': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'utf-16be': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  'iso-8859-1': (text: string) => Buffer.from(`<?xml version="1.0" encoding="iso-8859-1"?>${text}`, 'latin1'),
} as const;
const encoding = fc.constantFrom(...(Object.keys(ENCODE) as (keyof typeof ENCODE)[]));

it('counts what the full reading finds, whatever the document, its encoding and its chunks', async () => {
  await fc.assert(
    fc.asyncProperty(document, encoding, fc.integer({ min: 1, max: 80 }), async (text, name, chunk) => {
      const bytes = ENCODE[name](text);
      const { facts, cases } = await listReport(bytes, { chunk });
      const scan = await scanReport(reportFile(bytes, chunk).chunks(), true);
      expect(scan).toEqual({
        bytes: facts.bytesRead,
        cases: facts.cases,
        failures: cases.filter(({ code }) => code === 'F' || code === 'E').length,
        isComplete: facts.state === 'complete',
        ids: new Set(cases.map(({ scope, name: own }) => `${scope}::${own}`)),
      });
      const counted = await scanReport(reportFile(bytes, chunk).chunks(), false);
      expect(counted).toEqual({ ...scan, ids: new Set() });
    }),
    { numRuns: 3000, seed: 6_010 },
  );
});

it('tells what was read before the source failed, and nothing of a source that gave nothing', async () => {
  async function* fail(first: string): AsyncGenerator<Uint8Array> {
    if (first !== '') yield Buffer.from(first);
    throw new Error('EIO');
  }
  const head = '<testsuite name="s"><testcase classname="a" name="b"><failure/></testcase>';
  expect(await scanReport(fail(head), true)).toMatchObject({ cases: 1, failures: 1, isComplete: false });
  expect(await scanReport(fail(`${head}</testsuite>`), true)).toMatchObject({ cases: 1, isComplete: false });
  expect(await scanReport(fail(''), true)).toBeNull();
});
