/** Reports that two readers once understood differently, with what is in them. */
import { gzipSync } from 'node:zlib';

export interface OddReport {
  readonly bytes: Uint8Array;
  /** Cases with a result. */
  readonly cases: number;
  /** Cases and suites that failed or errored. */
  readonly failures: number;
  readonly isComplete: boolean;
  /** Of everything with a result, sorted. */
  readonly ids: readonly string[];
}

const PASSED = '<testcase classname="a.b" name="one"/>';
const FAILED = '<testcase classname="a.b" name="two"><failure message="boom"/></testcase>';
const IDS = ['a.b::one', 'a.b::two'];
const report = (body: string, head = ''): string =>
  `${head}<testsuites><testsuite name="s">${body}</testsuite></testsuites>`;
const TWO = report(PASSED + FAILED);

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
/** Two cases, the second failed, unless said otherwise. */
const odd = (content: string | Uint8Array, told: Partial<OddReport> = {}): OddReport => ({
  bytes: typeof content === 'string' ? Buffer.from(content) : content,
  cases: 2,
  failures: 1,
  isComplete: true,
  ids: IDS,
  ...told,
});
/** One case besides the one that passed. */
const beside = (body: string, failures: number): OddReport =>
  odd(report(`${PASSED}<testcase classname="a.b" name="two"${body}`), { failures });

export const ODD_REPORTS: Readonly<Record<string, OddReport>> = {
  'UTF-8 with a byte order mark': odd(`\uFEFF${TWO}`),
  'UTF-16LE with a byte order mark': odd(wide(`\uFEFF${TWO}`)),
  'UTF-16LE without one': odd(wide(TWO)),
  'UTF-16BE with a byte order mark': odd(wide(`\uFEFF${TWO}`).swap16()),
  'UTF-16BE without one': odd(wide(TWO).swap16()),
  'UTF-16BE of names beyond ASCII': odd(wide(`\uFEFF${TWO.replaceAll('two', 'zwölf 𝄞')}`).swap16(), {
    ids: ['a.b::one', 'a.b::zwölf 𝄞'],
  }),
  'ISO-8859-1 with umlauts': odd(
    Buffer.from(
      report(PASSED + FAILED.replace('two', 'prüft_Größe'), '<?xml version="1.0" encoding="ISO-8859-1"?>\n'),
      'latin1',
    ),
    { ids: ['a.b::one', 'a.b::prüft_Größe'] },
  ),
  'windows-1252 with a dash of its own': odd(
    Buffer.from(
      report(PASSED + FAILED.replace('two', 'a \u0096 b'), "<?xml version='1.0' encoding='windows-1252'?>"),
      'latin1',
    ),
    { ids: ['a.b::a – b', 'a.b::one'] },
  ),
  'a declaration of UTF-16 that is a lie': odd(
    report(PASSED + FAILED, '<?xml version="1.0" encoding="utf-16"?>'),
  ),
  gzip: odd(gzipSync(TWO)),
  'gzip, cut in the middle': odd(gzipSync(report(PASSED + FAILED)).subarray(0, -9), {
    isComplete: false,
  }),
  'a document type whose entity mentions a case': odd(
    report(
      PASSED + FAILED,
      `<!DOCTYPE t [<!ENTITY x "<testcase classname='c' name='d'><failure/></testcase>">]>`,
    ),
  ),
  'a document type whose comment mentions a case': odd(
    report(PASSED + FAILED, '<!DOCTYPE t [<!-- <testcase classname="c" name="d"><failure/> ]> -->]>'),
  ),
  'a processing instruction that mentions a case': odd(
    report(`${PASSED}<?note <testcase classname="c" name="d"><failure/></testcase> ?>${FAILED}`),
  ),
  'a comment behind the root': odd(`${TWO}\n<!-- written by a tool -->`),
  'a long comment behind the root': odd(`${TWO}<!--${' </testsuites'.repeat(1000)}-->\n`),
  'a comment behind the root that is not closed': odd(`${TWO}<!-- </testsuites>`, { isComplete: false }),
  'a processing instruction behind the root': odd(`${TWO}<?done yes?>\n`),
  'white space and zeros behind the root': odd(`${TWO} \r\n\t\n${'\0'.repeat(5000)}`),
  'zeros behind a root without cases': odd(`<testsuites/>${'\0'.repeat(3)}`, {
    cases: 0,
    failures: 0,
    ids: [],
  }),
  'a comment behind a root without cases': odd('<testsuites></testsuites><!-- none -->', {
    cases: 0,
    failures: 0,
    ids: [],
  }),
  'several roots': odd(report(PASSED) + report(FAILED)),
  'several roots, the last one cut': odd(report(PASSED) + report(FAILED).slice(0, -13), {
    isComplete: false,
  }),
  'an end between two cases': odd(`<testsuites><testsuite name="s">${PASSED}${FAILED}`, {
    isComplete: false,
  }),
  'an end inside a case': odd(
    `<testsuites><testsuite name="s">${FAILED}${PASSED.replace('/>', '><failure/>')}`,
    {
      cases: 1,
      ids: ['a.b::two'],
      isComplete: false,
    },
  ),
  'an end inside a tag': odd(
    `<testsuites><testsuite name="s">${PASSED}${FAILED}<testcase classname="a.b" na`,
    {
      isComplete: false,
    },
  ),
  'an end inside a word that ends a root': odd(TWO.slice(0, -1), { isComplete: false }),
  'a page that mentions cases': odd(`<html><body>${TWO}</body></html>`, {
    cases: 0,
    failures: 0,
    ids: [],
    isComplete: false,
  }),
  'a failure that only a word tells': beside(' status="failed"/>', 1),
  'a skip that only a word tells': beside(' status="disabled"/>', 0),
  'two failures of one case': beside('><failure/><failure/></testcase>', 1),
  'a failure and an error of one case': beside('><failure/><error/></testcase>', 1),
  'a failure that a retry mended': beside('><flakyFailure/></testcase>', 0),
  'failed attempts alone': beside('><rerunFailure/><rerunError/></testcase>', 1),
  'a failure inside of output': beside('><system-out><failure/></system-out></testcase>', 0),
  'a failure in CDATA': beside('><system-out><![CDATA[<failure/></testsuites>]]></system-out></testcase>', 0),
  'a case inside a case': odd(report(PASSED.replace('/>', '>') + FAILED + '</testcase>')),
  'an error of a whole suite': odd(report(`<error message="setup"/>${PASSED}`), {
    cases: 1,
    ids: ['a.b::one', 's::(suite error)'],
  }),
  'cases without a class': odd(
    report(PASSED.replace(' classname="a.b"', '') + FAILED.replace(' classname="a.b"', '')),
    {
      ids: ['s::one', 's::two'],
    },
  ),
  'classes with backslashes': odd(report(PASSED + FAILED).replaceAll('a.b', 'a\\b'), {
    ids: ['a/b::one', 'a/b::two'],
  }),
  'names with entities, quotes and a ">"': odd(
    report(`${PASSED}<testcase name='&lt;x&#x41;> "&quot;&#10;' classname = "a.b"><error/></testcase>`),
    { ids: ['a.b::<xA> "" ', 'a.b::one'] },
  ),
};
