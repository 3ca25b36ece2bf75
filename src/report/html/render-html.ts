/** The report as one self-contained HTML page: static where it is bounded, data for the page script where it is not. */
import type { StabilityReport } from '../../model/stability-report.ts';
import { describeVerdict } from '../sentences.ts';
import { joinToBlocks } from '../blocks.ts';
import { writeDataBlock } from './data-block.ts';
import { encodeDetails } from './encode-details.ts';
import { encodeRows } from './encode-rows.ts';
import { html } from './markup.ts';
import { PAGE_SCRIPT, PAGE_SCRIPT_HASH, PAGE_STYLE, PAGE_STYLE_HASH } from './page-bundle.ts';
import { TESTS_BLOCK } from './payload.ts';
import { renderCauses } from './views/causes.ts';
import { renderDurations } from './views/durations.ts';
import { renderOverview } from './views/overview.ts';
import { renderFooter, renderScriptedViews, renderTopBar } from './views/shell.ts';

/** Blocks of at most BLOCK_LENGTH characters; joined and written as UTF-8 they are `report.html`. */
export function renderHtml(report: StabilityReport): Iterable<string> {
  return { [Symbol.iterator]: () => joinToBlocks(writeDocument(report)) };
}

function* writeDocument(report: StabilityReport): Generator<string> {
  const rows = encodeRows(report);
  yield* writeHead(report);
  yield renderTopBar(report).markup;
  yield '<main id="main">\n';
  yield renderOverview(report, rows.positions).markup;
  yield renderCauses(report, rows.positions).markup;
  yield renderDurations(report, rows.positions).markup;
  yield renderScriptedViews().markup;
  yield '</main>\n';
  yield* writeDataBlock(TESTS_BLOCK, rows.json());
  const losses = yield* encodeDetails(report.notable, rows.positions);
  yield renderFooter(report, rows, losses).markup;
  yield '</body>\n</html>\n';
}

/**
 * Nothing may be loaded or sent, only our own script and style run (by hash), and the script cannot turn
 * text into markup (trusted types).
 */
const POLICY = [
  "default-src 'none'",
  `script-src '${PAGE_SCRIPT_HASH}'`,
  `style-src '${PAGE_STYLE_HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

function* writeHead(report: StabilityReport): Generator<string> {
  yield html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${describeVerdict(report)} · stability report</title>
      </head>
    </html> `.markup;
  yield `<style>${PAGE_STYLE}</style>\n<script>${PAGE_SCRIPT}</script>\n</head>\n<body>\n`;
}
