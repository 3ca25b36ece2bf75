/** Everything of the server that stands behind its HTTP port. */
import { errorStack } from '../../kit/error-text.ts';
import { createFaultDesk, type FaultDesk } from './admin/faults.ts';
import { openCatalogueLink, type CatalogueLink } from './catalogue-link.ts';
import type { Closers } from './closers.ts';
import type { DefectHooks } from './defect.ts';
import { combineHooks } from './defects/combine-hooks.ts';
import { loadStreams } from './job-streams.ts';
import type { FibreState } from './http/fibre.ts';
import { createRequestLog, type RequestLog } from './http/request-log.ts';
import { createJobService, type JobService } from './job-service.ts';
import type { KubernetesCluster } from './kubernetes/cluster.ts';
import type { ServerSetting } from './options.ts';
import { reservePortRange } from './port-range.ts';
import type { Clock, Random } from '../../model/clock.ts';
import { createScaledCluster } from './kubernetes/cluster.ts';

export interface WorldPorts {
  readonly clock: Clock;
  /** For jitter, losses and the choice of free ports. */
  readonly random: Random;
}

export interface Backend {
  readonly hooks: DefectHooks;
  readonly catalogue: CatalogueLink;
  readonly service: JobService;
  readonly cluster: KubernetesCluster;
  readonly faults: FaultDesk;
  readonly fibre: FibreState;
  readonly log: RequestLog;
  readonly report: (error: unknown) => void;
}

/** Until then whoever waited for the start has had an answer. */
const WARM_UP_MS = 250;

export async function openBackend(
  setting: ServerSetting,
  world: WorldPorts,
  closers: Closers,
): Promise<Backend> {
  const hooks = combineHooks(setting.defects);
  const report = (error: unknown): void => setting.logger(errorStack(error));
  const catalogue = await openCatalogueLink({ ...setting, ...world, hooks }, closers);
  const faults = createFaultDesk();
  faults.add('catalogue', catalogue.proxy);
  const basePort = await reserveBasePort(setting, world.random, closers);
  const streams = loadStreams({ ...setting, ...world, hooks });
  closers.add(world.clock.after(WARM_UP_MS, () => void streams.load()));
  const startStream = streams.start;
  const service = createJobService({ ...setting, ...world, hooks, basePort, startStream, report });
  closers.add(() => service.close());
  const cluster = createScaledCluster({ jobs: service.jobs, faults, report });
  const fibre = { waiting: false };
  return { hooks, catalogue, service, cluster, faults, fibre, log: createRequestLog(), report };
}

/** As it was after the start, but for the numbers that jobs get. */
export async function resetBackend({ cluster, fibre, service, faults, log }: Backend): Promise<void> {
  cluster.scale(1);
  fibre.waiting = false;
  for (const { id } of service.jobs.list()) service.jobs.cancel(id);
  await faults.undoAll();
  await service.settle();
  log.clear();
}

/** Held from the start on: a configure must not be the first to find out that a port is taken. */
async function reserveBasePort(
  { host, grpcBasePort: base, maxWindows: size }: ServerSetting,
  random: Random,
  closers: Closers,
): Promise<number> {
  const range = await reservePortRange({ host, base, size, random });
  closers.add(() => range.release());
  return range.base;
}
