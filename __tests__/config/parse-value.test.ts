import { describe, expect, it } from 'vitest';
import { parseValue, readDuration } from '../../src/config/parse-value.ts';
import type { Setting } from '../../src/config/settings.ts';
import { asOption, describeMistake } from '../../src/kit/usage-error.ts';

describe('a duration', () => {
  it.each([
    ['90s', 90_000],
    ['20m', 1_200_000],
    ['1h30m', 5_400_000],
    ['500ms', 500],
    ['1m500ms', 60_500],
  ])('%s', (text, ms) => {
    expect(readDuration(text)).toBe(ms);
  });

  it.each(['', '5', 's', '1.5m', '-3s', '0s', '5 m', '30d', '99999h', '1h x'])('is not %j', (text) => {
    expect(readDuration(text)).toBeNull();
  });
});

describe('a value by the kind of its setting', () => {
  const read = (setting: Partial<Setting>, ...texts: string[]): unknown => {
    const one: Setting = { name: 'x', kind: 'text', default: null, help: 'Help', ...setting };
    const { value, wrong } = parseValue(one, texts);
    return wrong === null ? value : describeMistake(wrong, asOption);
  };
  const WORDS = { choices: ['failing', 'flaky', 'none'] };

  it.each<[Partial<Setting>, string[], unknown]>([
    [{ kind: 'text' }, ['a', 'b'], 'b'],
    [{ kind: 'texts' }, ['a', 'b'], ['a', 'b']],
    [{ kind: 'number', most: 5 }, ['5'], 5],
    [{ kind: 'number', most: 5 }, ['6'], '--x must be a whole number from 0 to 5, not "6"'],
    [{ kind: 'number', least: 1 }, ['1e3'], '--x must be a whole number from 1 on, not "1e3"'],
    [
      { kind: 'number', least: 9, unit: 'bytes' },
      ['8'],
      '--x must be a whole number from 9 on (bytes), not "8"',
    ],
    [{ kind: 'decimal', most: 2 }, ['1.5'], 1.5],
    [{ kind: 'decimal', most: 2 }, ['2.5'], '--x must be a number from 0 to 2, not "2.5"'],
    [{ kind: 'decimal', rule: 'must be more' }, ['x'], '--x must be more, not "x"'],
    [{ kind: 'duration' }, ['90s'], 90_000],
    [{ kind: 'switch' }, ['on'], true],
    [{ kind: 'switch' }, ['off'], false],
    [{ kind: 'switch' }, ['yes'], '--x must be one of on, off, not "yes"'],
    [{ kind: 'choice', ...WORDS }, ['flaky'], 'flaky'],
    [
      { kind: 'choice', ...WORDS },
      ['Flakey'],
      '--x must be one of failing, flaky, none, not "Flakey"; did you mean flaky?',
    ],
    [{ kind: 'list', ...WORDS }, ['flaky, failing', 'flaky'], ['flaky', 'failing']],
    [{ kind: 'list', ...WORDS }, ['flaky\nfailing'], ['flaky', 'failing']],
    [{ kind: 'list', ...WORDS, all: 'all' }, ['all'], ['failing', 'flaky', 'none']],
    [
      { kind: 'list', ...WORDS, all: 'all' },
      ['all,pdf'],
      '--x must be any of failing, flaky, none, all, not "pdf"',
    ],
    [{ kind: 'list', ...WORDS }, [','], '--x must be any of failing, flaky, none, not ","'],
    [{ kind: 'list', ...WORDS, all: 'all' }, ['q'], '--x must be any of failing, flaky, none, all, not "q"'],
    [{ kind: 'flag' }, [], false],
    [{ kind: 'flag' }, ['TRUE'], true],
    [{ kind: 'flag' }, ['maybe'], '--x must be true or false, not "maybe"'],
    [{ kind: 'pattern' }, ['a(b)'], /a(b)/],
    [{ kind: 'patterns' }, ['a', 'b'], [/a/g, /b/g]],
    [{ kind: 'number', secret: true }, ['s3cret'], '--x must be a whole number from 0 on'],
  ])('%j of %j', (setting, texts, value) => {
    expect(read(setting, ...texts)).toEqual(value);
  });

  it('says what is wrong with a pattern', () => {
    expect(read({ kind: 'pattern' }, '(')).toMatch(/^--x: Invalid regular expression/);
    expect(read({ kind: 'patterns' }, 'a', '(')).toMatch(/^--x: Invalid regular expression/);
  });
});
