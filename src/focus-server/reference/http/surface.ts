/** One request through everything: defects first, then the route; what fails unexpectedly is told and answered 500. */
import type { DefectHooks, DefectRequest } from '../defect.ts';
import type { Random } from '../../../model/clock.ts';
import { answerError, NOT_FOUND, RefusedRequest, type Answer } from './answer.ts';
import type { Latency, Pauses } from './latency.ts';
import type { HttpRequest } from './request.ts';
import { findRoute, type HttpRoute } from './router.ts';

export interface SurfaceParts {
  readonly hooks: DefectHooks;
  readonly random: Random;
  readonly latency: Latency;
  readonly pauses: Pauses;
  /** Told about what should not happen. */
  readonly report: (error: unknown) => void;
}

export type AnswerRequest = (request: HttpRequest) => Promise<Answer>;

/** The surface a client of a Focus Server sees: slow as the real one, and wrong where a defect says so. */
export function createSurface(routes: readonly HttpRoute[], parts: SurfaceParts): AnswerRequest {
  const { hooks, latency, pauses, random } = parts;
  const respond = createDirectSurface(routes, parts);
  let count = 0;
  const answer: AnswerRequest = async (request) => {
    count += 1;
    const asked: DefectRequest = { method: request.method, path: request.path, count, random };
    await pauses.pause(latency('other') + (hooks.delayMs?.(asked) ?? 0));
    const replaced = hooks.answer?.(asked) ?? null;
    if (replaced !== null) return replaced;
    const right = await respond(request);
    await pauses.pause(hooks.holdMs?.(right) ?? 0);
    return { ...right, ...hooks.changeAnswer?.({ status: right.status, body: right.body }, asked) };
  };
  return catchFailures(answer, parts.report);
}

/** The same without latency and defects, for administration. */
export function createDirectSurface(
  routes: readonly HttpRoute[],
  { report }: Pick<SurfaceParts, 'report'>,
): AnswerRequest {
  return catchFailures((request) => answerRoute(routes, request), report);
}

/** Refusals become their answer; anything else is told and answered 500. */
export function catchFailures(respond: AnswerRequest, report: (error: unknown) => void): AnswerRequest {
  return async (request) => {
    try {
      return await respond(request);
    } catch (error) {
      if (error instanceof RefusedRequest) return error.answer;
      report(error);
      return answerError(500, 'internal server error');
    }
  };
}

async function answerRoute(routes: readonly HttpRoute[], request: HttpRequest): Promise<Answer> {
  const found = findRoute(routes, request.method, request.path);
  if (found.kind === 'route') return found.route.answer({ ...request, parameters: found.parameters });
  if (found.kind === 'nothing') return NOT_FOUND;
  return {
    status: 405,
    body: { detail: 'Method Not Allowed', error: 'Method Not Allowed' },
    headers: { allow: found.allowed.join(', ') },
  };
}
