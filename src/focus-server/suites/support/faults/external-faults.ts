/** Drivers for faults outside the reference server, from what the environment says about them. */
import type { Clock } from '../../../../model/clock.ts';
import type { FaultAccess, KubernetesAccess } from '../../../../model/environment.ts';
import { FaultRefused } from '../../../../proxy/fault.ts';
import type { Kubernetes } from '../../../client/kubernetes.ts';
import { createChaosMeshDriver } from '../../../faults/drivers/chaos-mesh.ts';
import type { ExternalDriverPorts } from '../../../faults/drivers/external-driver.ts';
import { createNetemDriver } from '../../../faults/drivers/netem/create-netem-driver.ts';
import { createScaleDownDriver } from '../../../faults/drivers/scale-down.ts';
import { createToxiproxyDriver } from '../../../faults/drivers/toxiproxy.ts';
import type { Executor } from '../../../faults/executors/executors.ts';
import {
  createKubectlExecutor,
  createLocalExecutor,
  createSshExecutor,
  withSudo,
} from '../../../faults/executors/executors.ts';
import type { LeftoverDriver } from '../../../faults/journal.ts';
import { openCluster, openManifests, openScales } from '../cluster.ts';
import type { Targeted } from '../cluster.ts';

export type ExternalAccess = Exclude<FaultAccess, { readonly driver: 'admin' }>;

const DEFAULT_NAMESPACE = 'panda';

/** @throws FaultRefused when the environment lacks what the driver needs */
export async function createExternalFaultDriver(
  t: Targeted,
  access: ExternalAccess,
  ports: ExternalDriverPorts,
): Promise<LeftoverDriver> {
  if (access.driver === 'toxiproxy')
    return createToxiproxyDriver({ url: access.url, proxy: access.proxy, ...ports });
  if (access.driver === 'netem') return createNetem(t, access, ports);
  const { cluster, namespace, mongoDeployment } = demandCluster(t, access.driver);
  if (access.driver === 'scale-down')
    return createScaleDownDriver({ kubernetes: openScales(cluster), workload: mongoDeployment, ...ports });
  return createChaosMeshDriver({
    kubernetes: openManifests(cluster, 'networkchaos'),
    namespace,
    source: { namespace, labels: access.source },
    target: { namespace: access.targetNamespace ?? namespace, labels: access.target },
    ...ports,
  });
}

function demandCluster(t: Targeted, driver: string): KubernetesAccess & { readonly cluster: Kubernetes } {
  const { kubernetes, name } = t.target.environment;
  const cluster = openCluster(t);
  if (cluster === null || kubernetes === null)
    throw new FaultRefused(`${driver} needs the cluster, and ${name} names none`);
  return { ...kubernetes, cluster };
}

type NetemAccess = Extract<FaultAccess, { readonly driver: 'netem' }>;

function createNetem(t: Targeted, access: NetemAccess, ports: ExternalDriverPorts): LeftoverDriver {
  const executor = chooseExecutor(t, access, ports);
  return createNetemDriver({
    executor: access.sudo ? withSudo(executor) : executor,
    flow: { address: access.host, port: access.port, side: access.side },
    device: access.interface,
    ...ports,
  });
}

function chooseExecutor(
  { target }: Targeted,
  { executor, where }: NetemAccess,
  { clock }: ExternalDriverPorts,
): Executor {
  if (executor === 'local') return createLocalExecutor({ clock });
  if (where === null) throw new FaultRefused(`netem over ${executor} needs "where": a host or a pod`);
  if (executor === 'ssh') return createSshExecutor({ destination: where, clock });
  const namespace = target.environment.kubernetes?.namespace ?? DEFAULT_NAMESPACE;
  return createKubectlExecutor({ namespace, pod: where, clock });
}

/** The time of a test, for what waits outside of it. */
export function clockOf({ epoch }: { readonly epoch: () => number }): Clock {
  return {
    now: () => epoch(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
