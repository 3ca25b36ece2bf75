// Names that break naive readers and writers.
import { expect, test } from '@playwright/test';

const hostile = [
  '<script>alert(1)</script>',
  'a|b',
  `"double" 'single'`,
  '`backticks`',
  '__proto__',
  'constructor',
  '@user #1',
  '../../../etc/passwd',
  'a › b',
  '&amp;&lt;',
  'שלום 🚀',
  '\u202Egnp.exe',
  'line\nbreak',
  'bell\u0007',
  '\u001B[31mred\u001B[0m',
];

test.describe('names', () => {
  for (const value of hostile) {
    test(value, () => {
      expect(value).not.toBe('a|b');
    });
  }
});
