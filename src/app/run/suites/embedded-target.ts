/** A reference server of our own for suites to run against. */
import type { SuiteConfig } from '../../../config/suite-config.ts';
import type { RunWorld } from '../../../edge/run-host.ts';
import {
  drawNumbers,
  scaleLifetimes,
  startReferenceServer,
  type ReferenceServer,
} from '../../../focus-server/index.ts';
import type { Environment, SuiteTarget } from '../../../model/environment.ts';

export interface OpenedTarget {
  readonly target: SuiteTarget;
  close(): Promise<void>;
}

/** Every iteration gets a new one, so that none inherits the jobs and faults of another. */
export async function openEmbedded(
  config: SuiteConfig,
  seed: number,
  { host }: RunWorld,
): Promise<OpenedTarget> {
  const server = await startReferenceServer(
    { seed, defects: config.defects, lifetimeScale: scaleLifetimes(config.settings) },
    { clock: host.clock, random: drawNumbers(seed) },
  );
  return {
    target: { environment: describeEmbedded(server), settings: config.settings },
    close: () => server.close(),
  };
}

function describeEmbedded({ url, kubernetesUrl, mongoUri }: ReferenceServer): Environment {
  const tls = { ca: null, insecure: false };
  return {
    name: 'embedded',
    baseUrl: `${url}/focus-server`,
    tls,
    streamHost: null,
    timeouts: { requestMs: 30_000, streamMs: 30_000 },
    profile: 'default',
    // Server, client and suites share one machine, and often with other work.
    limits: { maxWindows: 30, latencyScale: 2 },
    mongo: { uri: mongoUri, database: 'prisma' },
    kubernetes: { baseUrl: kubernetesUrl, token: null, tls, namespace: 'panda', mongoDeployment: 'mongodb' },
    faults: { driver: 'admin' },
    hasAdmin: true,
  };
}
