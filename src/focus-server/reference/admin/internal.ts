/** Which requests are for administration, Kubernetes or people; the rest is the surface of a Focus Server. */
import { answerKubernetes } from '../kubernetes/answer-kubernetes.ts';
import type { KubernetesCluster } from '../kubernetes/cluster.ts';
import { answerError, NOT_FOUND, type Answer } from '../http/answer.ts';
import type { HttpRequest } from '../http/request.ts';
import type { HttpRoute } from '../http/router.ts';
import { catchFailures, createDirectSurface, type AnswerRequest } from '../http/surface.ts';

export interface InternalParts {
  readonly routes: readonly HttpRoute[];
  readonly cluster: KubernetesCluster;
  readonly report: (error: unknown) => void;
}

const KUBERNETES_PATH = /^\/(?:version$|apis?(?:\/|$))/;

export function createInternal(parts: InternalParts): (path: string) => AnswerRequest | null {
  const administration = guard(createDirectSurface(parts.routes, parts));
  const kubernetes = guard(catchFailures((request) => askKubernetes(request, parts.cluster), parts.report));
  return (path) => {
    if (path === '/' || path.startsWith('/_admin')) return administration;
    return KUBERNETES_PATH.test(path) ? kubernetes : null;
  };
}

async function askKubernetes(request: HttpRequest, cluster: KubernetesCluster): Promise<Answer> {
  const { method, path, query } = request;
  const body = ['PUT', 'PATCH'].includes(method) ? await request.readJson() : undefined;
  return answerKubernetes({ method, path, query, body }, cluster) ?? NOT_FOUND;
}

/** A page from elsewhere that a browser shows on this machine must not switch anything here. */
function guard(respond: AnswerRequest): AnswerRequest {
  return async (request) => {
    const { origin, host } = request.headers;
    const foreign = origin !== undefined && origin !== `http://${host ?? ''}`;
    return foreign ? answerError(403, 'only pages of this server may do this') : respond(request);
  };
}
