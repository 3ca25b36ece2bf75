import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteWord, quoteWords, splitWords } from '../../src/kit/shell-words.ts';

describe('words for a POSIX shell', () => {
  it('have quotes only where they need them', () => {
    expect(quoteWords(['tc', '-s', 'qdisc', 'a/b.c:d@e%f+g,h'])).toBe('tc -s qdisc a/b.c:d@e%f+g,h');
    expect(quoteWords(['A=b', '', 'two words', "it's", '~', '$x'])).toBe(
      String.raw`'A=b' '' 'two words' 'it'\''s' '~' '$x'`,
    );
    expect(quoteWord('plain')).toBe("'plain'");
  });

  it('have only those bare that the caller takes for such', () => {
    expect(quoteWords(['--seed={seed}', 'a b'], /^[\w={}-]+$/)).toBe("--seed={seed} 'a b'");
  });

  it.skipIf(process.platform === 'win32')('are read back by a shell as they are', () => {
    const word = fc.stringMatching(/^[^\0]*$/).filter((text) => text.isWellFormed());
    const words = fc
      .sample(
        fc.array(fc.oneof(word, fc.constantFrom('', '=', 'A=b', "'", '"', '\\', '\n', '-n', '~', '!'))),
        {
          seed: 6,
          numRuns: 60,
        },
      )
      .flat();
    const said = execFileSync('sh', ['-c', `printf '%s\\0' ${quoteWords(words)}`], { encoding: 'utf8' });
    expect(said.split('\0').slice(0, -1)).toEqual(words);
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
    expect(splitWords('pytest -k "a or b')).toBeNull();
  });
});
