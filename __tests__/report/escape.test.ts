import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeSpan,
  escapeCell,
  escapeHtml,
  escapeInline,
  fence,
  htmlCode,
  showName,
} from '../../src/report/escape.ts';
import { shortenSentence, showAsBlock, showOnOneLine } from '../../src/kit/visible.ts';
import { needs } from '../helpers/neighbours.ts';
import { listTags, readTableRows, readText, renderGfm } from './cmark.ts';
import { hostileText } from './hostile-report.ts';

const BATCH = { minLength: 60, maxLength: 60 };

/** What a browser shows of a sentence: blanks folded, none at the ends. */
function foldBlanks(text: string): string {
  return (
    text
      .split(/\s+/u)
      .filter((word) => word !== '')
      .join(' ') || '(blank)'
  );
}

/** No fence of cmark is longer than 255 backticks. */
function shortenRuns(text: string): string {
  return text.replace(/`{200,}/g, `${'`'.repeat(199)}…`);
}

describe('foreign text in a GitHub table', () => {
  it('keeps its cell, its text and its innocence, as cmark-gfm reads it', needs('cmark-gfm'), () => {
    fc.assert(
      fc.property(fc.array(hostileText, BATCH), (texts) => {
        const rows = texts.map(
          (text) => `| ${escapeCell(codeSpan(text))} | ${escapeCell(escapeInline(text))} | end |`,
        );
        const html = renderGfm(['| a | b | c |', '| - | - | - |', ...rows].join('\n'));
        const cells = readTableRows(html);

        expect(cells).toHaveLength(texts.length);
        for (const [index, text] of texts.entries()) {
          const [name = '', prose = '', end] = cells[index] ?? [];
          expect(readText(name)).toBe(showName(text));
          expect(readText(prose)).toBe(
            foldBlanks(showOnOneLine(shortenSentence(text, { words: 120, most: 1000 }))),
          );
          expect(end).toBe('end');
          expect([...listTags(name)]).toEqual(['code']);
          expect([...listTags(prose)].filter((tag) => tag !== 'code')).toEqual([]);
          expect(name + prose).not.toMatch(/@(?!\u200B)/);
        }
      }),
      { seed: 2_001, numRuns: 60 },
    );
  });

  it('stays inert in lists, paragraphs, fences and summaries', needs('cmark-gfm'), () => {
    fc.assert(
      fc.property(fc.array(hostileText, BATCH), (texts) => {
        const parts = texts.map((text) =>
          [
            `- ${escapeInline(text)}`,
            `para ${codeSpan(text)}`,
            `<details>\n<summary>${htmlCode(text)}</summary>\n\n${fence(text)}\n\n</details>`,
          ].join('\n\n'),
        );
        const html = renderGfm(parts.join('\n\n'));

        const allowed = new Set(['ul', 'li', 'p', 'code', 'details', 'summary', 'pre']);
        expect([...listTags(html)].filter((tag) => !allowed.has(tag))).toEqual([]);
        const items = [...html.matchAll(/<li>(.*?)<\/li>/gs)].map(([, inner = '']) => readText(inner));
        const names = [...html.matchAll(/<p>para (.*?)<\/p>/gs)].map(([, inner = '']) => readText(inner));
        const folds = [...html.matchAll(/<summary>(.*?)<\/summary>/gs)].map(([, inner = '']) =>
          readText(inner),
        );
        const blocks = [...html.matchAll(/<pre><code[^>]*>(.*?)<\/code><\/pre>/gs)].map(
          ([, inner = '']) => inner,
        );
        expect(items).toEqual(
          texts.map((text) => foldBlanks(showOnOneLine(shortenSentence(text, { words: 120, most: 1000 })))),
        );
        expect(names).toEqual(texts.map((text) => showName(text)));
        expect(folds).toEqual(texts.map((text) => showName(text)));
        expect(blocks.map(readText)).toEqual(texts.map((text) => `${shortenRuns(showAsBlock(text))}\n`));
      }),
      { seed: 2_002, numRuns: 60 },
    );
  });
});

describe('codeSpan', () => {
  it.each([
    ['test_plain', '`test_plain`'],
    ['a`b', '``a`b``'],
    ['`a`', '`` `a` ``'],
    ['``', '` `` `'],
    [' padded ', '`  padded  `'],
    ['@octocat', '`@\u200Boctocat`'],
    ['two\nlines\there', '`two↵lines here`'],
    ['\u202Eevil', '`⟨U+202E⟩evil`'],
    ['\u001B[31mred\u001B[0m', '`red`'],
    ['\uD800', '`\uFFFD`'],
    ['', '`(blank)`'],
  ])('writes %j as %j', (text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });

  it('shortens a name of 10,000 characters in the middle and keeps its end', () => {
    const span = codeSpan(`start_${'x'.repeat(10_000)}_end`);
    expect(span).toHaveLength(122);
    expect(span).toMatch(/^`start_x+…x+_end`$/);
  });

  it('never cuts an emoji in two', () => {
    expect(codeSpan('😀'.repeat(500))).toMatch(/^`(😀)+…(😀)+`$/u);
  });
});

describe('escapeInline', () => {
  it.each([
    ['4 of 5 tests failed, (10.5 %)', '4 of 5 tests failed, (10.5 %)'],
    ["it's a re-run, isn't it?", "it's a re-run, isn't it?"],
    ['see #12 and owner/repo#3.', 'see `#12` and `owner/repo#3`.'],
    ['commit a1b2c3d4e5 by @octocat', 'commit `a1b2c3d4e5` by `@\u200Boctocat`'],
    ['since deadbeef and 1234567', 'since `deadbeef` and `1234567`'],
    ['file results-3.xml: cut off', 'file `results-3.xml`: cut off'],
    ['after tests.a::test_b[x y] ran', 'after `tests.a::test_b[x y]` ran'],
    ['call (os.getenv) or f(x)', 'call (`os.getenv`) or `f(x)`'],
    ['1. item', '`1`. item'],
    ['  ', '(blank)'],
  ])('writes %j as %j', (text, expected) => {
    expect(escapeInline(text)).toBe(expected);
  });

  it('shortens long names each on its own and leaves the sentence around them whole', () => {
    const long = (start: string): string => `${start}_${'x'.repeat(5000)}_end`;
    const written = escapeInline(
      `Too weak to name one; nearest: ${long('a')}, ${long('b')}. Repeat it 8 times`,
    );
    expect(written).toMatch(
      /^Too weak to name one; nearest: `a_x+…x+_end`, `b_x+…x+_end`\. Repeat it 8 times$/,
    );
    expect(written.length).toBeLessThan(320);
  });

  it('shortens the sentence where it is too long all the same', () => {
    expect(escapeInline('word '.repeat(1000)).length).toBeLessThanOrEqual(1000 + 2);
    expect(escapeInline('word '.repeat(1000), 50).length).toBeLessThanOrEqual(50 + 2);
  });
});

describe('fence', () => {
  it('is longer than any run of backticks inside and keeps a command as it was', () => {
    expect(fence('git show ````x', 'sh')).toBe('`````sh\ngit show ````x\n`````');
    expect(fence('mail user@host')).toBe('```text\nmail user@host\n```');
  });
});

describe('escapeHtml', () => {
  it('never yields a character that HTML reads as markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(escapeHtml(`<${text}"`).replaceAll(/&(amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[&<>"']/);
      }),
      { seed: 12, numRuns: 500 },
    );
  });
});
