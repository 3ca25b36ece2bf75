/** Commands in a container of the cluster over the `kubectl` program, with the user's own context. */
import type { LocalExecutorOptions } from './local.ts';
import type { Executor } from './executor.ts';
import { runProgram } from './run-program.ts';

export interface KubectlExecutorOptions extends LocalExecutorOptions {
  readonly namespace: string;
  /** `name` or `deployment/name`. */
  readonly pod: string;
  readonly container?: string;
}

const NAME = /^[a-z0-9][a-z0-9./-]*$/;

export function createKubectlExecutor(options: KubectlExecutorOptions): Executor {
  const { namespace, pod, container, clock, withinMs = 30_000 } = options;
  for (const name of [namespace, pod, container ?? 'none'])
    if (!NAME.test(name)) throw new Error(`kubectl exec: ${JSON.stringify(name)} is no name of Kubernetes`);
  const kubectl = ['kubectl', 'exec', '-n', namespace, pod];
  if (container !== undefined) kubectl.push('-c', container);
  return {
    place: `${namespace}/${pod}${container === undefined ? '' : `/${container}`}`,
    run: (command) => runProgram([...kubectl, '--', ...command], { clock, withinMs }),
  };
}
