/** The message to a chat when any iteration fails. Its address is a secret that nobody here knows. */
import type { PostWebhook } from '../model/effect.ts';
import type { StabilityReport } from '../model/stability-report.ts';
import { findAlert } from './alert-facts.ts';
import type { PublishContext } from './context.ts';
import type { WebhookFormat } from '../model/publish-settings.ts';
import { WEBHOOK_FORMATS } from './webhook/formats.ts';

export function planWebhook(
  report: StabilityReport,
  context: PublishContext,
  format: WebhookFormat,
): PostWebhook | null {
  const facts = findAlert(report);
  if (!facts.raised) return null;
  const payload = WEBHOOK_FORMATS[format]({ report, context, facts });
  return { kind: 'post-webhook', format, payload: JSON.stringify(payload) };
}
