/** The Kubernetes API of the reference server: real paths, so that real clients see its jobs. */
import * as objects from './object.ts';
import type { KubernetesAnswer, KubernetesRequest } from './object.ts';
import { describeDeployment, describeScale, MAX_REPLICAS, readReplicas } from './catalogue-deployment.ts';
import type { KubernetesCluster } from './cluster.ts';
import { answerDiscovery } from './discovery.ts';
import { jobIdOf } from './job-objects.ts';
import { nameOf, RESOURCES, type Resource } from './resources.ts';
import { readFieldSelector, readLabelSelector } from './selectors.ts';

/** `/api/v1/...` or `/apis/<group>/v1/...`; then the namespace if any, resource, name and subresource. */
const OBJECT_PATH =
  /^\/(?:api|apis\/([a-z.]+))\/v1(?:\/namespaces\/([^/]+)(?=\/))?\/([a-z]+)(?:\/([^/]+))?(?:\/([a-z]+))?$/;

/** What a path points to. */
interface Target {
  readonly resource: Resource;
  /** null: all of them. */
  readonly namespace: string | null;
  readonly name: string | null;
  readonly subresource: string | null;
}

/** null when the path is not one of the Kubernetes API. */
export function answerKubernetes(
  request: KubernetesRequest,
  cluster: KubernetesCluster,
): KubernetesAnswer | null {
  if (!/^\/(?:version$|apis?(?:\/|$))/.test(request.path)) return null;
  if (request.method === 'GET') {
    const discovered = answerDiscovery(request.path);
    if (discovered) return discovered;
  }
  const target = readTarget(request.path);
  if (target === null) return objects.answerNoRoute();
  if (target.name === null) return answerList(request, target, cluster);
  return answerObject(request, { ...target, name: target.name }, cluster);
}

function readTarget(path: string): Target | null {
  const [, group = '', namespace = null, plural, name = null, subresource = null] =
    OBJECT_PATH.exec(path) ?? [];
  const resource = RESOURCES.find((known) => known.group === group && known.plural === plural);
  if (!resource || (namespace !== null && !resource.namespaced)) return null;
  if (resource.namespaced && name !== null && namespace === null) return null;
  if (subresource !== null && (resource.plural !== 'deployments' || subresource !== 'scale')) return null;
  return { resource, namespace, name, subresource };
}

function answerList(
  { method, query }: KubernetesRequest,
  { resource, namespace }: Target,
  cluster: KubernetesCluster,
): KubernetesAnswer {
  if (method !== 'GET') return objects.answerWrongMethod(`${method} of a list of ${nameOf(resource)}`);
  if (['1', 'true'].includes(query.get('watch') ?? ''))
    return objects.answerStatus(400, 'BadRequest', 'watch is not served here: list again instead');
  const hasLabels = readLabelSelector(query.get('labelSelector') ?? '');
  const hasFields = readFieldSelector(query.get('fieldSelector') ?? '');
  if (!hasLabels || !hasFields)
    return objects.answerStatus(400, 'BadRequest', 'unable to parse the label or field selector');
  const items = resource
    .list(cluster)
    .filter((object) => namespace === null || object.metadata.namespace === namespace)
    .filter((object) => hasLabels(object) && hasFields(object));
  return objects.answerOk({
    kind: `${resource.kind}List`,
    apiVersion: resource.group === '' ? 'v1' : `${resource.group}/v1`,
    metadata: { resourceVersion: '1' },
    items,
  });
}

interface NamedTarget extends Target {
  readonly name: string;
}

function answerObject(
  request: KubernetesRequest,
  target: NamedTarget,
  cluster: KubernetesCluster,
): KubernetesAnswer {
  const { resource, namespace, name } = target;
  const found = resource
    .list(cluster)
    .find(({ metadata }) => metadata.name === name && (metadata.namespace ?? null) === namespace);
  if (!found) return objects.answerAbsent(nameOf(resource), name);
  if (resource.kind === 'Deployment') return answerDeployment(request, target, cluster);
  if (request.method === 'GET') return objects.answerOk(found);
  const id = request.method === 'DELETE' && resource.kind === 'Job' ? jobIdOf(name) : null;
  if (id === null)
    return objects.answerWrongMethod(
      `${request.method} of ${nameOf(resource)} "${name}": only Jobs grpc-job-<id> can be deleted`,
    );
  cluster.jobs.cancel(id);
  return objects.answerOk(found);
}

function answerDeployment(
  { method, body }: KubernetesRequest,
  { name, subresource }: NamedTarget,
  cluster: KubernetesCluster,
): KubernetesAnswer {
  const describe = subresource === 'scale' ? describeScale : describeDeployment;
  if (method === 'GET') return objects.answerOk(describe(cluster));
  if (method !== 'PUT' && method !== 'PATCH')
    return objects.answerWrongMethod(`${method} of deployments.apps "${name}"`);
  const replicas = readReplicas(body);
  if (replicas === null)
    return objects.answerStatus(
      422,
      'Invalid',
      `deployments.apps "${name}": only spec.replicas can be changed, from 0 to ${MAX_REPLICAS}`,
    );
  cluster.scale(replicas);
  return objects.answerOk(describe(cluster));
}
