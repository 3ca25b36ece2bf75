/** Whole processes from JUnit files to a report, ours and npm's: `node bench/report.ts [--sets T,S,M,L,XL]`. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installPeers } from './measure/install-peers.ts';
import { interleave, type Outcome } from './measure/interleave.ts';
import { clearProgress, describeMachine, printTable, showProgress } from './measure/print.ts';
import { canMeasure, type Usage } from './measure/run-process.ts';
import { summariseUsage } from './measure/statistics.ts';
import { listReporters, OURS } from './reporters/list.ts';
import type { Reporter } from './reporters/reporter.ts';
import { runReporter } from './reporters/run-reporter.ts';
import { judgeTargets, type Rival, type Standing } from './reporters/targets.ts';
import { isReportSet, prepareSet, REPORT_SETS, type ReadySet, type ReportSet } from './workload/sets.ts';

const BENCH = import.meta.dirname;
const WORK = join(BENCH, 'work');
const LIMIT_SECONDS = 900;
const ROUNDS: Readonly<Record<ReportSet, number>> = { T: 9, S: 7, M: 5, L: 3, XL: 3 };

const { values } = parseArgs({
  options: {
    sets: { type: 'string', default: 'T,S,M' },
    /** Another build than the one in dist/. */
    cli: { type: 'string', default: join(BENCH, '..', 'dist', 'cli.js') },
  },
});
const sets = values.sets.split(',');
const fault = findFault();
if (fault === null) await main(sets.filter(isReportSet));
else console.error(`report: ${fault}`);

function findFault(): string | null {
  if (!canMeasure()) return 'needs Linux with GNU time (Debian: apt-get install time)';
  if (!existsSync(values.cli)) return `needs ${values.cli}: npm run build`;
  return sets.every(isReportSet) ? null : `--sets takes ${REPORT_SETS.join(', ')}`;
}

async function main(names: readonly ReportSet[]): Promise<void> {
  installPeers(BENCH);
  const reporters = listReporters({ bench: BENCH, cli: resolve(values.cli) });
  const verdicts: string[] = [];
  for (const name of names) {
    showProgress(`writing set ${name}`);
    const set = prepareSet(name, WORK);
    clearProgress();
    console.log(
      `\n${name}: ${set.paths.length} x ${set.truth.tests} tests, ${tellSize(set)}; ${describeMachine()}`,
    );
    const outcomes = await measure(name, reporters, set);
    printOutcomes(reporters, outcomes);
    verdicts.push(...judgeTargets(findStanding(name, reporters, outcomes)));
  }
  console.log(`\n${describeMachine()} after\n\n${verdicts.join('\n')}`);
}

function tellSize({ bytes }: ReadySet): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

async function measure(
  name: ReportSet,
  reporters: readonly Reporter[],
  set: ReadySet,
): Promise<Outcome<Usage>[]> {
  const place = { output: join(WORK, 'out'), limitSeconds: LIMIT_SECONDS };
  const outcomes = await interleave(
    reporters.map((reporter) => ({
      name: reporter.name,
      rounds: countRounds(reporter, name),
      run: () => runReporter(reporter, set, place),
    })),
    (text) => showProgress(`${name} ${text}`),
  );
  clearProgress();
  return outcomes;
}

/** On XL the peers only have to show whether they come through at all. */
function countRounds({ kind, slowOn = [] }: Reporter, set: ReportSet): number {
  const once = slowOn.includes(set) || (set === 'XL' && kind !== 'ours');
  return once ? 1 : ROUNDS[set];
}

function printOutcomes(reporters: readonly Reporter[], outcomes: readonly Outcome<Usage>[]): void {
  const rows = outcomes.map(({ name, results, failure }, index) => {
    const kind = reporters[index]?.kind ?? '';
    if (failure !== null) return [name, kind, `${results.length}`, '–', '–', '–', failure];
    const { wallMs, cpuMs, peakMb } = summariseUsage(results);
    const [wall, cpu] = [wallMs, cpuMs].map((ms) => (ms / 1000).toFixed(2));
    return [name, kind, `${results.length}`, wall ?? '', cpu ?? '', peakMb.toFixed(0), 'ok'];
  });
  printTable(['tool', 'kind', 'runs', 'wall s', 'CPU s', 'peak MB', 'result'], rows);
}

function findStanding(
  set: ReportSet,
  reporters: readonly Reporter[],
  outcomes: readonly Outcome<Usage>[],
): Standing {
  const rivals = outcomes.flatMap(({ name, results, failure }, index) => {
    const kind = reporters[index]?.kind;
    return failure === null && kind !== undefined ? [{ name, kind, usage: summariseUsage(results) }] : [];
  });
  const fastest = (kind: Reporter['kind']): Rival | null =>
    rivals.filter((rival) => rival.kind === kind).sort((a, b) => a.usage.wallMs - b.usage.wallMs)[0] ?? null;
  return {
    set,
    ours: rivals.find(({ name }) => name === OURS)?.usage ?? null,
    report: fastest('report'),
    conversion: fastest('conversion'),
  };
}
