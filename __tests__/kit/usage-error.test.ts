import { describe, expect, it } from 'vitest';
import { findMeant, suggest } from '../../src/kit/did-you-mean.ts';
import {
  asInput,
  asOption,
  checkAll,
  describeMistake,
  mistake,
  quote,
  setting,
  UsageError,
} from '../../src/kit/usage-error.ts';

const NEEDS = mistake`${setting('rate')} needs ${setting('until-power', '0.95')} ${2}`;

describe('a mistake', () => {
  it('names settings as the door does', () => {
    expect(describeMistake(NEEDS, asOption)).toBe('--rate needs --until-power 0.95 2');
    expect(describeMistake(NEEDS, asInput)).toBe('rate needs until-power: 0.95 2');
    expect(describeMistake(mistake`so ${NEEDS}!`, asInput)).toBe('so rate needs until-power: 0.95 2!');
  });

  it('leaves the words of the user alone, which may look like settings', () => {
    const one = mistake`${setting('grep')} is not ${quote('--rate\n--grep')}`;
    expect(describeMistake(one, asInput)).toBe('grep is not "--rate↵--grep"');
    expect(quote('x'.repeat(1000))).toHaveLength(122);
  });

  it('is said as in a terminal where nobody asks', () => {
    expect(new UsageError([NEEDS, mistake`b`]).message).toBe('--rate needs --until-power 0.95 2\nb');
    expect(new UsageError('plain').mistakes).toEqual([{ parts: ['plain'] }]);
  });
});

describe('all checks', () => {
  const refuse = (text: string) => (): never => {
    throw new UsageError(text);
  };

  it('give what is read, or all mistakes', async () => {
    expect(await checkAll([() => 1, () => Promise.resolve()], () => Promise.resolve('read'))).toBe('read');
    const all = checkAll([refuse('a'), () => Promise.reject(new UsageError('b'))], refuse('c'));
    await expect(all).rejects.toThrow(/^a\nb\nc$/);
    await expect(checkAll([refuse('a')], () => 'read')).rejects.toThrow(/^a$/);
  });

  it('end at once with what is no mistake of the user', async () => {
    const broken = checkAll([refuse('a'), () => Promise.reject(new TypeError('broken'))], refuse('c'));
    await expect(broken).rejects.toThrow(TypeError);
  });
});

describe('did you mean', () => {
  it.each([
    ['flakey', ['failing', 'flaky'], 'flaky'],
    ['Fail_On', ['fail-on', 'formats'], 'fail-on'],
    ['formt', ['fail-on', 'formats'], 'formats'],
    ['no', ['on', 'off'], null],
    ['of', ['on', 'off'], 'off'],
    ['quarantine', ['grep', 'tag'], null],
    ['', ['on'], null],
    ['x'.repeat(100_000), ['on'], null],
  ])('%s', (word, known, meant) => {
    expect(findMeant(word, known)).toBe(meant);
    expect(suggest(word, known)).toBe(meant === null ? '' : `; did you mean ${meant}?`);
  });
});
