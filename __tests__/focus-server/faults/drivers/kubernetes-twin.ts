import { z } from 'zod';
import type {
  Manifest,
  ManifestPort,
  ScalePort,
} from '../../../../src/focus-server/faults/drivers/kubernetes-ports.ts';
import { startTwin } from '../http-twin.ts';
import type { TwinAnswer, TwinRequest } from '../http-twin.ts';

interface StoredObject {
  readonly object: Manifest;
  /** Reads until Chaos Mesh has done what was asked. */
  readsLeft: number;
  leaving: boolean;
}

export interface KubernetesTwin {
  readonly manifests: ManifestPort;
  readonly scale: ScalePort;
  readonly objects: Map<string, StoredObject>;
  readonly replicas: Map<string, number>;
  /** Objects are never injected, as when no pod matches. */
  neverInject(): void;
  /** Answers 403 to everything. */
  forbid(forbidden: boolean): void;
}

const CHAOS = '/apis/chaos-mesh.org/v1alpha1/namespaces/panda/networkchaos';
const DEPLOYMENTS = '/apis/apps/v1/namespaces/panda/deployments';

/** The two corners of the Kubernetes API that the drivers use, with Chaos Mesh behind one of them. */
export async function startKubernetesTwin(): Promise<KubernetesTwin> {
  const objects = new Map<string, StoredObject>();
  const replicas = new Map([['mongodb', 3]]);
  let injects = true;
  let forbidden = false;

  function answer(request: TwinRequest): TwinAnswer {
    if (forbidden) return { status: 403, body: { message: 'forbidden: no right to do that' } };
    return request.path.startsWith(CHAOS) ? answerChaos(request) : answerScale(request);
  }

  function answerChaos({ method, path, body }: TwinRequest): TwinAnswer {
    const name = path.slice(CHAOS.length + 1);
    if (method === 'PATCH') {
      objects.set(name, { object: body as Manifest, readsLeft: 2, leaving: false });
      return { status: 201, body };
    }
    const stored = objects.get(name);
    if (stored === undefined) return { status: 404, body: { message: 'not found' } };
    if (method === 'DELETE') Object.assign(stored, { leaving: true, readsLeft: 2 });
    else stored.readsLeft -= 1;
    if (stored.leaving && stored.readsLeft < 0) objects.delete(name);
    const status = injects && stored.readsLeft < 0 ? 'True' : 'False';
    return {
      status: 200,
      body: { ...stored.object, status: { conditions: [{ type: 'AllInjected', status }] } },
    };
  }

  function answerScale({ method, path, body }: TwinRequest): TwinAnswer {
    const name = path.slice(DEPLOYMENTS.length + 1).replace(/\/scale$/, '');
    const now = replicas.get(name);
    if (now === undefined) return { status: 404, body: { message: `deployments "${name}" not found` } };
    if (method === 'PATCH') replicas.set(name, scaleSchema.parse(body).spec.replicas);
    return { status: 200, body: { spec: { replicas: replicas.get(name) } } };
  }

  const url = await startTwin(answer);

  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${url}${path}`, { method, ...init });
    if (response.status === 404 && path.startsWith(CHAOS)) return null;
    const answered: unknown = await response.json();
    if (!response.ok) throw new Error(`Kubernetes answered ${response.status}: ${JSON.stringify(answered)}`);
    return answered;
  }
  const pathOf = ({ metadata }: Manifest): string => `${CHAOS}/${metadata.name}`;
  const scaleOf = (name: string): string => `${DEPLOYMENTS}/${name}/scale`;

  return {
    objects,
    replicas,
    neverInject: () => (injects = false),
    forbid: (now) => (forbidden = now),
    manifests: {
      apply: async (manifest) => void (await call('PATCH', pathOf(manifest), manifest)),
      remove: async (manifest) => void (await call('DELETE', pathOf(manifest))),
      read: (manifest) => call('GET', pathOf(manifest)),
    },
    scale: {
      readReplicas: async (name) => scaleSchema.parse(await call('GET', scaleOf(name))).spec.replicas,
      setReplicas: async (name, wanted) =>
        void (await call('PATCH', scaleOf(name), { spec: { replicas: wanted } })),
    },
  };
}

const scaleSchema = z.object({ spec: z.object({ replicas: z.int() }) });
