/** A Kubernetes object as JSON: what the selectors look at, and the rest as its kind wants it. */

export interface ObjectMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly creationTimestamp: string;
  readonly labels: Readonly<Record<string, string>>;
}

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
