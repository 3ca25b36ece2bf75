/** Ends a process with everything it has started. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { SuitePorts } from '../types/ports.ts';

export async function killGroup(pid: number, ports: SuitePorts): Promise<void> {
  if (ports.platform === 'win32') {
    await promisify(execFile)('taskkill', ['/PID', String(pid), '/T', '/F']).catch(() => undefined);
    return;
  }
  try {
    ports.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}
