/** The measured child: `run-parser <name> <file>` reads the file once and prints a line of JSON. */
import process from 'node:process';
import { PARSERS } from './list.ts';
import type { Counts } from './counts.ts';

export interface ParserRun {
  /** From opening the file to the counts; starting Node and loading the parser are not in it. */
  readonly wallMs: number;
  /** User and system time in the same span, of all threads. */
  readonly cpuMs: number;
  readonly counts: Counts;
}

const [name, path = ''] = process.argv.slice(2);
const parser = PARSERS.find((entry) => entry.name === name);
if (parser === undefined) throw new Error(`no parser is called ${name}`);
const countCases = await parser.load();
const start = performance.now();
const cpu = process.cpuUsage();
const counts = await countCases(path);
const { user, system } = process.cpuUsage(cpu);
const run: ParserRun = { wallMs: performance.now() - start, cpuMs: (user + system) / 1000, counts };
console.log(JSON.stringify(run));
