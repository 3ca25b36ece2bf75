/** Runs one suite, in as many processes as it takes. */
import { join } from 'node:path';
import type { SuitePlan, SuiteSource } from '../types/plan.ts';
import type { SuitePorts } from '../types/ports.ts';
import type { SuiteResult } from '../types/result.ts';
import type { SuiteAssignment } from '../types/worker.ts';
import { runProcess } from './run-process.ts';
import { type NextProcess, settleProcess } from './settle-process.ts';
import { openSuiteFolder, OutputLog, type SuiteFolder } from './suite-folder.ts';
import { SuiteRecord } from './suite-record.ts';

export interface RanSuite {
  readonly record: SuiteRecord;
  readonly result: SuiteResult;
  readonly outputTail: string;
}

interface Order {
  readonly source: SuiteSource;
  readonly task: SuiteAssignment['task'];
}

/** Also for listing: then the manifest is all there is. */
export async function runSuite(order: Order, plan: SuitePlan, ports: SuitePorts): Promise<RanSuite> {
  const { source, task } = order;
  const { name } = source;
  const start = ports.now();
  ports.emit({ kind: 'suite-started', suite: name });
  const folder = openSuiteFolder(source, plan.out);
  const output = new OutputLog(folder.output, plan.mask);
  const record = new SuiteRecord({
    name,
    attachments: folder.attachments,
    emit: (event) => ports.emit(event),
  });
  let next: NextProcess | null = { rest: [], concurrency: null };
  for (let count = 1; next !== null && !ports.signal.aborted; count += 1) {
    const { concurrency } = next;
    const rest = count === 1 ? null : next.rest;
    const assignment = writeAssignment({ ...order, folder, process: count, rest, concurrency }, plan);
    record.beginProcess();
    output.tail = '';
    const ending = await runProcess(
      {
        assignment,
        silenceMs: plan.loadMs,
        onEvent: (event) => record.take(event),
        onOutput: (text) => ports.emit({ kind: 'output', suite: name, text: output.write(text) }),
      },
      ports,
    );
    if (task === 'list' && record.tests !== null) break;
    next = settleProcess(record, { ending, output: output.tail, concurrency });
  }
  const result = record.conclude(Math.round(ports.now() - start));
  ports.emit({ kind: 'suite-ended', suite: name, result });
  return { record, result, outputTail: output.tail };
}

interface ProcessOrder extends Order {
  readonly folder: SuiteFolder;
  /** From 1. */
  readonly process: number;
  readonly rest: readonly string[] | null;
  readonly concurrency: number | null;
}

function writeAssignment(order: ProcessOrder, plan: SuitePlan): SuiteAssignment {
  const { source, task, folder, rest, concurrency } = order;
  const { cwd, target, selection, seed, shuffle, repeatEach, graceMs, mask, out } = plan;
  const journal = join(folder.path, `journal-${order.process}.ndjson`);
  const attachments = join(out, folder.attachments);
  const places = { source, task, journal, attachments, rest, concurrency };
  const wishes = { cwd, target, selection, seed, shuffle, repeatEach, graceMs, mask };
  return { kind: 'assignment', ...places, ...wishes };
}
