/** What the drivers need of Kubernetes; who talks to the cluster is not their concern. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** Objects are found again by apiVersion, kind, namespace and name. All reject with what the API said. */
export interface ManifestPort {
  apply(manifest: Manifest): Promise<void>;
  /** Fine when it is gone already. */
  remove(manifest: Manifest): Promise<void>;
  /** The object as it is now, with its `status`; null: there is none. */
  read(manifest: Manifest): Promise<unknown>;
}

/** Scales one kind of workload; `name` as the environment's configuration writes it. */
export interface ScalePort {
  readReplicas(name: string): Promise<number>;
  setReplicas(name: string, replicas: number): Promise<void>;
}
