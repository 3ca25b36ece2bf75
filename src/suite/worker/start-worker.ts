/** Waits for orders, and ends the process when they are carried out. */
import type { WorkerPorts } from '../types/worker.ts';
import { Interrupted } from './errors.ts';
import { runAssignment } from './run-assignment.ts';

/** Beyond the grace of tests: nobody is left who would end a process that hangs. */
const ORPHAN_MS = 60_000;

export function startWorker(ports: WorkerPorts): void {
  const stop = new AbortController();
  ports.onOrder((order) => {
    if (order.kind === 'stop') {
      stop.abort(new Interrupted(order.why));
      return;
    }
    // The other side reads the journal; the code tells it nothing new.
    runAssignment(order, stop.signal, ports).then(
      () => ports.exit(0),
      () => ports.exit(1),
    );
  });
  ports.onParentGone(() => {
    stop.abort(new Interrupted('the process that ran the suites is gone'));
    setTimeout(() => ports.exit(1), ORPHAN_MS).unref();
  });
}
