/** The cluster of the server: scaling the catalogue's deployment to nothing takes the catalogue down. */
import type { FaultDesk } from './admin/fault-desk.ts';
import type { Jobs } from './jobs/jobs.ts';
import { createCluster, type KubernetesCluster } from './kubernetes/cluster.ts';

export interface ScaledClusterParts {
  readonly jobs: Jobs;
  readonly faults: FaultDesk;
  readonly report: (error: unknown) => void;
}

export function createScaledCluster({ jobs, faults, report }: ScaledClusterParts): KubernetesCluster {
  /** Id of the fault that scaling to nothing began, until scaling ends it. */
  let down: string | null = null;
  const follow = async (replicas: number): Promise<void> => {
    const id = down;
    down = null;
    if (replicas === 0) down = id ?? (await faults.inject('catalogue', { kind: 'down' })).id;
    else if (id !== null) await faults.undo(id);
  };
  /** Changes follow each other. */
  let changes = Promise.resolve();
  const cluster = createCluster({
    jobs,
    onScale: (replicas) => {
      changes = changes.then(() => follow(replicas)).catch(report);
    },
  });
  /** Who undid the fault elsewhere, such as with all others, has scaled the deployment up. */
  const notice = (): void => {
    if (down === null || faults.list().some(({ id }) => id === down)) return;
    down = null;
    cluster.scale(1);
  };
  return {
    ...cluster,
    replicas: () => {
      notice();
      return cluster.replicas();
    },
    scale: (replicas) => {
      notice();
      cluster.scale(replicas);
    },
  };
}
