/** The part of a cluster that the reference server plays: the objects of its jobs, and the catalogue's deployment. */
import type { Jobs } from '../jobs/jobs.ts';

export const DEFAULT_NAMESPACE = 'panda';
export const CATALOGUE_DEPLOYMENT = 'mongodb';

export interface KubernetesCluster {
  readonly namespace: string;
  readonly jobs: Pick<Jobs, 'view' | 'cancel'>;
  /** Wanted replicas of the catalogue. */
  replicas(): number;
  /** Told to the hook only when it changes something. */
  scale(replicas: number): void;
}

export interface ClusterOptions {
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
