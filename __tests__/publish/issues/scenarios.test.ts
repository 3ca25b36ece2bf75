import { describe, expect, it } from 'vitest';
import { readIssueState } from '../../../src/publish/issues/state.ts';
import { buildRow } from '../../helpers/report-builder.ts';
import { analyseNight, manyStable } from '../nights.ts';
import { contextOfNight, listIssueSteps, only, Repository } from '../world.ts';

/** Alerts come with almost every bad night; these scenarios are about the rest. */
const QUIET = { alert: false } as const;

async function publishNights(
  repository: Repository,
  nights: readonly string[],
  from = 1,
): Promise<string[][]> {
  const steps: string[][] = [];
  for (const [index, strip] of nights.entries()) {
    const report = await analyseNight({ ...manyStable(10), test_streams: strip });
    const context = contextOfNight(from + index);
    steps.push(listIssueSteps(repository.publish(report, { context, settings: QUIET })));
  }
  return steps;
}

describe('a flaky test, night after night', () => {
  it('opens one issue, updates it silently, and is closed when clean executions exceed its power', async () => {
    const repository = new Repository();
    const steps = await publishNights(repository, ['PFPPP', 'PPPFP', ...Array(6).fill('PPPPP')]);
    expect(steps).toEqual([
      ['create Flaky test: `tests.test_a::test_streams`'],
      ['update #1 body'],
      ['update #1 body'],
      ['update #1 body'],
      ['update #1 body'],
      ['update #1 body'],
      // 25 clean executions; one failure in five takes 22 to be seen again with 95 %.
      ['update #1 closed+body+comment'],
      [],
    ]);
    expect(readIssueState(repository.issue(1).body)).toMatchObject({
      failures: 2,
      clean: 25,
      cleanNights: 5,
      needed: 22,
      first: { run: 1001 },
      last: { run: 1002 },
    });
  });

  it('tells the evidence: strip, interval, text, where it was seen first, and what closes it', async () => {
    const repository = new Repository();
    await publishNights(repository, ['PFPPP', 'PPPPP']);
    const { labels } = repository.issue(1);
    const body = repository.issue(1).body.replaceAll('\u00A0', ' ');
    expect(labels).toEqual(['flaky-test']);
    expect(body).toContain('Key: `flaky-');
    expect(body).toContain(
      'First seen: 2026-03-01 02:30 UTC in [run 1001](https://github.com/octo/shop/actions/runs/1001) at `a1b2c3d`',
    );
    expect(body).toContain('1 failed execution so far, 5 clean since. The issue closes by itself above 22');
    expect(body).toContain('| `✓✓✓✓✓` | `tests.test_a::test_streams` | stable | 0/5 | – | 100 ms |');
    expect(body).toContain('Cause: `no frame arrived`');
    expect(body).toContain('trace of no frame arrived');
    expect(body).toContain(
      '`✓✗✓✓✓` `tests.test_a::test_streams`: 1 of 5 failed, flake rate 1–45 %<br>Where: iteration 2 of [run 1001]',
    );
    expect(body).toMatch(/```sh\n.*pytest.*tests\/test_a\.py::test_streams.*\n```/);
  });

  it('tells when a failure comes back after some clean nights, but not after one', async () => {
    const repository = new Repository();
    const nights = ['PFPPP', 'PPPPP', 'PFPPP', 'PPPPP', 'PPPPP', 'PPPPP', 'PFPPP'];
    const steps = await publishNights(repository, nights);
    expect(steps[2]).toEqual(['update #1 body']);
    expect(steps[6]).toEqual(['update #1 body+comment']);
    const [last] = only(
      repository.publish(await analyseNight({ ...manyStable(10), test_streams: 'PFPPP' }), {
        context: contextOfNight(7),
        settings: QUIET,
      }),
      'update-issue',
    );
    expect(last).toBeUndefined();
  });

  it('counts no execution of an incomplete iteration, and none of a night without the test', async () => {
    const repository = new Repository();
    const steps = await publishNights(repository, ['PFPPP', 'PPPP', '-----']);
    expect(readIssueState(repository.issue(1).body)?.clean).toBe(4);
    expect(steps[2]).toEqual([]);
    const cut = await analyseNight({ ...manyStable(10), test_streams: 'PPPPP' });
    const incomplete = cut.ledger.iterations.map((entry) => ({ ...entry, state: 'incomplete' as const }));
    const partial = { ...cut, ledger: { ...cut.ledger, iterations: incomplete } };
    repository.publish(partial, { context: contextOfNight(4), settings: QUIET });
    expect(readIssueState(repository.issue(1).body)?.clean).toBe(4);
  });

  it('does not close while it is skipped or suspect, whatever the counter says', async () => {
    const repository = new Repository();
    await publishNights(repository, ['PFPPP', ...Array(4).fill('PPPPP')]);
    expect(await publishNights(repository, ['SSSSS'], 6)).toEqual([['update #1 body']]);
    expect(readIssueState(repository.issue(1).body)).toMatchObject({ clean: 20, run: 1005 });
    const night = await analyseNight({ ...manyStable(10), test_streams: 'PPPPP' });
    const rows = [...night.rows].map((row) => {
      const { id, name, classname, codes, verdict } = row;
      return buildRow({ id, name, classname, codes, verdict: name === 'test_streams' ? 'suspect' : verdict });
    });
    const suspect = repository.publish({ ...night, rows }, { context: contextOfNight(7), settings: QUIET });
    expect(listIssueSteps(suspect)).toEqual(['update #1 body']);
    expect(readIssueState(repository.issue(1).body)?.clean).toBe(25);
    expect(await publishNights(repository, ['PPPPP'], 8)).toEqual([['update #1 closed+body+comment']]);
  });

  it('is told when it fails always, and becomes a failing test', async () => {
    const repository = new Repository();
    const steps = await publishNights(repository, ['PFPPP', 'FFFFF', 'FFFFF']);
    expect(steps.slice(1)).toEqual([
      ['update #1 title Failing test: `tests.test_a::test_streams`+body+comment'],
      ['update #1 body'],
    ]);
  });

  it('is told when more tests fail with its cause, once', async () => {
    const repository = new Repository();
    await publishNights(repository, ['PFPPP']);
    const night = await analyseNight({ ...manyStable(10), test_streams: 'PFPPP', test_b: 'PFPPP' });
    const [update] = only(
      repository.publish(night, { context: contextOfNight(2), settings: QUIET }),
      'update-issue',
    );
    expect(update?.comment).toContain('1 more test with this cause: `tests.test_a::test_b`.');
    expect(update?.title).toBe('Flaky tests: `no frame arrived`');
    const again = repository.publish(night, { context: contextOfNight(3), settings: QUIET });
    expect(listIssueSteps(again)).toEqual(['update #1 body']);
  });
});

describe('a failure whose text is unknown', () => {
  it('goes to the issue that remembers the test, and else gets one of its own', async () => {
    const repository = new Repository();
    await publishNights(repository, ['PFPPP']);
    const night = await analyseNight({ ...manyStable(10), test_streams: 'PFPPP', test_b: 'PPFPP' });
    const notable = night.notable.map((test) => Object.assign({}, test, { cluster: null, failures: [] }));
    const effects = repository.publish(
      { ...night, notable, clusters: [] },
      { context: contextOfNight(2), settings: QUIET },
    );
    expect(listIssueSteps(effects)).toEqual(['update #1 body', 'create Flaky test: `tests.test_a::test_b`']);
    expect(repository.issue(2).body).toContain('The reports hold no failure text.');
  });
});

describe('evidence of another branch', () => {
  it('has issues of its own and closes none of the default branch', async () => {
    const repository = new Repository();
    await publishNights(repository, ['PFPPP', ...Array(4).fill('PPPPP')]);
    const settings = { ...QUIET, issues: 'on' } as const;
    const release = { ...contextOfNight(6), branch: 'release', isDefaultBranch: false };
    const good = await analyseNight({ ...manyStable(10), test_streams: 'PPPPP' });
    expect(listIssueSteps(repository.publish(good, { context: release, settings }))).toEqual([]);
    const flaky = await analyseNight({ ...manyStable(10), test_streams: 'PFPPP' });
    expect(listIssueSteps(repository.publish(flaky, { context: release, settings }))).toEqual([
      'create Flaky test: `tests.test_a::test_streams`',
    ]);
  });
});

describe('publishing one run again', () => {
  it('changes nothing, and a later attempt of it counts once', async () => {
    const repository = new Repository();
    await publishNights(repository, ['PFPPP', 'PPPPP']);
    const before = repository.issues;
    expect(await publishNights(repository, ['PPPPP'], 2)).toEqual([[]]);
    expect(repository.issues).toEqual(before);
    await publishNights(repository, ['PPPFP'], 2);
    expect(readIssueState(repository.issue(1).body)).toMatchObject({ failures: 2, clean: 0 });
    await publishNights(repository, ['PPPPP'], 2);
    expect(readIssueState(repository.issue(1).body)).toMatchObject({ failures: 1, clean: 5 });
  });

  it('takes no evidence from a run older than the last one counted', async () => {
    const repository = new Repository();
    await publishNights(repository, ['PFPPP'], 5);
    expect(await publishNights(repository, ['PPPPP'], 4)).toEqual([[]]);
  });
});

describe('an issue that a person closed', () => {
  it('stays closed for failures of runs that began before the close, and opens for later ones', async () => {
    const repository = new Repository();
    await publishNights(repository, ['PFPPP']);
    const closedAt = '2026-03-02T09:00:00Z';
    repository.change(1, { state: 'closed', closedAt, closedByPerson: true });
    const failing = await analyseNight({ ...manyStable(10), test_streams: 'PFPPP' });
    const started = { ...contextOfNight(3), startedAt: '2026-03-02T08:59:59Z' };
    expect(listIssueSteps(repository.publish(failing, { context: started, settings: QUIET }))).toEqual([]);
    expect(await publishNights(repository, ['PPPPP'], 4)).toEqual([[]]);
    expect(await publishNights(repository, ['PFPPP'], 5)).toEqual([['update #1 open+body+comment']]);
    expect(repository.issues).toHaveLength(1);
    expect(readIssueState(repository.issue(1).body)).toMatchObject({ clean: 0, last: { run: 1005 } });
  });
});

describe('what people wrote into an issue', () => {
  it('keeps a title they chose and the text below the keep line', async () => {
    const repository = new Repository();
    await publishNights(repository, ['PFPPP']);
    const { body } = repository.issue(1);
    const note = '\r\nWe think it is the *proxy*.\r\n\r\n<!-- focus-stability:end -->\r\ncc @octocat';
    repository.change(1, {
      title: 'Proxy drops frames',
      body: body.replaceAll('\n', '\r\n').trimEnd() + note,
    });
    const steps = await publishNights(repository, ['FFFFF', 'PPPPP'], 2);
    expect(steps).toEqual([['update #1 body+comment'], ['update #1 body']]);
    const after = repository.issue(1);
    expect(after.title).toBe('Proxy drops frames');
    expect(
      after.body.endsWith('\nWe think it is the *proxy*.\n\n<!-- focus-stability:end -->\ncc @octocat'),
    ).toBe(true);
    expect(after.body).toContain('trace of no frame arrived');
  });

  it('makes an issue that is too long for our text a note and no error', async () => {
    const repository = new Repository();
    await publishNights(repository, ['PFPPP']);
    repository.change(1, { body: repository.issue(1).body + 'long '.repeat(12_000) });
    const night = await analyseNight({ ...manyStable(10), test_streams: 'PFPPP' });
    const effects = repository.publish(night, { context: contextOfNight(2), settings: QUIET });
    expect(listIssueSteps(effects)).toEqual([]);
    expect(only(effects, 'write-summary')[0]?.markdown).toContain('Issue 1 is too long to be updated.');
  });

  it('shortens our text beside a long one of theirs', async () => {
    const repository = new Repository();
    const message = 'no frame arrived in time; '.repeat(3);
    const night = await analyseNight({
      ...manyStable(200),
      ...Object.fromEntries(
        Array.from({ length: 4 }, (_, index) => [
          `test_${'long'.repeat(20)}_${index}`,
          { strip: 'PFPPP', message },
        ]),
      ),
    });
    repository.publish(night, { context: contextOfNight(1), settings: QUIET });
    const before = repository.issue(1).body;
    const note = 'word '.repeat((60_000 - before.length) / 5 + 20).trimEnd();
    repository.change(1, { body: before + note });
    repository.publish(night, { context: contextOfNight(2), settings: QUIET });
    const after = repository.issue(1).body;
    expect(after.length).toBeLessThanOrEqual(60_000);
    expect(after.endsWith(`\n${note}`)).toBe(true);
    expect(after).toContain('… and ');
    expect(readIssueState(after)).toMatchObject({ failures: 8 });
  });

  it('leaves an issue alone whose marker was damaged, until it fails again', async () => {
    const repository = new Repository();
    await publishNights(repository, ['PFPPP']);
    repository.change(1, { body: repository.issue(1).body.replace('"version":1', '"version":') });
    expect(await publishNights(repository, ['PPPPP'], 2)).toEqual([[]]);
    expect(await publishNights(repository, ['PFPPP'], 3)).toEqual([['update #1 body']]);
    expect(readIssueState(repository.issue(1).body)).toMatchObject({ failures: 1, first: { run: 1003 } });
  });
});

describe('many causes in one night', () => {
  const causes = 'apple berry cherry date elder fig grape hazel iris jasmine kiwi lemon'.split(' ');
  const night = (): ReturnType<typeof analyseNight> =>
    analyseNight({
      ...manyStable(40),
      ...Object.fromEntries(
        causes.map((word, index) => [
          `test_${word}`,
          // Spread over the iterations, or they would be one event.
          {
            strip: 'PPPPP'.replace(/P/g, (_, at) => (at === index % 5 ? 'F' : 'P')),
            message: `${word} is missing`,
          },
        ]),
      ),
    });

  it('open five issues and name the rest; the next night goes on', async () => {
    const repository = new Repository();
    const report = await night();
    const first = repository.publish(report, { context: contextOfNight(1), settings: QUIET });
    expect(listIssueSteps(first)).toHaveLength(5);
    const summary = only(first, 'write-summary')[0]?.markdown ?? '';
    expect(summary).toMatch(
      /7 more causes got no issue, because one run opens at most 5: `tests\.test_a::test_/,
    );
    const again = repository.publish(report, { context: contextOfNight(1), settings: QUIET });
    expect(listIssueSteps(again)).toEqual([]);
    const second = repository.publish(report, { context: contextOfNight(2), settings: QUIET });
    expect(listIssueSteps(second).filter((step) => step.startsWith('create'))).toHaveLength(5);
    expect(listIssueSteps(second).filter((step) => step.startsWith('update'))).toHaveLength(5);
  });
});

describe('one event that hits many tests', () => {
  const message = 'connection refused';
  const event = (strip: string): ReturnType<typeof analyseNight> =>
    analyseNight({
      ...manyStable(30),
      ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`test_db_${i}`, { strip, message }])),
    });

  it.each(['PFPPP', 'FFFFF'])('opens one incident issue and none for a test (%s)', async (strip) => {
    const repository = new Repository();
    const effects = repository.publish(await event(strip), { context: contextOfNight(1), settings: QUIET });
    expect(listIssueSteps(effects)).toEqual([
      `create ${strip === 'PFPPP' ? 'Incident' : 'Outage'}: \`connection refused\``,
    ]);
    const { key, body } = repository.issue(1);
    expect(key).toMatch(/^incident-[0-9a-f]{8}$/);
    expect(body).toContain('12 tests failed');
    expect(body).toContain('trace of connection refused');
  });

  it('closes it when enough iterations were complete without it', async () => {
    const repository = new Repository();
    const settings = QUIET;
    repository.publish(await event('PFPPP'), { context: contextOfNight(1), settings });
    const calm = await event('PPPPP');
    const steps = [2, 3, 4, 5].map((night) =>
      listIssueSteps(repository.publish(calm, { context: contextOfNight(night), settings })),
    );
    // One iteration of five: 14 iterations show it again with 95 %.
    expect(steps).toEqual([['update #1 body'], ['update #1 body'], ['update #1 closed+body+comment'], []]);
  });

  it('opens none when they are switched off', async () => {
    const repository = new Repository();
    const settings = { ...QUIET, incidentIssue: false };
    const effects = repository.publish(await event('PFPPP'), { settings });
    expect(listIssueSteps(effects)).toEqual([]);
  });
});

describe('the alert issue', () => {
  const settings = { issues: 'auto', incidentIssue: false, maxNewIssues: 0 } as const;

  it('opens for a missing iteration, is updated while it lasts, and closes after one good night', async () => {
    const repository = new Repository();
    const missing = await analyseNight(manyStable(10, 'PP-PP'));
    const good = await analyseNight(manyStable(10));
    const steps = [missing, missing, good, good, missing].map((report, index) =>
      listIssueSteps(repository.publish(report, { context: contextOfNight(index + 1), settings })),
    );
    expect(steps).toEqual([
      ['create Stability alert: `Nightly stability` on `main`'],
      ['update #1 body'],
      ['update #1 closed+body+comment'],
      [],
      ['update #1 open+body+comment'],
    ]);
    expect(repository.issue(1).body).toContain('- Iteration 3: missing');
    expect(repository.issue(1).key).toMatch(/^alert-nightly-stability-[0-9a-f]{8}-main-[0-9a-f]{8}$/);
  });

  it('is another one for another workflow or branch', async () => {
    const repository = new Repository();
    const failing = await analyseNight({ ...manyStable(10), test_a: 'FPPPP' });
    repository.publish(failing, { context: contextOfNight(1), settings });
    repository.publish(failing, { context: { ...contextOfNight(2), workflow: 'Weekly' }, settings });
    expect(repository.issues.map(({ title }) => title)).toEqual([
      'Stability alert: `Nightly stability` on `main`',
      'Stability alert: `Weekly` on `main`',
    ]);
  });
});

describe('the digest issue', () => {
  it('is pinned, shows every night once, and stays closed when a person closed it', async () => {
    const repository = new Repository();
    const settings = { alert: false, digestIssue: true, maxNewIssues: 0 };
    const flaky = await analyseNight({ ...manyStable(10), test_streams: 'PFPPP' });
    const good = await analyseNight(manyStable(10));
    const [create] = only(
      repository.publish(flaky, { context: contextOfNight(1), settings }),
      'create-issue',
    );
    expect(create).toMatchObject({ pin: true, title: 'Nightly stability: `Nightly stability`' });
    expect(create?.body).toContain('1 more cause got no issue');
    for (const night of [2, 3]) {
      repository.publish(good, { context: contextOfNight(night), settings });
      repository.publish(good, { context: contextOfNight(night), settings });
    }
    const { body } = repository.issue(1);
    expect(body.match(/^\| 2026-03-0\d .*$/gm)?.map((row) => row.slice(2, 12))).toEqual([
      '2026-03-03',
      '2026-03-02',
      '2026-03-01',
    ]);
    expect(body).toContain('✅ All 10 tests are stable');
    repository.change(1, { state: 'closed', closedAt: '2026-03-03T12:00:00Z', closedByPerson: true });
    expect(listIssueSteps(repository.publish(good, { context: contextOfNight(4), settings }))).toEqual([]);
  });
});

describe('issues that two runs opened at the same time', () => {
  it('leaves the older one and closes the other', async () => {
    const repository = new Repository();
    await publishNights(repository, ['PFPPP']);
    repository.issues.push({ ...repository.issue(1), number: 9 });
    const steps = await publishNights(repository, ['PFPPP', 'PFPPP'], 2);
    expect(steps).toEqual([['update #1 body', 'update #9 closed+comment'], ['update #1 body']]);
  });
});
