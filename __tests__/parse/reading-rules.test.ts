/** The twelve rules of reading JUnit, on real reports of `sample-reports/` where a producer of ours shows the rule. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SAMPLES } from '../helpers/corpus.ts';
import { readMemory } from '../helpers/night.ts';
import { isSuiteError, listReport } from '../helpers/read-report.ts';

const sample = (path: string): Buffer => readFileSync(join(SAMPLES, path));
const oneCase = (inner: string, attributes = ''): string =>
  `<testsuite><testcase classname="c" name="n" ${attributes}>${inner}</testcase></testsuite>`;

async function codesOf(content: string | Uint8Array): Promise<Record<string, string>> {
  const { matrix } = await readMemory([{ iteration: 1, content }]);
  return Object.fromEntries(
    Array.from({ length: matrix.testCount }, (_, test) => [matrix.name(test).id, matrix.codes(test)]),
  );
}

async function problemsOf(content: string | Uint8Array): Promise<string[]> {
  const { problems } = await listReport(content);
  return problems.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}

describe('1: the root, and cases at any level', () => {
  it.each([
    ['a suite alone', '<testsuite><testcase name="a"/></testsuite>', ['a']],
    ['cases outside of any suite', '<testsuites><testcase name="a"/></testsuites>', ['a']],
    [
      'cases at every level of thirteen suites',
      `${'<testsuite><testcase name="a"/>'.repeat(13)}${'</testsuite>'.repeat(13)}`,
      Array.from({ length: 13 }, () => 'a'),
    ],
    [
      'cases behind inner suites',
      '<testsuites><testsuite><testsuite><testcase name="a"/></testsuite><testcase name="b"/></testsuite><testcase name="c"/></testsuites>',
      ['a', 'b', 'c'],
    ],
  ])('%s', async (_, content, names) => {
    const { cases, facts } = await listReport(content);
    expect([facts.state, cases.map(({ name }) => name)]).toEqual(['complete', names]);
  });
});

describe('2: the outcome is decided by the presence of a child', () => {
  it.each([
    ['', '', 'P'],
    ['<error/>', '', 'E'],
    ['<failure/>', '', 'F'],
    ['<skipped/>', '', 'S'],
    ['<failure></failure><error></error>', '', 'E'],
    ['<skipped/><failure/>', '', 'F'],
    ['<skipped/><error/>', '', 'E'],
    ['<system-out>failure</system-out>', '', 'P'],
    ['<properties><failure/></properties>', '', 'P'],
    ['', 'status="notrun" result="suppressed"', 'S'],
    ['', 'status="run" result="suppressed"', 'S'],
    ['', 'status="run" result="completed"', 'P'],
    ['', 'status="disabled"', 'S'],
    ['', 'status="notrun"', 'S'],
    ['', 'status="fail"', 'F'],
    ['<failure/>', 'status="run" result="completed"', 'F'],
    ['<skipped/>', 'status="fail"', 'S'],
  ])('%s in a case with %s is %s', async (inner, attributes, code) => {
    expect(await codesOf(oneCase(inner, attributes))).toEqual({ 'c::n': code });
  });

  it('is how CTest tells what was disabled and what was not found', async () => {
    expect(await codesOf(sample('ctest/default.xml'))).toMatchObject({
      'passes::passes': 'P',
      'fails::fails': 'F',
      'is_skipped::is_skipped': 'S',
      'is_disabled::is_disabled': 'S',
    });
  });
});

describe('3: retries inside a case', () => {
  it.each([
    ['<flakyFailure/>', 'R'],
    ['<flakyError/>', 'R'],
    ['<failure/><rerunFailure/>', 'F'],
    ['<error/><rerunError/>', 'E'],
    ['<rerunFailure/>', 'F'],
    ['<failure/><flakyFailure/>', 'F'],
    ['<flakyFailure><stackTrace/><system-out/></flakyFailure>', 'R'],
  ])('%s is %s', async (inner, code) => {
    expect(await codesOf(oneCase(inner))).toEqual({ 'c::n': code });
    expect((await listReport(oneCase(inner))).facts.retriedCases).toBe(1);
  });
});

describe('4: an error of a suite', () => {
  it('is a case of that suite that errored, beside its other cases', async () => {
    const content =
      '<testsuites><testsuite name="//server:windows"><error message="exited with 137"/><testcase classname="c" name="n"/></testsuite></testsuites>';
    const { cases, facts } = await listReport(content);
    expect([facts.cases, facts.suiteErrors, facts.errors]).toEqual([1, 1, 0]);
    const [made] = cases.filter(isSuiteError);
    expect([made?.id, made?.code, made?.detail?.failures[0]?.message]).toEqual([
      '//server:windows::(suite error)',
      'E',
      'exited with 137',
    ]);
    expect(await codesOf(content)).toEqual({ '//server:windows::(suite error)': 'E', 'c::n': 'P' });
  });
});

describe('5: one id more than once', () => {
  it('is one test that failed in its call and in its teardown, as pytest writes it', async () => {
    const content = sample('pytest/xunit2.xml');
    const { cases } = await listReport(content);
    const name = 'test_fails_then_teardown_error';
    expect(cases.filter((found) => found.name === name).map(({ code }) => code)).toEqual(['F', 'E']);
    const { matrix } = await readMemory([{ iteration: 1, content }]);
    const tests = Array.from({ length: matrix.testCount }, (_, test) => test);
    const own = tests.filter((test) => matrix.name(test).name.startsWith(name));
    expect(own.map((test) => [matrix.codes(test), matrix.evidence(test).length])).toEqual([['F', 2]]);
  });

  it('is a rescued test where gotestsum ran it again', async () => {
    const codes = Object.values(await codesOf(sample('gotestsum/rerun-fails.xml')));
    expect(codes).toContain('R');
  });

  it('is several tests with numbers otherwise', async () => {
    const twice = '<testcase classname="c" name="n"/>'.repeat(2);
    expect(await codesOf(`<testsuite>${twice}</testsuite>`)).toEqual({ 'c::n': 'P', 'c::n #2': 'P' });
  });
});

describe('6: pytest-rerunfailures', () => {
  it('leaves an empty case for every failed attempt, and declares fewer tests', async () => {
    const content = sample('pytest-rerun-attempts/xunit2.xml');
    const { cases } = await listReport(content);
    const attempts = cases.filter(({ name }) => name === 'test_passes_on_third_attempt');
    expect(attempts.map(({ code }) => code)).toEqual(['P', 'P', 'P']);
    expect(await codesOf(content)).toMatchObject({
      'tests.test_retries::test_passes_on_third_attempt': 'R',
      'tests.test_retries::test_fails_all_attempts': 'F',
      'tests.test_retries::test_stable': 'P',
    });
  });
});

describe('7: declared counts', () => {
  const suite = (attributes: string, cases: string): string =>
    `<testsuite ${attributes}>${cases}</testsuite>`;
  const passed = '<testcase name="p"/>';
  const failed = '<testcase name="f"><failure/></testcase>';
  const errored = '<testcase name="e"><error/></testcase>';
  const skipped = '<testcase name="s"><skipped/></testcase>';
  const all = passed + failed + errored + skipped;
  /** Its call failed and its teardown too: one case, or two failures. */
  const twice = '<testcase name="t"><failure/><error/></testcase>';

  it.each([
    ['tests="4" failures="1" errors="1" skipped="1"', all, []],
    ['tests="5"', all, ['warning count-mismatch: declares 5 tests but holds 4 cases']],
    ['tests="3"', all, ['note count-mismatch: declares 3 tests but holds 4 cases']],
    ['failures="2" errors="1"', all, ['warning count-mismatch: declares 3 failures or errors but holds 2']],
    ['failures="1" errors="0"', all, ['note count-mismatch: declares 1 failure or errors but holds 2']],
    ['errors="2"', passed, ['warning count-mismatch: declares 2 failures or errors but holds 0']],
    ['skipped="2"', all, ['note count-mismatch: declares 2 skipped but holds 1']],
    ['skipped="0"', all, ['note count-mismatch: declares 0 skipped but holds 1']],
    ['failures="2" errors="0"', failed + errored, []],
    ['failures="0" errors="1"', twice, []],
    ['failures="1" errors="1"', twice, []],
    ['failures="0" errors="0"', twice, ['note count-mismatch: declares 0 failures or errors but holds 2']],
    ['errors="3"', twice, ['warning count-mismatch: declares 3 failures or errors but holds 2']],
    ['tests="many"', all, []],
    ['', all, []],
  ])('%s', async (attributes, cases, problems) => {
    expect(await problemsOf(suite(attributes, cases))).toEqual(problems);
  });

  it('belong to the outermost suite that declares them, each on its own', async () => {
    const inner = suite('tests="9" failures="9" errors="0" skipped="1"', all);
    expect(await problemsOf(`<testsuites tests="4" failures="2">${inner}</testsuites>`)).toEqual([]);
    expect(await problemsOf(`<testsuites>${suite('failures="1"', failed)}${failed}</testsuites>`)).toEqual(
      [],
    );
    expect(await problemsOf(`<testsuites>${inner}${suite('skipped="2"', skipped)}</testsuites>`)).toEqual([
      'warning count-mismatch: declares 9 tests but holds 4 cases',
      'warning count-mismatch: declares 9 failures or errors but holds 2',
      'note count-mismatch: declares 3 skipped but holds 2',
    ]);
  });

  it('are no matter of a file that was cut', async () => {
    const cut = suite('tests="4" failures="1" errors="1" skipped="1"', all).slice(0, -40);
    expect((await problemsOf(cut)).filter((problem) => problem.includes('count-mismatch'))).toEqual([]);
  });

  it.each(['ctest/default.xml', 'phpunit/default.xml', 'node-test/default.xml', 'vitest/default.xml'])(
    'agree in %s',
    async (path) => {
      expect(await problemsOf(sample(path))).toEqual([]);
    },
  );

  it('differ where pytest counts subtests and Surefire counts attempts', async () => {
    expect(await problemsOf(sample('pytest/subtests.xml'))).toContain(
      'warning count-mismatch: declares 5 failures or errors but holds 2',
    );
    expect(await problemsOf(sample('surefire-rerun/rerun.xml'))).toContain(
      'warning count-mismatch: declares 13 failures or errors but holds 3',
    );
  });
});

describe('8: the end of the document', () => {
  it('must be there: a cut file keeps its complete cases and makes its iteration incomplete', async () => {
    const whole = sample('vitest/default.xml');
    const content = whole.subarray(0, Math.floor(whole.length / 2));
    const { facts, cases } = await listReport(content);
    const { ledger, matrix } = await readMemory([{ iteration: 1, content }]);
    expect([facts.state, ledger.iterations[0]?.state]).toEqual(['partial', 'incomplete']);
    expect(cases.length).toBeGreaterThan(5);
    expect(matrix.testCount).toBe(cases.length);
  });

  it('may be followed by another document', async () => {
    const both = Buffer.concat([sample('bats/formatter.xml'), sample('jest-junit/default.xml')]);
    const counts = await Promise.all(
      [sample('bats/formatter.xml'), sample('jest-junit/default.xml'), both].map(
        async (content) => (await listReport(content)).facts.cases,
      ),
    );
    expect(counts[2]).toBe((counts[0] ?? 0) + (counts[1] ?? 0));
  });
});

describe('9: numbers', () => {
  it('do not poison a sum, and odd ones are noted', async () => {
    const times = ['1,234.5', '-2', '', 'NaN', '0,25', '39637340912'];
    const content = `<testsuite>${times.map((time, n) => `<testcase name="${n}" time="${time}"/>`).join('')}</testsuite>`;
    const { cases } = await listReport(content);
    const year = 365 * 86_400_000;
    expect(cases.map(({ durationMs }) => durationMs)).toEqual([1_234_500, 0, 0, 0, 250, year]);
    expect(await problemsOf(content)).toEqual([
      'note odd-number: 3 durations not a number of seconds between 0 and a year, clamped',
    ]);
  });
});

describe('10: entities', () => {
  it('are decoded once, numbers too, in names as in texts', async () => {
    const written = '&#39;&#x1F600;&lt;&amp;lt;&quot;';
    const { cases } = await listReport(
      `<testsuite><testcase name="${written}"><failure message="${written}">${written}</failure></testcase></testsuite>`,
    );
    const read = '\'😀<&lt;"';
    const failure = cases[0]?.detail?.failures[0];
    expect([cases[0]?.name, failure?.message, failure?.text]).toEqual([read, read, read]);
  });

  it.each([
    '<!DOCTYPE testsuites>',
    '<!DOCTYPE testsuites SYSTEM "http://127.0.0.1:9/junit.dtd">',
    '<!DOCTYPE testsuites [<!ELEMENT testcase ANY><!ATTLIST testcase name CDATA "]>">]>',
    "<!DOCTYPE testsuites [<!-- it's ours ]> --><!ELEMENT testcase ANY>]>",
    '<!DOCTYPE testsuites [<!---- one quote " - -- ]>---><!-<!--<!--[-->]>',
  ])('%s is skipped, in chunks of any size', async (doctype) => {
    const content = `<?xml version="1.0"?>${doctype}<testsuites><testcase name="n"/></testsuites>`;
    for (const chunk of [1, 2, 7, 1000]) {
      const { cases, facts } = await listReport(content, { chunk });
      expect([chunk, facts.state, cases.map(({ name }) => name)]).toEqual([chunk, 'complete', ['n']]);
    }
  });

  it('that a document type declares are refused, and it says so', async () => {
    const content = `<!DOCTYPE a [<!ENTITY e "x">]><testsuite><testcase name="&e;"/></testsuite>`;
    const { cases, problems } = await listReport(content);
    expect([cases[0]?.name, problems.map(({ code }) => code)]).toEqual(['&e;', ['unsafe-xml']]);
    const cut = await listReport(content.slice(0, content.indexOf(']>')));
    expect([cut.facts.state, cut.problems.length > 0]).toEqual(['unreadable', true]);
  });
});

describe('11: encodings', () => {
  it.each([
    ['windows-1250', 0x9a, 'š'],
    ['windows-1251', 0xe6, 'ж'],
    ['windows-1252', 0x80, '€'],
    ['windows-1253', 0xe1, 'α'],
    ['windows-1255', 0xe0, 'א'],
    ['ISO-8859-1', 0xe9, 'é'],
    ['iso-8859-15', 0xa4, '€'],
  ])('%s', async (encoding, byte, letter) => {
    const head = `<?xml version="1.0" encoding="${encoding}"?><testsuite><testcase name="`;
    const bytes = [Buffer.from(head), Buffer.from([byte]), Buffer.from('"/></testsuite>')];
    const { cases } = await listReport(Buffer.concat(bytes));
    expect(cases.map(({ name }) => name)).toEqual([letter]);
  });

  it('reads a raw "<" inside an attribute, and drops what XML forbids', async () => {
    const { cases, facts } = await listReport(
      '<testsuite><testcase name="a < b > c" time="<<computed>>"/><testcase name="be\u0000ll\u0007"/></testsuite>',
    );
    expect([facts.state, cases.map(({ name }) => name)]).toEqual(['complete', ['a < b > c', 'bell']]);
  });
});

describe('12: identity', () => {
  const idsOf = async (attributes: string, normalise?: (name: string) => string): Promise<string[]> => {
    const content = `<testsuites><testsuite name="s"><testcase ${attributes}/></testsuite></testsuites>`;
    const { cases } = await listReport(content, normalise === undefined ? {} : { normalise });
    return cases.map(({ id }) => id);
  };

  it.each([
    ['classname="c" name="n"', 'c::n'],
    ['classname="c" name="n" file="f.py"', 'c::n'],
    ['name="n" file="f.py"', 'f.py > s::n'],
    ['name="n"', 's::n'],
    ['classname="" name="n"', 'n'],
    ['classname="tests\\unit\\a.test.ts" name="n"', 'tests/unit/a.test.ts::n'],
    ['name="n" file="tests\\a.py"', 'tests/a.py > s::n'],
    ['classname="c" name="&#27;[1;31mred&#27;[0m"', 'c::red'],
    ['classname="c" name="\\d+ matches"', 'c::\\d+ matches'],
  ])('%s is %s', async (attributes, id) => {
    expect(await idsOf(attributes)).toEqual([id]);
  });

  it('is normalised by the user, name and class alike', async () => {
    const mask = (text: string): string => text.replace(/0x[0-9a-f]+/g, '*');
    expect(await idsOf('classname="c 0x7f" name="n 0xff"', mask)).toEqual(['c *::n *']);
  });
});
