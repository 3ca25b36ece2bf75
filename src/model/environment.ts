/** A Focus Server and what surrounds it, as suites need to know them. Plain data: it is handed to other processes. */

export interface Environment {
  /** As the user calls it; `embedded` for the reference server that a run starts itself. */
  readonly name: string;
  /** With the prefix, without a slash at the end: `https://host/focus-server`. */
  readonly baseUrl: string;
  readonly tls: TlsTrust;
  /** Host of the gRPC servers when `stream_url` of an answer cannot be reached from here; null to believe it. */
  readonly streamHost: string | null;
  readonly timeouts: {
    /** Milliseconds of one HTTP request. */
    readonly requestMs: number;
    /** Milliseconds until the first frame of a stream. */
    readonly streamMs: number;
  };
  /** The server's rules differ by profile. */
  readonly profile: 'default' | 'strict-view-limits' | 'legacy';
  readonly limits: {
    /** Investigations at a time. */
    readonly maxWindows: number;
    /** All limits of time are multiplied by this: 1 for a quiet machine. */
    readonly latencyScale: number;
  };
  /** Null: the catalogue cannot be reached from here. */
  readonly mongo: MongoAccess | null;
  /** Null: the cluster cannot be reached from here. */
  readonly kubernetes: KubernetesAccess | null;
  /** How faults are injected; null: they are not allowed here. */
  readonly faults: FaultAccess | null;
  /** True only for the reference server, which tells its state below `/_admin`. */
  readonly hasAdmin: boolean;
}

/** What a bundled suite gets as `t.target`. */
export interface SuiteTarget {
  readonly environment: Environment;
  /** `--set name=value`. */
  readonly settings: Readonly<Record<string, string>>;
}

export interface TlsTrust {
  /** PEM text of the authorities to believe besides the system's; null for none. */
  readonly ca: string | null;
  /** Believe any certificate. */
  readonly insecure: boolean;
}

export interface MongoAccess {
  /** A secret: it may hold a password. */
  readonly uri: string;
  readonly database: string;
}

export interface KubernetesAccess {
  readonly baseUrl: string;
  /** A secret; null for none. */
  readonly token: string | null;
  readonly tls: TlsTrust;
  readonly namespace: string;
  /** What runs MongoDB: the name of a deployment, or `statefulset/<name>`. */
  readonly mongoDeployment: string;
}

export type FaultAccess =
  /** The reference server's own proxy, through `/_admin/faults`. */
  | { readonly driver: 'admin' }
  | { readonly driver: 'toxiproxy'; readonly url: string; readonly proxy: string }
  | {
      readonly driver: 'chaos-mesh';
      /** Labels of the server's pods, and of MongoDB's. */
      readonly source: PodLabels;
      readonly target: PodLabels;
      /** Where MongoDB's pods are; null: beside the server's. */
      readonly targetNamespace: string | null;
    }
  | { readonly driver: 'scale-down' }
  | {
      readonly driver: 'netem';
      readonly executor: 'local' | 'ssh' | 'kubectl';
      /** Host of ssh, or pod of kubectl; null for local. */
      readonly where: string | null;
      readonly interface: string;
      /** IP address of MongoDB. */
      readonly host: string;
      readonly port: number;
      /** Whether commands run at the client of MongoDB (the server) or at MongoDB itself. */
      readonly side: 'client' | 'target';
      /** Commands need `sudo` to be root. */
      readonly sudo: boolean;
    };

/** At least one: none would be all pods. */
export type PodLabels = Readonly<Record<string, string>>;
