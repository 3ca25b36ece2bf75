/** A Teams workflow that waits for a webhook: a message with one Adaptive Card, of at most 28 kB in all. */
import { breakMentions } from '../../report/escape.ts';
import {
  addressOfRun,
  listIterations,
  listTests,
  writeEvidence,
  writeSource,
  writeTitle,
  type AlertMessage,
} from './message.ts';

export function writeTeams(message: AlertMessage): object {
  const address = addressOfRun(message);
  const actions =
    address === null
      ? []
      : [{ type: 'Action.OpenUrl', title: `Open run ${message.context.runId}`, url: address }];
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            paragraph(writeTitle(message), { size: 'Large', weight: 'Bolder' }),
            paragraph(writeEvidence(message)),
            ...listIterations(message).map((line) => paragraph(`• ${line}`)),
            ...listTests(message).map((line) => paragraph(`• ${line}`, { fontType: 'Monospace' })),
            paragraph(writeSource(message), { isSubtle: true }),
          ],
          actions,
        },
      },
    ],
  };
}

/** A RichTextBlock: unlike a TextBlock it reads no Markdown, so that names stay names. */
function paragraph(text: string, style: Readonly<Record<string, string | boolean>> = {}): object {
  const run = { type: 'TextRun', text: breakMentions(text), ...style };
  return { type: 'RichTextBlock', inlines: [run] };
}
