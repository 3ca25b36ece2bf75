/** One line for each chat that can be told. A new one is a file and a line. */
import type { WebhookFormat } from '../../model/publish-settings.ts';
import { writeGeneric } from './generic.ts';
import type { AlertMessage } from './message.ts';
import { writeSlack } from './slack.ts';
import { writeTeams } from './teams.ts';

/** Gives what is sent as JSON. */
export const WEBHOOK_FORMATS: Readonly<Record<WebhookFormat, (message: AlertMessage) => object>> = {
  slack: writeSlack,
  teams: writeTeams,
  generic: writeGeneric,
};
