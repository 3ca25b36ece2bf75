import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { fillPlaceholders, findUnsafePlace } from '../../src/runner/command/placeholders.ts';

const PATHS = [
  '/a/b-1.c/x_y.xml',
  '/a b/x.xml',
  '/a$b/x',
  '/a`b/x',
  "/it's/x",
  '/a"b/x',
  '/a;b&c|d/x',
  '/ä/漢/x',
  '/a\\b/x',
  '/*/x',
  '/a\nb',
];
const LINES = [
  'printf %s {junit}',
  'printf %s "{junit}"',
  "printf %s '{junit}'",
  'printf %s "it is "{junit}',
  'printf %s "\'{junit}\'"',
  String.raw`printf %s \"{junit}\"`,
  'printf %s "$(printf %s {junit})"',
  'printf %s `printf %s {junit}`',
  'printf %s \'`\'"{junit}"',
];

describe.skipIf(process.platform === 'win32')('a path in a line for the shell', () => {
  it.each(LINES)('is refused when it would not arrive as it is: %s', (line) => {
    for (const path of PATHS) {
      const values = { junit: path, out: path, iteration: '1', iterations: '1', seed: '1' };
      if (findUnsafePlace(line, values, 'linux') !== null) continue;
      const said = execFileSync('sh', ['-c', fillPlaceholders(line, values)], { encoding: 'utf8' });
      expect(said).toContain(path);
    }
    const plain = { junit: PATHS[0] ?? '', out: '' };
    expect(findUnsafePlace(line, plain, 'linux')).toBeNull();
  });

  it('may have blanks within quotes', () => {
    const values = { junit: '/a b/x', out: '/a b' };
    expect(findUnsafePlace('x {out}', values, 'linux')).toEqual({
      placeholder: '{out}',
      value: '/a b',
      isQuotable: true,
    });
    expect(findUnsafePlace('x "{out}" \'{junit}\' --a="{junit}"', values, 'linux')).toBeNull();
    expect(findUnsafePlace('x "{out}"', { ...values, out: '/$a' }, 'linux')?.isQuotable).toBe(false);
  });
});

describe('a path in a line for cmd.exe', () => {
  it.each([
    ['x {junit}', String.raw`C:\a\b.xml`, true],
    ['x {junit}', String.raw`C:\a b\b.xml`, false],
    ['x "{junit}"', String.raw`C:\a b (x86)&c\b.xml`, true],
    ["x '{junit}'", String.raw`C:\a b\b.xml`, false],
    ['x "{junit}"', String.raw`C:\%a%\b.xml`, false],
    ['x ^"{junit}"', String.raw`C:\a b\b.xml`, false],
  ])('is judged by its rules: %s with %s', (line, junit, isSafe) => {
    expect(findUnsafePlace(line, { junit, out: '' }, 'win32') === null).toBe(isSafe);
  });
});
