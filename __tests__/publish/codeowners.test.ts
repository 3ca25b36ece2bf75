import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCodeowners } from '../../src/publish/codeowners.ts';
import { matchSegment } from '../../src/kit/glob.ts';

const FILE = `
# Everything nobody else owns.
*                 @org/all  dev@example.com
*.js              @js-owner # inline words
/build/logs/      @builder
docs/*            @writer
apps/             @octocat
/scripts/**/*.sh  @shell
**/logs           @logger
/apps/github
with\\ blank/a?.py @blank
!negated          @nobody
range[ab].txt     @nobody
[Section] @nobody
^[Optional]
typo-owner/       someone
`;

describe('CODEOWNERS', () => {
  const owners = parseCodeowners(FILE);

  it.each([
    ['README.md', ['@org/all', 'dev@example.com']],
    ['src/deep/a.js', ['@js-owner']],
    ['build/logs/x/y.txt', ['@logger']],
    ['x/build/logs.txt', ['@org/all', 'dev@example.com']],
    ['docs/start.md', ['@writer']],
    ['docs/deep/start.md', ['@org/all', 'dev@example.com']],
    ['x/docs/start.md', ['@org/all', 'dev@example.com']],
    ['a/apps/b/c.py', ['@octocat']],
    ['apps', ['@org/all', 'dev@example.com']],
    ['scripts/run.sh', ['@shell']],
    ['scripts/a/b/run.sh', ['@shell']],
    ['x/scripts/run.sh', ['@org/all', 'dev@example.com']],
    ['logs', ['@logger']],
    ['a/b/logs/c', ['@logger']],
    ['apps/github', []],
    ['apps/github/x.py', []],
    ['with blank/ab.py', ['@blank']],
    ['with blank/abc.py', ['@org/all', 'dev@example.com']],
    ['negated', ['@org/all', 'dev@example.com']],
    ['rangea.txt', ['@org/all', 'dev@example.com']],
    ['typo-owner/x', []],
  ])('%s', (path, expected) => {
    expect(owners(path)).toEqual(expected);
  });

  it('lets the last match decide, with any line ends, and knows nobody for an empty file', () => {
    const last = parseCodeowners('*.py @first\r\n/tests/ @second\r\n*.py @third');
    expect(last('tests/a.py')).toEqual(['@third']);
    expect(last('tests/a.txt')).toEqual(['@second']);
    expect(parseCodeowners('')('a')).toEqual([]);
    expect(parseCodeowners('/ @root')('a/b')).toEqual(['@root']);
  });

  it('reads wildcards as regular expressions would', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(part, text, (pattern, name) => {
        const oracle = new RegExp(`^${pattern.replace(/\*+/g, '.*').replaceAll('?', '.')}$`);
        expect(matchSegment(pattern, name)).toBe(oracle.test(name));
      }),
      { seed: 8_401, numRuns: 1000 },
    );
  });

  it('does not hang on a pattern of many stars', () => {
    const pattern = `${'*a'.repeat(200)}b`;
    expect(parseCodeowners(`${pattern} @x\n${'**/a/'.repeat(200)}b @y`)('a'.repeat(2000))).toEqual([]);
    expect(parseCodeowners(`${'**/a/'.repeat(200)}b @y`)('a/'.repeat(1000) + 'c')).toEqual([]);
  });
});
