/** The cluster of the server: scaling the catalogue's deployment to nothing takes the catalogue down. */
import type { FaultDesk } from './admin/fault-desk.ts';
import type { Jobs } from './jobs/jobs.ts';
import { createCluster, type Cluster } from './kubernetes/cluster.ts';

export interface ScaledClusterParts {
  readonly jobs: Jobs;
  readonly faults: FaultDesk;
  readonly report: (error: unknown) => void;
}

export function createScaledCluster({ jobs, faults, report }: ScaledClusterParts): Cluster {
  /** Id of the fault, while the catalogue is scaled to nothing; changes follow each other. */
  let down: Promise<string | null> = Promise.resolve(null);
  const follow = async (before: Promise<string | null>, replicas: number): Promise<string | null> => {
    const id = await before;
    if (replicas === 0 && id === null) return (await faults.inject('catalogue', { kind: 'down' })).id;
    if (replicas === 0 || id === null) return id;
    await faults.undo(id);
    return null;
  };
  return createCluster({
    jobs,
    onScale: (replicas) => {
      down = follow(down, replicas).catch((error: unknown) => {
        report(error);
        return null;
      });
    },
  });
}
