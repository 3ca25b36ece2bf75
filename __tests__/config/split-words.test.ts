import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitWords } from '../../src/config/split-words.ts';

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
