/** The little of Kubernetes that suites and faults need. Writes are sent once: a repeated one could hide what happened. */
import { z } from 'zod';
import { callKubernetes, KubernetesError } from './kubernetes-transport.ts';
import type { KubernetesServer } from './kubernetes-transport.ts';

export interface KubernetesOptions extends KubernetesServer {
  readonly namespace: string;
}

export interface ListedObject {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  /** Epoch milliseconds; null where the server does not say. */
  readonly createdMs: number | null;
}

/** A custom resource as its own API wants it, for example a `NetworkChaos`. */
export interface CustomObject {
  /** `chaos-mesh.org/v1alpha1` */
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

/** `networkchaos`: the name of the kind in paths. */
export interface CustomAddress {
  readonly apiVersion: string;
  readonly plural: string;
  readonly name: string;
}

export type Deletion = 'deleted' | 'absent';

export interface Kubernetes {
  /** `selector` as in `app=grpc-job,job-id=1-5`; empty lists all. */
  listJobs(selector?: string): Promise<ListedObject[]>;
  listServices(selector?: string): Promise<ListedObject[]>;
  listPods(selector?: string): Promise<ListedObject[]>;
  /** Its pods go with it. Absent is normal: the server often cleaned first. */
  deleteJob(name: string): Promise<Deletion>;
  /** Wanted replicas. `workload`: the name of a deployment, or `statefulset/<name>`. */
  readScale(workload: string): Promise<number>;
  patchScale(workload: string, replicas: number): Promise<void>;
  /** Creates it, or makes the existing one so. */
  applyCustom(object: CustomObject, plural: string): Promise<void>;
  /** As it is now, with its status; null when there is none. */
  readCustom(address: CustomAddress): Promise<unknown>;
  deleteCustom(address: CustomAddress): Promise<Deletion>;
}

const PAGE = 500;
/** A listing that goes on after this many pages is no listing of jobs. */
const MAX_PAGES = 100;

const listAnswer = z.object({
  metadata: z.object({ continue: z.string().optional() }).optional(),
  items: z.array(
    z.object({
      metadata: z.object({
        name: z.string(),
        labels: z.record(z.string(), z.string()).optional(),
        creationTimestamp: z.string().nullish(),
      }),
    }),
  ),
});
const scaleAnswer = z.object({ spec: z.object({ replicas: z.int().nonnegative().default(0) }) });

/** Opens no connection: every call is one of its own. */
export function openKubernetes(options: KubernetesOptions): Kubernetes {
  const namespace = `namespaces/${encodeURIComponent(options.namespace)}`;
  const scaleOf = (workload: string): string => {
    const [, set] = /^statefulset\/(.+)$/.exec(workload) ?? [];
    const kind = set === undefined ? 'deployments' : 'statefulsets';
    return `/apis/apps/v1/${namespace}/${kind}/${encodeURIComponent(set ?? workload)}/scale`;
  };
  const customOf = ({ apiVersion, plural, name }: CustomAddress): string =>
    `/apis/${apiVersion}/${namespace}/${plural}/${encodeURIComponent(name)}`;
  const jobs = `/apis/batch/v1/${namespace}/jobs`;

  return {
    listJobs: (selector = '') => listAll(options, jobs, selector),
    listServices: (selector = '') => listAll(options, `/api/v1/${namespace}/services`, selector),
    listPods: (selector = '') => listAll(options, `/api/v1/${namespace}/pods`, selector),
    deleteJob: (name) => remove(options, `${jobs}/${encodeURIComponent(name)}?propagationPolicy=Background`),
    async readScale(workload) {
      const answer = await callKubernetes(options, { method: 'GET', path: scaleOf(workload) });
      return scaleAnswer.parse(answer).spec.replicas;
    },
    async patchScale(workload, replicas) {
      await callKubernetes(options, {
        method: 'PATCH',
        path: scaleOf(workload),
        body: { spec: { replicas } },
        contentType: 'application/merge-patch+json',
      });
    },
    async applyCustom(object, plural) {
      const path = customOf({ apiVersion: object.apiVersion, plural, name: object.metadata.name });
      await callKubernetes(options, {
        method: 'PATCH',
        path: `${path}?fieldManager=focus-stability&force=true`,
        body: object,
        contentType: 'application/apply-patch+yaml',
      });
    },
    readCustom: (address) =>
      unlessAbsent(callKubernetes(options, { method: 'GET', path: customOf(address) })),
    deleteCustom: (address) => remove(options, customOf(address)),
  };
}

async function listAll(access: KubernetesServer, path: string, selector: string): Promise<ListedObject[]> {
  const found: ListedObject[] = [];
  let next = '';
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = new URLSearchParams({ limit: String(PAGE) });
    if (selector !== '') query.set('labelSelector', selector);
    if (next !== '') query.set('continue', next);
    const answer = listAnswer.parse(
      await callKubernetes(access, { method: 'GET', path: `${path}?${query.toString()}` }),
    );
    found.push(...answer.items.map(({ metadata }) => readListed(metadata)));
    next = answer.metadata?.continue ?? '';
    if (next === '') return found;
  }
  throw new Error(`Kubernetes: the listing of ${path} has more than ${MAX_PAGES * PAGE} objects`);
}

function readListed(metadata: z.infer<typeof listAnswer>['items'][number]['metadata']): ListedObject {
  const createdMs = Date.parse(metadata.creationTimestamp ?? '');
  return {
    name: metadata.name,
    labels: new Map(Object.entries(metadata.labels ?? {})),
    createdMs: Number.isNaN(createdMs) ? null : createdMs,
  };
}

async function remove(access: KubernetesServer, path: string): Promise<Deletion> {
  const answer = await unlessAbsent(callKubernetes(access, { method: 'DELETE', path }));
  return answer === null ? 'absent' : 'deleted';
}

/** null for 404. */
async function unlessAbsent(calling: Promise<unknown>): Promise<unknown> {
  try {
    return await calling;
  } catch (error) {
    if (error instanceof KubernetesError && error.status === 404) return null;
    throw error;
  }
}
