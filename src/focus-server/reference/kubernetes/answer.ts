/** Requests and answers of the Kubernetes API, and its `Status` objects. */

export interface KubernetesRequest {
  readonly method: string;
  /** Without query, percent-encoded as it came. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Of PUT and PATCH. */
  readonly body?: unknown;
}

export interface KubernetesAnswer {
  readonly status: number;
  readonly body: unknown;
}

export const answerOk = (body: unknown): KubernetesAnswer => ({ status: 200, body });

export function answerStatus(code: number, reason: string, message: string): KubernetesAnswer {
  const body = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
  return { status: code, body };
}

/** `resource` as in `jobs.batch`. */
export function answerAbsent(resource: string, name: string): KubernetesAnswer {
  return answerStatus(404, 'NotFound', `${resource} "${name}" not found`);
}

export function answerNoRoute(): KubernetesAnswer {
  return answerStatus(404, 'NotFound', 'the server could not find the requested resource');
}

export function answerWrongMethod(message: string): KubernetesAnswer {
  return answerStatus(405, 'MethodNotAllowed', message);
}
