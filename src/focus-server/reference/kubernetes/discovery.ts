/** What clients ask first: the version, the groups, and the resources of each group. */
import { answerOk, type KubernetesAnswer } from './object.ts';
import { RESOURCES, type Resource } from './resources.ts';

const VERSION = {
  major: '1',
  minor: '32',
  gitVersion: 'v1.32.0',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: 'linux/amd64',
};

/** null when the path is none of discovery's. */
export function answerDiscovery(path: string): KubernetesAnswer | null {
  if (path === '/version') return answerOk(VERSION);
  if (path === '/api') return answerOk({ kind: 'APIVersions', versions: ['v1'] });
  if (path === '/apis') {
    const groups = [...new Set(RESOURCES.map(({ group }) => group))].filter((group) => group !== '');
    return answerOk({ kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(describeGroup) });
  }
  if (path === '/api/v1') return answerResources('');
  const [, group, version] = /^\/apis\/([a-z.]+)(?:\/(v1))?$/.exec(path) ?? [];
  if (group === undefined || RESOURCES.every((resource) => resource.group !== group)) return null;
  return version === undefined
    ? answerOk({ kind: 'APIGroup', apiVersion: 'v1', ...describeGroup(group) })
    : answerResources(group);
}

function describeGroup(name: string): { name: string; versions: unknown[]; preferredVersion: unknown } {
  const version = { groupVersion: `${name}/v1`, version: 'v1' };
  return { name, versions: [version], preferredVersion: version };
}

function answerResources(group: string): KubernetesAnswer {
  return answerOk({
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: group === '' ? 'v1' : `${group}/v1`,
    resources: RESOURCES.filter((resource) => resource.group === group).flatMap(describeResource),
  });
}

function describeResource(resource: Resource): unknown[] {
  const { plural, singular, kind, namespaced, verbs, shortNames } = resource;
  const described = { name: plural, singularName: singular, namespaced, kind, verbs, shortNames };
  if (plural !== 'deployments') return [described];
  const scale = { group: 'autoscaling', version: 'v1', kind: 'Scale', verbs: ['get', 'patch', 'update'] };
  return [described, { name: `${plural}/scale`, singularName: '', namespaced, ...scale }];
}
