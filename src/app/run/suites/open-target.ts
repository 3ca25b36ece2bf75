/** The server that suites run against: one of the user's environments, or a reference server of our own. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ENVIRONMENT_FILE, readEnvironment } from '../../../config/environments.ts';
import type { SuiteConfig } from '../../../config/suite-config.ts';
import { UsageError } from '../../../config/usage-error.ts';
import {
  drawNumbers,
  resolveOptions,
  scaleLifetimes,
  startReferenceServer,
  UnknownDefect,
  type ReferenceServer,
} from '../../../focus-server/index.ts';
import type { Environment, SuiteTarget } from '../../../model/environment.ts';
import { readVariables } from '../../read-variables.ts';
import type { RunWorld } from '../plan.ts';

export interface OpenedTarget {
  readonly target: SuiteTarget;
  close(): Promise<void>;
}

/** Called once for each iteration, with its seed. */
export type OpenTarget = (seed: number) => Promise<OpenedTarget>;

/** Throws UsageError for a wrong environment, before anything runs. */
export function openTarget(config: SuiteConfig, world: RunWorld): OpenTarget {
  const { settings } = config;
  if (config.env === null) {
    checkDefects(config);
    return (seed) => openEmbedded(config, seed, world);
  }
  const environment = loadEnvironment(config, world);
  return () => Promise.resolve({ target: { environment, settings }, close: () => Promise.resolve() });
}

function checkDefects({ defects }: SuiteConfig): void {
  try {
    resolveOptions({ defects });
  } catch (error) {
    if (error instanceof UnknownDefect) throw new UsageError(`--defect: ${error.message}`, { cause: error });
    throw error;
  }
}

function loadEnvironment({ env, envFile }: SuiteConfig, { terminal, host }: RunWorld): Environment {
  const path = resolve(terminal.cwd, ENVIRONMENT_FILE);
  return readEnvironment(env ?? '', {
    path: ENVIRONMENT_FILE,
    text: existsSync(path) ? readFileSync(path, 'utf8') : null,
    variables: readVariables({ envFile, cwd: terminal.cwd, environment: host.environment }),
    readFile: (file) => readFileSync(resolve(dirname(path), file), 'utf8'),
  });
}

/** Every iteration gets a new one, so that none inherits the jobs and faults of another. */
async function openEmbedded(config: SuiteConfig, seed: number, { host }: RunWorld): Promise<OpenedTarget> {
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

/** Suites get them as data, so they are in no variable whose name would tell. */
export function listTargetSecrets({ environment: { mongo, kubernetes } }: SuiteTarget): string[] {
  const password = mongo !== null && URL.canParse(mongo.uri) ? new URL(mongo.uri).password : '';
  return [password, decodeURIComponent(password), kubernetes?.token ?? ''].filter((text) => text !== '');
}
