// Names that break naive readers and writers.
import { describe, expect, it } from 'vitest';

const hostile = [
  '<script>alert(1)</script>',
  'a|b',
  `"double" 'single'`,
  '`backticks`',
  '__proto__',
  'constructor',
  '@user #1',
  '../../../etc/passwd',
  'a > b',
  '&amp;&lt;',
  'שלום 🚀',
  '\u202Egnp.exe',
  'line\nbreak',
  'bell\u0007',
  '\u001B[31mred\u001B[0m',
];

describe('names', () => {
  it.each(hostile)('%s', (value) => {
    expect(value).not.toBe('a|b');
  });

  it.each([
    [128, 'live'],
    [65_536, 'historic'],
  ])('nfft %i of %s', (nfft) => {
    expect(nfft).toBeLessThan(65_536);
  });
});
