/** Everything a command has started and that still runs. */
import { groupBy } from '../../kit/order.ts';
import { RUN_ID } from '../command/environment.ts';
import type { RunnerPorts } from '../ports.ts';
import { listProcesses, readStart, type ProcessEntry } from './table.ts';

export class ProcessTree {
  private readonly root: number;
  private readonly mark: string;
  private readonly ports: RunnerPorts;
  /** No member was started before. */
  private readonly since: number;
  /** Processes seen to belong to it, also when their parent is gone by now. */
  private readonly known = new Map<number, string>();

  /** To be made when the root was just started. */
  constructor(root: number, runId: string, ports: RunnerPorts) {
    this.root = root;
    this.mark = `${RUN_ID}=${runId}`;
    this.ports = ports;
    this.since = readStart(ports.platform, root);
  }

  /**
   * The living members: the root, its group, all their descendants, those seen before, and on Linux whoever carries
   * the mark of this run, even after `setsid` and a double fork. A process that does all that and also cleans its
   * environment before it is first seen escapes.
   */
  async survivors(): Promise<readonly ProcessEntry[]> {
    const all = await listProcesses(this.ports.platform, this.mark, this.since);
    const children = groupBy(all, ({ parent }) => parent);
    const found = new Map<number, ProcessEntry>();
    const visit = (entry: ProcessEntry): void => {
      if (found.has(entry.pid)) return;
      found.set(entry.pid, entry);
      for (const child of children.get(entry.pid) ?? []) visit(child);
    };
    // On Windows an orphan keeps the number of its parent.
    if (this.ports.platform === 'win32') for (const orphan of children.get(this.root) ?? []) visit(orphan);
    for (const entry of all) if (this.belongs(entry)) visit(entry);
    this.known.clear();
    for (const entry of found.values()) this.known.set(entry.pid, entry.started);
    return [...found.values()];
  }

  private belongs(entry: ProcessEntry): boolean {
    if (entry.marked || entry.pid === this.root || entry.group === this.root) return true;
    return this.known.get(entry.pid) === entry.started;
  }
}
