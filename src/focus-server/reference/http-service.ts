/** The HTTP side of the server: contract, administration and Kubernetes on one port. */
import { rulesOf } from '../contract/profiles.ts';
import { createInternal } from './admin/internal.ts';
import { createAdminRoutes } from './admin/routes.ts';
import type { ServerState } from './admin/state.ts';
import { resetBackend, type Backend, type WorldPorts } from './backend.ts';
import { createLatency, createPauses } from './http/latency.ts';
import { listenHttp, type HttpListener } from './http/listen.ts';
import type { HttpRoute } from './http/router.ts';
import { createAckRoute, createFibreRoutes, createOpenapiRoute } from './http/routes/server-routes.ts';
import { createConfigureRoute, type ConfigureParts } from './http/routes/configure.ts';
import { createJobRoutes } from './http/routes/job-routes.ts';
import { createRecordingRoutes } from './http/routes/recording-routes.ts';
import { createServing } from './http/serve.ts';
import { writeStreamHost } from './http/stream-host.ts';
import { createSurface } from './http/surface.ts';
import type { ServerSetting } from './options.ts';

export interface HttpServiceParts {
  readonly setting: ServerSetting;
  readonly world: WorldPorts;
  readonly backend: Backend;
  readonly state: () => ServerState;
}

export interface HttpService extends Pick<HttpListener, 'port' | 'connections'> {
  /** Answers what is under way without waiting for latencies, then closes. */
  close(): Promise<void>;
}

export async function startHttpService(parts: HttpServiceParts): Promise<HttpService> {
  const { setting, world, backend } = parts;
  const waits = {
    pauses: createPauses(world.clock),
    latency: createLatency(setting, world.random),
  };
  const serving = createServing({
    ...backend,
    ...world,
    prefix: setting.prefix,
    surface: createSurface(listRoutes(parts, waits), { ...backend, ...world, ...waits }),
    internal: createInternal({ ...backend, routes: listAdminRoutes(parts) }),
  });
  const listener = await listenHttp(setting, serving.handle);
  return {
    port: listener.port,
    connections: () => listener.connections(),
    close: async () => {
      waits.pauses.end();
      await listener.close();
      await serving.idle();
    },
  };
}

function listRoutes(
  { setting, world, backend }: HttpServiceParts,
  waits: Pick<ConfigureParts, 'pauses' | 'latency'>,
): HttpRoute[] {
  const { profile, prefix } = setting;
  const { hooks, service, fibre, catalogue } = backend;
  const rules = rulesOf(profile);
  const common = { ...world, ...waits, hooks, fibre, recordings: catalogue };
  return [
    createAckRoute(common),
    ...createFibreRoutes(fibre),
    createConfigureRoute({
      ...common,
      rules: hooks.rules?.(rules) ?? rules,
      streamUrl: (request) => `http://${writeStreamHost(setting.host, request)}`,
      startJob: (wish) => service.start(wish),
    }),
    ...createJobRoutes({ jobs: service.jobs, profile }),
    ...createRecordingRoutes(common),
    createOpenapiRoute({ prefix, profile }),
  ];
}

function listAdminRoutes({ backend, state }: HttpServiceParts): HttpRoute[] {
  return createAdminRoutes({
    ...backend,
    jobs: backend.service.jobs,
    state,
    recordings: () => backend.catalogue.newest(),
    reset: () => resetBackend(backend),
  });
}
