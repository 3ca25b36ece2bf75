import { describe, expect, it } from 'vitest';
import { createNameMatcher, matchPath, matchSegment } from '../../src/kit/glob.ts';

describe('wildcards', () => {
  it.each([
    ['*', '', true],
    ['a*', 'abc', true],
    ['*c', 'abc', true],
    ['a*c*e', 'abcde', true],
    ['a?c', 'abc', true],
    ['a?c', 'a😀c', true],
    ['a?c', 'ac', false],
    ['a.c', 'abc', false],
    ['A', 'a', false],
    ['**', 'anything', true],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(matchSegment(pattern, text)).toBe(expected);
  });

  it.each([
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['**/b', 'b', true],
    ['a/*', 'a/b', true],
    ['a/*', 'a/b/c', false],
    ['a/**', 'a', true],
  ])('%s on the path %s: %s', (pattern, path, expected) => {
    expect(matchPath(pattern.split('/'), path.split('/'))).toBe(expected);
  });

  it('have choices in braces, one inside the other, for names', () => {
    const matches = createNameMatcher('test-{results,{old,new}-logs}-*');
    expect(['test-results-1', 'test-old-logs-2', 'test-new-logs-'].every(matches)).toBe(true);
    expect(['test-logs-1', 'Test-results-1', 'test-{results}-1'].some(matches)).toBe(false);
  });

  it('cost little, whatever the pattern', () => {
    expect(matchSegment('*a'.repeat(2000), 'a'.repeat(20_000))).toBe(true);
    expect(matchSegment(`${'*a'.repeat(2000)}b`, 'a'.repeat(20_000))).toBe(false);
  }, 5_000);
});
