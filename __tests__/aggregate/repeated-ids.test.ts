import { describe, expect, it } from 'vitest';
import { readMemory, type MemoryReport } from '../helpers/night.ts';

const suite = (cases: string, attributes = ''): string =>
  `<testsuites><testsuite name="pytest" ${attributes}>${cases}</testsuite></testsuites>`;
const passed = '<testcase classname="c" name="t" time="1"/>';
const failed = '<testcase classname="c" name="t" time="2"><failure message="m"/></testcase>';
const errored = '<testcase classname="c" name="t" time="3"><error message="m"/></testcase>';
const teardown =
  '<testcase classname="c" name="t" time="3"><error message="failed on teardown with &quot;x&quot;"/></testcase>';
const skipped = '<testcase classname="c" name="t"><skipped/></testcase>';
const other = '<testcase classname="c" name="other"/>';

async function strips(...contents: (string | MemoryReport)[]): Promise<Record<string, string>> {
  const reports = contents.map((content, index) =>
    typeof content === 'string' ? { iteration: index + 1, content } : content,
  );
  const { matrix } = await readMemory(reports);
  return Object.fromEntries(
    Array.from({ length: matrix.testCount }, (_, test) => [matrix.name(test).id, matrix.codes(test)]),
  );
}

describe('one id with several results in a report', () => {
  it('is one test that failed twice when the second is its teardown', async () => {
    const { matrix } = await readMemory([{ iteration: 1, content: suite(failed + teardown) }]);
    expect([matrix.testCount, matrix.codes(0), matrix.evidence(0).length]).toEqual([1, 'F', 2]);
    expect(await strips(suite(passed + teardown))).toEqual({ 'c::t': 'E' });
  });

  it('is a rescued test when a failure is followed by a pass', async () => {
    expect(await strips(suite(failed + passed))).toEqual({ 'c::t': 'R' });
    expect(await strips(suite(failed + other + errored + passed))).toEqual({ 'c::t': 'R', 'c::other': 'P' });
  });

  it('is a failed test when every attempt failed', async () => {
    expect(await strips(suite(failed + errored))).toEqual({ 'c::t': 'E' });
    expect(await strips(suite(failed + failed + failed))).toEqual({ 'c::t': 'F' });
  });

  it('is several tests when a pass is followed by another result', async () => {
    expect(await strips(suite(passed + failed + passed))).toEqual({
      'c::t': 'P',
      'c::t #2': 'F',
      'c::t #3': 'P',
    });
  });

  it('is decided once for all iterations', async () => {
    // Alone, the second iteration would look like a retry.
    expect(await strips(suite(passed + passed), suite(failed + passed))).toEqual({
      'c::t': 'PF',
      'c::t #2': 'PP',
    });
  });

  it('is two tests when the results stand in different suites', async () => {
    const browsers = `<testsuites><testsuite name="a">${failed}</testsuite><testsuite name="b">${passed}</testsuite></testsuites>`;
    expect(await strips(browsers)).toEqual({ 'c::t': 'F', 'c::t #2': 'P' });
  });

  it("takes pytest's empty cases for failed attempts where the suite declares fewer tests", async () => {
    expect(await strips(suite(passed + passed + other, 'tests="2"'))).toEqual({
      'c::t': 'R',
      'c::other': 'P',
    });
    expect(await strips(suite(passed + passed + failed, 'tests="1"'))).toEqual({ 'c::t': 'F' });
    expect(await strips(suite(passed + passed, 'tests="2"'))).toEqual({ 'c::t': 'P', 'c::t #2': 'P' });
  });

  it('takes them so too when pytest-xdist has other tests between them, but only if they explain the number', async () => {
    const two = other.replace('other', 'two');
    const spread = passed + two + passed + other + two + failed.replace('"t"', '"two"');
    expect(await strips(suite(spread, 'tests="3"'))).toEqual({ 'c::t': 'R', 'c::two': 'F', 'c::other': 'P' });
    // One of them is not declared and the others are: which, nobody can know.
    expect(await strips(suite(spread, 'tests="5"'))).toMatchObject({ 'c::t': 'P', 'c::t #2': 'P' });
  });

  it('moves the evidence along with the occurrence it belongs to', async () => {
    const { matrix } = await readMemory([{ iteration: 1, content: suite(passed + failed) }]);
    expect([matrix.evidence(0).length, matrix.evidence(1).length]).toEqual([0, 1]);
  });

  it('bounds a report in which every case has one name', async () => {
    const { matrix, ledger } = await readMemory([{ iteration: 1, content: suite(passed.repeat(3000)) }]);
    expect(matrix.testCount).toBe(1000);
    expect(ledger.iterations[0]?.problems.map(({ code }) => code)).toEqual(['limit-reached']);
  });
});

describe('one id in several reports of an iteration', () => {
  it('is a retry when a re-run leg passes, and the failure is not forgotten', async () => {
    const first = { iteration: 1, attempt: 1, content: suite(failed) };
    const again = { iteration: 1, attempt: 2, content: suite(passed) };
    const { matrix, ledger } = await readMemory([first, again]);
    expect(matrix.codes(0)).toBe('R');
    expect(ledger.iterations[0]?.problems.map(({ code }) => code)).toEqual(['reruns-on']);
  });

  it.each([
    ['FP', 'F'],
    ['PF', 'F'],
    ['FPP', 'F'],
    ['PE', 'E'],
    ['PP', 'P'],
    ['SP', 'P'],
    ['RP', 'R'],
    ['RF', 'F'],
  ])('is no retry when they belong to one attempt: %s is %s', async (files, cell) => {
    const rescued = suite(failed + passed);
    const of = { P: suite(passed), F: suite(failed), E: suite(errored), S: suite(skipped), R: rescued };
    const reports = [...files].map((code) => ({ iteration: 1, content: of[code as keyof typeof of] }));
    const { matrix, ledger } = await readMemory(reports);
    expect([matrix.testCount, matrix.codes(0)]).toEqual([1, cell]);
    expect(new Set(ledger.iterations[0]?.problems.map(({ code }) => code))).toEqual(
      new Set(['overlapping-files', ...(cell === 'R' ? ['reruns-on'] : [])]),
    );
  });

  it('is rescued only by a later attempt, which may have several reports too', async () => {
    const first = [passed, failed].map((content) => ({ iteration: 1, content: suite(content) }));
    const again = [passed, passed].map((content) => ({ iteration: 1, attempt: 2, content: suite(content) }));
    const { matrix } = await readMemory([...first, ...again]);
    expect([matrix.codes(0), matrix.attempts(0, 0)?.length]).toEqual(['R', 2]);
    expect(
      await strips(...first, ...again.slice(1), { iteration: 1, attempt: 2, content: suite(failed) }),
    ).toEqual({ 'c::t': 'F' });
  });

  it('counts attempts of failures within a report and over attempts, not over reports side by side', async () => {
    const beside = [failed, failed + failed].map((content) => ({ iteration: 1, content: suite(content) }));
    const again = { iteration: 1, attempt: 2, content: suite(failed) };
    const { matrix } = await readMemory([...beside, again]);
    expect(matrix.evidence(0).map(({ attempt }) => attempt)).toEqual([1, 1, 2, 3]);
  });

  it('is told apart by occurrence in each of them', async () => {
    expect(
      await strips(
        { iteration: 1, content: suite(passed + failed) },
        { iteration: 1, content: suite(failed + passed) },
      ),
    ).toEqual({ 'c::t': 'F', 'c::t #2': 'F' });
  });
});
