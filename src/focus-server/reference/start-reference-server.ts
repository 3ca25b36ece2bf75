/** The reference Focus Server: everything composed, on sockets of this machine. */
import { writeHost } from '../../kit/tcp.ts';
import type { FaultDriver } from '../../proxy/fault.ts';
import { createFaultProxy } from '../../proxy/create-fault-proxy.ts';
import type { FaultTarget } from './admin/faults.ts';
import { readState, type ServerFacts, type ServerState } from './admin/state.ts';
import { openBackend, type WorldPorts } from './backend.ts';
import { createClosers, type Closers } from './closers.ts';
import { startHttpService } from './http-service.ts';
import { maskMongoUri } from './mongo-address.ts';
import { resolveOptions, type ReferenceServerOptions, type ServerSetting } from './options.ts';

export interface ReferenceServer {
  /** `http://host:port`, without prefix. */
  readonly url: string;
  readonly port: number;
  /** The same server behind the proxy of `faults.server`. */
  readonly proxyUrl: string;
  /** As the server itself reaches its catalogue, through the proxy of `faults.catalogue`; may hold a password. */
  readonly mongoUri: string;
  /** Base of the Kubernetes API paths. */
  readonly kubernetesUrl: string;
  readonly faults: Readonly<Record<FaultTarget, FaultDriver>>;
  state(): ServerState;
  /** Undoes all faults and ends everything. Safe to call twice. */
  close(): Promise<void>;
}

/** Throws UsageError, UnusableMongoUri and StreamPortTaken; rejects when a port is taken. Leaves nothing behind when it fails. */
export async function startReferenceServer(
  options: ReferenceServerOptions,
  world: WorldPorts,
): Promise<ReferenceServer> {
  const setting = resolveOptions(options);
  const closers = createClosers();
  try {
    return await compose(setting, world, closers);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function compose(
  setting: ServerSetting,
  world: WorldPorts,
  closers: Closers,
): Promise<ReferenceServer> {
  const backend = await openBackend(setting, world, closers);
  const { catalogue, faults, hooks, service } = backend;
  const facts = describeServer(setting, catalogue.uri, world.clock.now());
  const state = (): ServerState =>
    readState({
      ...backend,
      ...world,
      facts,
      jobs: service.jobs,
      defects: setting.defects,
      maxWindows: hooks.maxWindows ?? setting.maxWindows,
      connections: () => http.connections(),
    });
  const http = await startHttpService({ setting, world, backend, state });
  closers.add(() => http.close());

  const host = reachable(setting.host);
  const target = { host, port: http.port };
  const front = await createFaultProxy({ ...world, target, listen: { host: setting.host, port: 0 } });
  closers.add(() => front.close());
  faults.add('server', front);
  // First of all to be closed: what waits for the catalogue ends when the faults are gone.
  closers.add(() => faults.undoAll());

  facts.url = `http://${writeHost(host)}:${http.port}`;
  facts.proxyUrl = `http://${writeHost(host)}:${front.address.port}`;
  facts.kubernetesUrl = facts.url;
  return {
    url: facts.url,
    proxyUrl: facts.proxyUrl,
    kubernetesUrl: facts.kubernetesUrl,
    port: http.port,
    mongoUri: catalogue.uri,
    faults: { catalogue: catalogue.proxy, server: front },
    state,
    close: () => closers.closeAll(),
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The addresses are filled in once the sockets listen. */
function describeServer(setting: ServerSetting, uri: string, startedMs: number): Writable<ServerFacts> {
  const { profile, seed } = setting;
  const mongoUri = maskMongoUri(uri);
  return { url: '', proxyUrl: '', kubernetesUrl: '', mongoUri, profile, seed, startedMs };
}

/** An address of this machine for a server that listens on all of them. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}
