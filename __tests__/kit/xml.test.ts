import * as fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { cleanXml, escapeAttribute, escapeText } from '../../src/kit/xml.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
  htmlEntities: true,
});

interface Read {
  readonly a: { readonly b: string; readonly '#text'?: string };
}

const read = (attribute: string, text: string): Read['a'] =>
  (parser.parse(`<a b="${escapeAttribute(attribute)}">${escapeText(text)}</a>`) as Read).a;

/** All that is told apart: markup, blanks, controls, half pairs, noncharacters, colours. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom(
        ...`&<>"'\t\n\r\0\u001B\uFFFE\u0085\u2028 `,
        '\uD800',
        '\uDC00',
        '\r\n',
        ']]>',
        '&amp;',
        '&#10;',
        '<!--',
        '\u001B[31m',
        '#x1B[0m',
        '😀',
      ),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

describe('foreign text in XML', () => {
  it('is read back as the rule says, in an attribute and in an element', () => {
    fc.assert(
      fc.property(hostile, hostile, (attribute, text) => {
        const { b, '#text': body = '' } = read(attribute, `[${text}]`);
        expect(b).toBe(cleanXml(attribute));
        expect(body).toBe(cleanXml(`[${text}]`));
      }),
      { seed: 3, numRuns: 2000 },
    );
  });

  it('holds nothing that XML 1.0 forbids', () => {
    const forbidden = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
    fc.assert(
      fc.property(hostile, (text) => {
        const clean = cleanXml(text);
        expect(clean).not.toMatch(forbidden);
        expect(escapeAttribute(text)).not.toMatch(/[<>"\t\n]/);
        expect(escapeText(text)).not.toMatch(/[<>]/);
      }),
      { seed: 4, numRuns: 1000 },
    );
  });

  it('marks what had to go, except colours, which nobody misses', () => {
    expect(cleanXml('a\0b\uFFFEc\uD800d')).toBe('a\uFFFDb\uFFFDc\uFFFDd');
    expect(cleanXml('\u001B[31mred\u001B[0m, #x1B[32mgreen#x1B[0m')).toBe('red, green');
    expect(cleanXml('\u001B alone')).toBe('\uFFFD alone');
    expect(cleanXml('one\r\ntwo\rthree')).toBe('one\ntwo\nthree');
  });

  it('comes back as it is where nothing has to be done', () => {
    for (const text of ['', "it's plain", 'a/b.c::d[0]']) {
      expect(escapeAttribute(text)).toBe(text);
      expect(escapeText(text)).toBe(text);
    }
  });
});
