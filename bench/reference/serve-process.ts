/** `focus-stability serve` in a process of its own, and what it has used. Linux: CPU time comes from /proc. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import type { Readable } from 'node:stream';

export interface ServeProcess {
  readonly url: string;
  /** From spawning until /ack was answered. */
  readonly readyMs: number;
  /** User and system time until now, in steps of 10 ms. */
  cpuMs(): number;
  /** Ctrl-C, and its end. */
  stop(): Promise<void>;
}

const TICK_MS = 10;

/** On free ports, without latencies: what is measured is the server. */
export async function startServe(cli: string): Promise<ServeProcess> {
  const startedMs = performance.now();
  const words = [cli, 'serve', '--port', '0', '--grpc-port', '0', '--latency', '0'];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const url = await readUrl(child.stdout);
  if (url === null) throw new Error(`the server did not start: ${said}`);
  const answer = await fetch(`${url}/ack`);
  await answer.arrayBuffer();
  const readyMs = performance.now() - startedMs;
  return {
    url,
    readyMs,
    cpuMs: () => readCpuMs(child.pid ?? 0),
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}

/** null: the output ended without one. */
async function readUrl(output: Readable): Promise<string | null> {
  let text = '';
  output.setEncoding('utf8');
  for await (const chunk of output.iterator({ destroyOnReturn: false }) as AsyncIterable<string>) {
    text += chunk;
    const url = /^ +HTTP +(\S+)/m.exec(text)?.[1];
    if (url !== undefined && text.includes('Ctrl-C')) return url;
  }
  return null;
}

/** Fields 14 and 15 of the line; the second one, the name in parentheses, may hold spaces. */
function readCpuMs(pid: number): number {
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
