// Names that break naive readers and writers.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

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
  for (const value of hostile) {
    it(value, () => {
      assert.notEqual(value, 'a|b');
    });
  }
});
