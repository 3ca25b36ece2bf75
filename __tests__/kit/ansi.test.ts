import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stripAnsi } from '../../src/kit/ansi.ts';

/** As programs really write them. */
const SEQUENCES = {
  'a colour': '\u001B[31m',
  'an empty reset': '\u001B[m',
  'colours with 24 bits before and behind': '\u001B[1;38;2;255;255;255;48;2;255;255;255m',
  'a colour with colons, as kitty takes it': '\u001B[38:2::240:143:104m',
  'a line erased': '\u001B[2K',
  'a cursor hidden': '\u001B[?25l',
  'the shape of a cursor, with an intermediate byte': '\u001B[4 q',
  'a soft reset, with an intermediate byte': '\u001B[!p',
  'a hyperlink as vitest, ls and gcc write it': '\u001B]8;;https://example.org/a#b\u001B\\',
  'a hyperlink that ends with a bell': '\u001B]8;id=1;https://example.org/\u0007',
  'a title': '\u001B]0;pytest: 12/40\u0007',
  'a string for the device': '\u001BP$q"p\u001B\\',
  'the character set that tput sgr0 chooses': '\u001B(B',
  'a saved and a restored position': '\u001B7\u001B8',
  'a keypad': '\u001B=',
  'a colour as pytest writes it into XML': '#x1B[31m',
  'a hyperlink as pytest writes it into XML': '#x1B]8;;file:///a.py#x1B\\',
  'a title as pytest writes it into XML': '#x1B]0;title#x07',
} as const;

describe('stripAnsi', () => {
  it.each(Object.entries(SEQUENCES))('takes out %s', (_, sequence) => {
    expect(stripAnsi(`before${sequence}behind`)).toBe('beforebehind');
    expect(stripAnsi(`${sequence}${sequence}`)).toBe('');
  });

  it.each([
    'plain text [31m with brackets',
    'an escape key: \u001B',
    'a sequence that was cut: \u001B[31',
    'a title without an end: \u001B]0;title\nand more',
    'half a quotation mark: \u009Bfoo',
    'a colour of a style sheet: #x1B7F00',
    'tests.test_a#x1B[::test_x',
    'tests.test_a\u001B[31::test_x',
  ])('leaves %j alone', (text) => {
    expect(stripAnsi(text)).toBe(text);
  });

  it('leaves all that stands around sequences', () => {
    const text = fc.stringMatching(/^[a-z \n[\];ä]*$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.constantFrom(...Object.values(SEQUENCES)))), (parts) => {
        expect(stripAnsi(parts.flat().join(''))).toBe(parts.map(([plain]) => plain).join(''));
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it.each(['\u001B[', '\u001B]', '#x1B]', '#x1B[', '\u001B[0', '\u001B[ ', '\u001BP#', '#x1B]8;;#x1'])(
    'costs little where %j comes half a million times',
    (start) => {
      expect(stripAnsi(start.repeat(500_000)).length).toBeLessThanOrEqual(start.length * 500_000);
      expect(stripAnsi(`\u001B[${'0'.repeat(1_000_000)}`)).toHaveLength(1_000_002);
    },
    5_000,
  );
});
