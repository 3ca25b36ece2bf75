import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDuration, splitWords } from '../../src/config/texts.ts';
import { UsageError } from '../../src/kit/usage-error.ts';

describe('a duration', () => {
  it.each([
    ['90s', 90_000],
    ['20m', 1_200_000],
    ['1h30m', 5_400_000],
    ['500ms', 500],
    ['1m500ms', 60_500],
  ])('%s', (text, ms) => {
    expect(parseDuration('timeout', text)).toBe(ms);
  });

  it.each(['', '5', 's', '1.5m', '-3s', '0s', '5 m', '30d', '99999h', '1h x'])('is not %j', (text) => {
    expect(() => parseDuration('timeout', text)).toThrow(UsageError);
    expect(() => parseDuration('timeout', text)).toThrow(/^--timeout must be a time such as 90s/);
  });
});

describe('the words of a command', () => {
  it.each([
    ['pytest tests -v', ['pytest', 'tests', '-v']],
    ['  pytest\n  tests\n', ['pytest', 'tests']],
    ['pytest -k "a or b" --junit-xml={junit}', ['pytest', '-k', 'a or b', '--junit-xml={junit}']],
    [
      String.raw`C:\py\python.exe -m pytest tests\a`,
      [String.raw`C:\py\python.exe`, '-m', 'pytest', String.raw`tests\a`],
    ],
    [`x --name='it is "so"'`, ['x', '--name=it is "so"']],
    ['x "" y', ['x', '', 'y']],
    ['', []],
  ])('%j', (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });

  it('come back whatever they are, as long as they have no quote', () => {
    const word = fc.string().map((text) => text.replaceAll('"', ''));
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(splitWords(words.map((one) => `"${one}"`).join(' '))).toEqual(words);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('need an end of every quote', () => {
    expect(() => splitWords('pytest -k "a or b')).toThrow(
      'test-command has a quote without an end: pytest -k "a or b',
    );
  });
});
