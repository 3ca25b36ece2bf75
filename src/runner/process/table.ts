/** The processes of the machine, as far as they can be seen. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** Process group; 0 on Windows. */
  readonly group: number;
  /** Tells a process from a later one with the same id. */
  readonly started: string;
  /** It carries the mark in its environment. Only Linux shows. */
  readonly marked: boolean;
}

const run = promisify(execFile);

/**
 * All processes that still run; a zombie is none. `mark` is looked for in their environment as it was at their start,
 * unless that was before `since`. A process that ends meanwhile is left out.
 */
export async function listProcesses(
  platform: NodeJS.Platform,
  mark: string,
  since: number,
): Promise<readonly ProcessEntry[]> {
  if (platform === 'linux') return readProc(mark, since);
  if (platform === 'win32') return parseTable(await listOnWindows());
  return parseTable((await run('ps', ['-axo', 'pid=,ppid=,pgid=,stat=,lstart='])).stdout);
}

/** When a process was started, in the unit of `since`; 0 when that cannot be told. */
export function readStart(platform: NodeJS.Platform, pid: number): number {
  return platform === 'linux' ? Number(readStat(String(pid))[START] ?? 0) : 0;
}

/** Fields of proc(5) after the command, which stands in brackets and may hold anything: state, ppid, pgrp, ... */
function readStat(name: string): readonly string[] {
  const stat = readText(`/proc/${name}/stat`);
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Clock ticks since the machine was started. */
const START = 19;

function readProc(mark: string, since: number): readonly ProcessEntry[] {
  const entries: ProcessEntry[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const entry = readEntry(name, mark, since);
    if (entry !== null) entries.push(entry);
  }
  return entries;
}

function readEntry(name: string, mark: string, since: number): ProcessEntry | null {
  const fields = readStat(name);
  const [state = 'X', parent, group] = fields;
  if ('ZXx'.includes(state)) return null;
  const started = fields[START] ?? '';
  const marked = Number(started) >= since && `\0${readText(`/proc/${name}/environ`)}`.includes(`\0${mark}\0`);
  return { pid: Number(name), parent: Number(parent), group: Number(group), started, marked };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

/** Lines of pid, parent, group, state and time of start. */
export function parseTable(text: string): readonly ProcessEntry[] {
  const entries: ProcessEntry[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, pid, parent, group, state = '', started = ''] =
      /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*\S)/.exec(line) ?? [];
    if (pid === undefined || state.startsWith('Z')) continue;
    entries.push({ pid: Number(pid), parent: Number(parent), group: Number(group), started, marked: false });
  }
  return entries;
}

async function listOnWindows(): Promise<string> {
  const script =
    'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) 0 R $($_.CreationDate.Ticks)" }';
  return (await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script])).stdout;
}
