/**
 * The message to a chat when any iteration fails. Its address is a secret that nobody here knows. A new kind of chat is
 * a file and a line.
 */
import type { PostWebhook } from '../../model/effect.ts';
import type { WebhookFormat } from '../../model/publish-settings.ts';
import type { StabilityReport } from '../../model/stability-report.ts';
import { findAlert } from '../alert-facts.ts';
import type { PublishContext } from '../context.ts';
import { writeGeneric } from './generic.ts';
import type { AlertMessage } from './message.ts';
import { writeSlack } from './slack.ts';
import { writeTeams } from './teams.ts';

/** Gives what is sent as JSON. */
const FORMATS: Readonly<Record<WebhookFormat, (message: AlertMessage) => object>> = {
  slack: writeSlack,
  teams: writeTeams,
  generic: writeGeneric,
};

export function planWebhook(
  report: StabilityReport,
  context: PublishContext,
  format: WebhookFormat,
): PostWebhook | null {
  const facts = findAlert(report);
  if (!facts.raised) return null;
  const payload = FORMATS[format]({ report, context, facts });
  return { kind: 'post-webhook', format, payload: JSON.stringify(payload) };
}
