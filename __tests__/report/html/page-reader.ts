/** Reads a rendered page as its own script does: the JSON of its data blocks. */
import type { StabilityReport } from '../../../src/model/stability-report.ts';
import { renderHtml } from '../../../src/report/html/render-html.ts';
import {
  type DetailPayload,
  TESTS_BLOCK,
  type TestsPayload,
  nameDetailBlock,
} from '../../../src/report/html/payload.ts';

export interface ReadPage {
  readonly text: string;
  readonly tests: TestsPayload;
  detail(test: number): DetailPayload | null;
}

export function readPage(report: StabilityReport): ReadPage {
  const text = [...renderHtml(report)].join('');
  const blocks = new Map<string, string>();
  for (const [, id = '', json = ''] of text.matchAll(
    /<script type="application\/json" id="([^"]*)">([^<]*)<\/script>/g,
  )) {
    blocks.set(id, json);
  }
  return {
    text,
    tests: JSON.parse(blocks.get(TESTS_BLOCK) ?? ''),
    detail(test) {
      const json = blocks.get(nameDetailBlock(test));
      return json === undefined ? null : JSON.parse(json);
    },
  };
}

/** The page without scripts, style and data: what is there when no script runs. */
export function readStaticText(page: ReadPage): string {
  const body = page.text.slice(page.text.indexOf('<body>'));
  return body
    .replaceAll(/<script[^]*?<\/script>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/[\s\u00a0]+/g, ' ');
}
