import { describeSurface, type Surface } from '../../../contract/openapi.ts';
import { answerJson } from '../answer.ts';
import type { HttpRoute } from '../router.ts';

export function createOpenapiRoute(surface: Surface): HttpRoute {
  const document = describeSurface(surface);
  return { method: 'GET', path: '/openapi.json', answer: () => answerJson(document) };
}
