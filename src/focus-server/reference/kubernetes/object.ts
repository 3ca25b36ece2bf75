/** What the Kubernetes API speaks of: objects as JSON, requests and answers. */

export interface ObjectMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly creationTimestamp: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What the selectors look at, and the rest as its kind wants it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMetadata;
  readonly spec?: unknown;
  readonly status?: unknown;
}

/** Kubernetes writes times without fractions of a second. */
export function writeTime(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}

/** A stable id in the shape of a UUID; `part` tells the objects of one job apart. */
export function writeUid(sequence: number, part: number): string {
  return `00000000-0000-4000-8${part.toString(16).padStart(3, '0')}-${sequence.toString(16).padStart(12, '0')}`;
}

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
