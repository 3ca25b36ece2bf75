/** The part of a cluster that the reference server plays: the objects of its jobs, and the catalogue's deployment. */
import type { FaultDesk } from '../admin/faults.ts';
import type { Jobs } from '../jobs/jobs.ts';

const DEFAULT_NAMESPACE = 'panda';
export const CATALOGUE_DEPLOYMENT = 'mongodb';

export interface KubernetesCluster {
  readonly namespace: string;
  readonly jobs: Pick<Jobs, 'view' | 'cancel'>;
  /** Wanted replicas of the catalogue. */
  replicas(): number;
  /** Told to the hook only when it changes something. */
  scale(replicas: number): void;
}

interface ClusterOptions {
  readonly jobs: Pick<Jobs, 'view' | 'cancel'>;
  readonly namespace?: string;
  /** The catalogue is scaled; 0 takes it down. */
  onScale?(replicas: number): void;
}

export function createCluster(options: ClusterOptions): KubernetesCluster {
  const { jobs, namespace = DEFAULT_NAMESPACE } = options;
  let replicas = 1;
  return {
    namespace,
    jobs,
    replicas: () => replicas,
    scale(wanted) {
      if (wanted === replicas) return;
      replicas = wanted;
      options.onScale?.(wanted);
    },
  };
}

interface ScaledClusterParts {
  readonly jobs: Jobs;
  readonly faults: FaultDesk;
  readonly report: (error: unknown) => void;
}

/** The cluster of the server: scaling the catalogue's deployment to nothing takes the catalogue down. */
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
