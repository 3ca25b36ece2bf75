/** What the server tells of itself: that it is there, its fibre, its interface. */
import { DEFAULT_HIGHEST_CHANNEL, LOWEST_CHANNEL } from '../../../contract/limits.ts';
import { describeSurface } from '../../../contract/openapi.ts';
import type { Surface } from '../../../contract/openapi.ts';
import type { DefectHooks } from '../../defect.ts';
import { answerError, answerJson } from '../answer.ts';
import { describeFibre } from '../fibre.ts';
import type { FibreState } from '../fibre.ts';
import { CatalogueUnreachable } from '../recordings.ts';
import type { Recordings } from '../recordings.ts';
import type { HttpRoute } from '../router.ts';

interface AckParts {
  readonly recordings: Recordings;
  readonly hooks: Pick<DefectHooks, 'needsCatalogue'>;
}

/** Says that the process is there, whatever became of the catalogue. */
export function createAckRoute({ recordings, hooks }: AckParts): HttpRoute {
  return {
    method: 'GET',
    path: '/ack',
    async answer() {
      try {
        if (hooks.needsCatalogue?.includes('ack') === true) await recordings.ping();
        return answerJson({});
      } catch (error) {
        if (error instanceof CatalogueUnreachable) return answerError(500, 'the catalogue cannot be reached');
        throw error;
      }
    },
  };
}

const CHANNELS = { lowest_channel: LOWEST_CHANNEL, highest_channel: DEFAULT_HIGHEST_CHANNEL };
const SENSORS = { sensors: Array.from({ length: DEFAULT_HIGHEST_CHANNEL + 1 }, (_, sensor) => sensor) };

export function createFibreRoutes(fibre: FibreState): HttpRoute[] {
  return [
    { method: 'GET', path: '/channels', answer: () => answerJson(CHANNELS) },
    { method: 'GET', path: '/sensors', answer: () => answerJson(SENSORS) },
    { method: 'GET', path: '/live_metadata', answer: () => answerJson(describeFibre(fibre)) },
  ];
}

export function createOpenapiRoute(surface: Surface): HttpRoute {
  const document = describeSurface(surface);
  return { method: 'GET', path: '/openapi.json', answer: () => answerJson(document) };
}
