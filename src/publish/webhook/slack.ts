/** Slack's incoming webhook: blocks with a text of at most 3,000 characters each, a header of 150. */
import { breakMentions } from '../../report/escape.ts';
import { shortenMiddle } from '../../kit/visible.ts';
import { escapeText } from '../../kit/xml.ts';
import {
  addressOfRun,
  listIterations,
  listTests,
  writeEvidence,
  writeSource,
  writeTitle,
  type AlertMessage,
} from './message.ts';

const MOST_HEADER = 150;
const MOST_SECTION = 3000;

export function writeSlack(message: AlertMessage): object {
  const title = writeTitle(message);
  const address = addressOfRun(message);
  const link = address === null ? '' : `\n<${escapeSlack(address)}|Open run ${message.context.runId}>`;
  const lists = [listIterations(message), listTests(message)].filter((lines) => lines.length > 0);
  return {
    // What a notification shows.
    text: escapeSlack(`${title} · ${writeSource(message)}`),
    blocks: [
      {
        type: 'header',
        text: { type: 'plain_text', text: shortenMiddle(title, MOST_HEADER), emoji: false },
      },
      section(`${escapeSlack(writeEvidence(message))}${link}`),
      ...lists.map((lines) => section(fitLines(lines.map((line) => `• ${escapeSlack(line)}`)))),
      { type: 'context', elements: [markdown(escapeSlack(writeSource(message)))] },
    ],
  };
}

function section(text: string): object {
  return { type: 'section', text: markdown(text) };
}

/** Verbatim: Slack makes no links, channels or names of plain words. */
function markdown(text: string): object {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** The three characters that Slack asks to be escaped are those of XML; `<!channel>` and `<@U1>` are plain text then, and so is `@here`. */
function escapeSlack(text: string): string {
  return breakMentions(escapeText(text));
}

/** Whole lines only: half of `&lt;` would be read differently. */
function fitLines(lines: readonly string[]): string {
  let text = '';
  for (const line of lines) {
    if (text.length + line.length + 1 > MOST_SECTION) break;
    text += text === '' ? line : `\n${line}`;
  }
  return text;
}
