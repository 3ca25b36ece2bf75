/** Tables and lines for the terminal. Results go to standard output, progress to standard error. */
import { cpus, loadavg } from 'node:os';
import process from 'node:process';
import { markdownTable } from 'markdown-table';

/** The first column is text, the others are figures. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  console.log(markdownTable([head, ...rows], { align: head.map((_, index) => (index === 0 ? 'l' : 'r')) }));
}

/** Shown only to a person: one line that is overwritten. */
export function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

export function clearProgress(): void {
  showProgress('');
}

/** How busy the machine is with other work: compare before and after. */
export function describeMachine(): string {
  const load = loadavg()[0] ?? 0;
  return `${cpus().length} cores, Node ${process.versions.node.split('.')[0]}, load ${load.toFixed(1)}`;
}

/** `1/4.9` below one, `2.3` above: how a share of a peer's time is said in the targets. */
export function formatRatio(ratio: number): string {
  if (!Number.isFinite(ratio)) return '–';
  return ratio < 1 ? `1/${(1 / ratio).toFixed(1)}` : ratio.toFixed(1);
}
