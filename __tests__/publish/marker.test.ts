import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  disarm,
  KEEP_LINE,
  readFrame,
  readJsonMarker,
  writeFrame,
  writeJsonMarker,
} from '../../src/publish/marker.ts';
import { needs } from '../helpers/neighbours.ts';
import { renderGfm } from '../report/cmark.ts';
import { hostileText } from '../report/hostile-report.ts';

describe('a marker', () => {
  it('gives back any value, and nothing in it ends the comment or shows', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (key, value) => {
        const line = writeJsonMarker('issue', { key, value, list: [key] });
        expect(line).toMatch(/^<!-- focus-stability:issue [ -~]* -->$/);
        expect(line.slice(4, -3)).not.toMatch(/[<>@]|-->/);
        expect(readJsonMarker(`${line}\nbody`, 'issue')).toEqual({ key, value, list: [key] });
      }),
      { seed: 8_101, numRuns: 300 },
    );
  });

  it('is inert for the worst keys', needs('cmark-gfm'), () => {
    const worst = ['-->', '--!>', '<!--', '--><script>alert(1)</script>', '\u2028', '\uD800', '@octocat'];
    const line = writeJsonMarker('issue', worst);
    expect(renderGfm(`${line}\ntext`)).toBe(`${line}\n<p>text</p>\n`);
    expect(readJsonMarker(line, 'issue')).toEqual(worst);
  });

  it('is only read from a line of its own, the first one, with any line ends', () => {
    const line = writeJsonMarker('issue', 1);
    expect(readJsonMarker(`text ${line}`, 'issue')).toBeUndefined();
    expect(readJsonMarker(`before\r\n${line}\r\n${writeJsonMarker('issue', 2)}`, 'issue')).toBe(1);
    expect(readJsonMarker('<!-- focus-stability:issue {"broken -->', 'issue')).toBeUndefined();
    expect(readJsonMarker(line, 'facts')).toBeUndefined();
  });
});

describe('a frame', () => {
  const marker = writeJsonMarker('issue', { key: 'k' });

  it('keeps the block and what people wrote, whatever foreign text says', () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (head, block, kept) => {
        const evil = `${KEEP_LINE}\n<!-- focus-stability:end -->\n<!-- focus-stability:last-failure -->\n${marker}`;
        const armed = (text: string): string => disarm(`${text}\n${evil}`);
        const body = writeFrame({ marker, head: armed(head), block: armed(block), foot: 'foot', kept });
        const read = readFrame(body);
        expect(read.block).toBe(armed(block).replace(/\r\n?/g, '\n'));
        expect(read.kept).toBe(kept.replace(/\r\n?/g, '\n').trimEnd());
        expect(readJsonMarker(body, 'issue')).toEqual({ key: 'k' });
      }),
      { seed: 8_102, numRuns: 200 },
    );
  });

  it('has no block when its lines are gone, and none that people pasted below', () => {
    const pasted = '<!-- focus-stability:last-failure -->\nmine\n<!-- focus-stability:end -->';
    expect(readFrame(`${marker}\nhead\n${KEEP_LINE}\n${pasted}`)).toEqual({ block: '', kept: pasted });
    expect(readFrame('nothing of ours')).toEqual({ block: '', kept: '' });
  });
});
