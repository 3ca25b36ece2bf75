import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runFiles, suiteFile } from './run-files.ts';

describe('a test', () => {
  it('fails by what it throws, with a stack that ends in the suite', async () => {
    const body = `
      const check = () => assert.equal(1000, 1024, 'nfft');
      test('asserts', async () => { await null; check(); });
      test('throws a text', () => { throw 'no'; });
      test('has a cause', () => { throw new Error('refused', { cause: new RangeError('port') }); });`;
    const { outcomes, find } = await runFiles({ 'sub/a.mjs': suiteFile(body) });
    expect(outcomes).toEqual(['asserts: failed', 'throws a text: failed', 'has a cause: failed']);
    const [failure] = find('asserts').failures;
    expect(failure).toMatchObject({ kind: 'failure', type: 'AssertionError' });
    expect(failure?.message).toMatch(/^nfft/);
    expect(failure?.text).toMatch(/at check \(sub\/a\.mjs:7:\d+\)\n\s+at .*sub\/a\.mjs:8:\d+\)?$/);
    expect(find('throws a text').failures).toMatchObject([{ type: 'NotAnError', message: "'no'" }]);
    expect(find('has a cause').failures[0]?.text).toContain('Caused by: RangeError: port');
  });

  it('may be skipped, before and while it runs', async () => {
    const body = `
      test('never', { skip: 'no server' }, () => { throw new Error('ran'); });
      test('refuses', (t) => { t.skip('not allowed here'); });`;
    const { outcomes, find } = await runFiles({ 'a.mjs': suiteFile(body) });
    expect(outcomes).toEqual(['never: skipped', 'refuses: skipped']);
    expect(find('never').skipReason).toBe('no server');
    expect(find('refuses').skipReason).toBe('not allowed here');
  });

  it('is told the target and keeps what it records, logs and attaches', async () => {
    const body = `
      test('tells', (t) => {
        t.record('latencyMs', 12.5); t.record('latencyMs', 13); t.record('cancel', 'unsupported');
        t.record('wallMs', 541.5583429999533); t.record('epoch', 1795863433773);
        t.log(t.target.url + ' ' + t.id); t.attach('../samples.json', '[1]'); t.attach('samples.json', '[2]');
      });`;
    const ran = await runFiles({ 'a.mjs': suiteFile(body) }, { target: { url: 'local' } });
    const { metrics, log, attachments } = ran.find('tells');
    expect(metrics).toEqual([
      { name: 'latencyMs', value: 13 },
      { name: 'cancel', value: 'unsupported' },
      { name: 'wallMs', value: 541.558343 },
      { name: 'epoch', value: 1_795_863_433_773 },
    ]);
    expect(log).toBe('local a.mjs::tells');
    const contents = attachments.map((path) => readFileSync(join(ran.folder, 'out', path), 'utf8'));
    expect(contents).toEqual(['[1]', '[2]']);
    expect(attachments[0]).toMatch(/^suites\/a-mjs-\w+\/attachments\/a-mjs-tells-\w+\/samples\.json$/);
  });

  it('attaches text without secrets', async () => {
    const body = `
      test('tells', (t) => { t.attach('a.txt', 'token=hunter2-secret;'); });`;
    const ran = await runFiles({ 'a.mjs': suiteFile(body) }, { mask: ['hunter2-secret'] });
    const [path = ''] = ran.find('tells').attachments;
    expect(readFileSync(join(ran.folder, 'out', path), 'utf8')).toBe('token=***;');
  });

  it('waits for a condition, and says which one did not come', async () => {
    const body = `
      test('comes', async (t) => {
        let checks = 0;
        const seen = await t.eventually('three checks', () => { checks += 1; return checks === 3 && checks; }, { deadlineMs: 10_000, everyMs: 1 });
        assert.equal(seen, 3);
      });
      test('does not come', async () => {
        await expectEventually('job is gone', async () => assert.equal(200, 404), { deadlineMs: 50, everyMs: 10 });
      });
      test('hangs in a check', async (t) => { await t.eventually('an answer', () => new Promise(() => {}), { deadlineMs: 50 }); });
      test('skips in a check', async (t) => { await t.eventually('route', () => t.skip('no such route'), { deadlineMs: 50 }); });
      test('is out of time first', { timeoutMs: 50 }, async (t) => { await t.eventually('never', () => false, { deadlineMs: 60_000 }); });`;
    const { outcomes, find } = await runFiles({ 'a.mjs': suiteFile(body) });
    expect(outcomes).toEqual([
      'comes: passed',
      'does not come: failed',
      'hangs in a check: failed',
      'skips in a check: skipped',
      'is out of time first: errored',
    ]);
    expect(find('does not come').failures[0]?.message).toMatch(
      /^job is gone: not within 50 ms, last of \d+ checks: Expected values to be strictly equal:\n\n200 !== 404\n$/,
    );
    expect(find('hangs in a check').failures[0]?.message).toBe(
      'an answer: not within 50 ms, the first check did not end',
    );
  });

  it('draws the same numbers for the same seed', async () => {
    const body = `test('a', (t) => t.record('n', t.random())); test('b', (t) => t.record('n', t.random()));`;
    const draw = async (seed: number): Promise<unknown[]> => {
      const { find } = await runFiles({ 'a.mjs': suiteFile(body) }, { seed });
      return [find('a').metrics[0]?.value, find('b').metrics[0]?.value];
    };
    const first = await draw(7);
    expect(await draw(7)).toEqual(first);
    expect(await draw(8)).not.toEqual(first);
    expect(first[0]).not.toBe(first[1]);
  });
});

describe('tables', () => {
  it('name their tests after their rows', async () => {
    const body = `
      test.each([{ nfft: 128, view: { type: 'live' } }, { nfft: 256, view: { type: 'historic' } }])(
        'accepts $nfft, $view.type', { tags: ['table'], xray: 'PZ-1' }, (row) => (t) => { t.record('nfft', row.nfft); });
      each([0, -1, '5'])('refuses $value', () => () => {});
      each([[1, 2]])('$0 before $1', ([a, b]) => () => assert.ok(a < b));`;
    const { outcomes, find } = await runFiles({ 'a.mjs': suiteFile(body) });
    expect(outcomes).toEqual([
      'accepts 128, live: passed',
      'accepts 256, historic: passed',
      'refuses 0: passed',
      'refuses -1: passed',
      'refuses 5: passed',
      '1 before 2: passed',
    ]);
    expect(find('accepts 256, historic')).toMatchObject({
      tags: ['table'],
      xray: ['PZ-1'],
      metrics: [{ value: 256 }],
    });
  });
});

describe('cleanup', () => {
  const noted = async (
    body: string,
    graceMs = 10_000,
  ): Promise<{ lines: string; outcomes: readonly string[] }> => {
    const start = `const note = (text) => appendFileSync(new URL('lines.txt', import.meta.url), text + ' ');`;
    const { folder, outcomes } = await runFiles({ 'a.mjs': suiteFile(`${start}${body}`) }, { graceMs });
    return { outcomes, lines: readFileSync(join(folder, 'lines.txt'), 'utf8').trim() };
  };

  it('undoes fixtures and deferred things in reverse, those of the suite at its end', async () => {
    const { lines, outcomes } = await noted(`
      const server = fixture({ per: 'suite' }, (f) => { note('server'); f.defer(() => note('-server')); return 'S'; });
      const client = fixture(async (f) => { const s = await f.use(server); note('client'); f.defer(() => note('-client')); return s + 'C'; });
      const unused = fixture(() => note('unused'));
      test('one', async (t) => {
        t.defer(() => note('-first'));
        assert.equal(await t.use(client), 'SC');
        assert.equal(await t.use(client), 'SC');
        t.defer(() => note('-last'));
      });
      test('two', async (t) => { await t.use(client); throw new Error('no'); });`);
    expect(outcomes).toEqual(['one: passed', 'two: failed']);
    expect(lines).toBe('server client -last -client -first client -client -server');
  });

  it('goes on when one fails or hangs, and says so', async () => {
    const { lines, outcomes } = await noted(
      `
      test('cleans', (t) => {
        t.defer(() => note('-1'));
        t.defer(() => { throw new Error('stuck'); });
        t.defer(() => new Promise(() => {}));
        t.defer(() => { note('-4'); t.defer(() => note('-5')); });
      });
      test('after', () => {});`,
      100,
    );
    expect(outcomes).toEqual(['cleans: errored', 'after: passed']);
    expect(lines).toBe('-4 -5 -1');
  });

  it('of a fixture that could not be made still happens, and every test that asks for it is errored', async () => {
    const { lines, outcomes } = await noted(`
      const half = fixture({ per: 'suite' }, (f) => { note('half'); f.defer(() => note('-half')); throw new Error('port taken'); });
      test('one', async (t) => { await t.use(half); });
      test('two', async (t) => { await t.use(half); });`);
    expect(outcomes).toEqual(['one: errored', 'two: errored']);
    expect(lines).toBe('half -half');
  });
});
