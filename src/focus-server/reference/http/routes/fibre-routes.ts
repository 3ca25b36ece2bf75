/** What is known of the fibre: channels, sensors, metadata. */
import { DEFAULT_HIGHEST_CHANNEL, LOWEST_CHANNEL } from '../../../contract/limits.ts';
import { answerJson } from '../answer.ts';
import { describeFibre, type FibreState } from '../fibre.ts';
import type { HttpRoute } from '../router.ts';

const CHANNELS = { lowest_channel: LOWEST_CHANNEL, highest_channel: DEFAULT_HIGHEST_CHANNEL };
const SENSORS = { sensors: Array.from({ length: DEFAULT_HIGHEST_CHANNEL + 1 }, (_, sensor) => sensor) };

export function createFibreRoutes(fibre: FibreState): HttpRoute[] {
  return [
    { method: 'GET', path: '/channels', answer: () => answerJson(CHANNELS) },
    { method: 'GET', path: '/sensors', answer: () => answerJson(SENSORS) },
    { method: 'GET', path: '/live_metadata', answer: () => answerJson(describeFibre(fibre)) },
  ];
}
