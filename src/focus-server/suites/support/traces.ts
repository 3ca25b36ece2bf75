/** What stands for jobs in a server and its cluster, for tests that must find nothing new. */
import { openAdmin } from './admin.ts';
import { openCluster } from './cluster.ts';
import type { FocusTest } from './context.ts';

/** Names of jobs, queues and objects. */
export type ListTraces = () => Promise<readonly string[]>;

/** Null where this environment does not let us look. */
export function openTraces(t: FocusTest): ListTraces | null {
  const looks = [openServerLook(t), openClusterLook(t)].filter((look) => look !== null);
  if (looks.length === 0) return null;
  return async () => (await Promise.all(looks.map((look) => look()))).flat();
}

function openServerLook(t: FocusTest): ListTraces | null {
  const admin = openAdmin(t);
  if (admin === null) return null;
  return async () => {
    const { jobs, queues } = await admin.state();
    return [...jobs.map(({ id }) => `job ${id}`), ...queues.map(({ name }) => `queue ${name}`)];
  };
}

function openClusterLook(t: FocusTest): ListTraces | null {
  const cluster = openCluster(t);
  if (cluster === null) return null;
  return async () => {
    const [jobs, services] = await Promise.all([cluster.listJobs(), cluster.listServices()]);
    return [
      ...jobs.map(({ name }) => `Kubernetes job ${name}`),
      ...services.map(({ name }) => `Kubernetes service ${name}`),
    ];
  };
}
