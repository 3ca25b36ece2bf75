import { answerError, answerJson } from '../answer.ts';
import { CatalogueUnreachable, type Recordings } from '../recordings.ts';
import type { HttpRoute } from '../router.ts';
import type { DefectHooks } from '../../defect.ts';

export interface AckParts {
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
