/** What the whole report must reach: a share of the fastest peer's time and a peak of memory. */
import { formatRatio } from '../measure/print.ts';
import type { Usage } from '../measure/run-process.ts';
import type { ReportSet } from '../workload/sets.ts';

interface Target {
  /** Of the fastest peer that makes a report. */
  readonly share?: number;
  readonly peakMb?: number;
}

const TARGETS: Readonly<Partial<Record<ReportSet, Target>>> = {
  T: { share: 1 / 2 },
  M: { share: 1 / 5, peakMb: 110 },
  L: { share: 1 / 8, peakMb: 200 },
  XL: { peakMb: 250 },
};

export interface Rival {
  readonly name: string;
  readonly usage: Usage;
}

export interface Standing {
  readonly set: ReportSet;
  /** Null when ours failed. */
  readonly ours: Usage | null;
  /** Null when every peer failed. */
  readonly report: Rival | null;
  readonly conversion: Rival | null;
}

/** One line a target, and one for the tools that only convert, which have no target. */
export function judgeTargets({ set, ours, report, conversion }: Standing): string[] {
  const target = TARGETS[set];
  if (ours === null) return [`${set}: ours failed: missed`];
  const lines = set === 'XL' ? ['XL succeeds: met'] : [];
  if (target?.share !== undefined)
    lines.push(
      report === null
        ? `${set} time: every peer failed: met`
        : judgeTime(set, target.share, { ours, report }),
    );
  if (target?.peakMb !== undefined)
    lines.push(
      `${set} memory: ${ours.peakMb.toFixed(0)} MB, must be ${target.peakMb}: ${tell(ours.peakMb <= target.peakMb)}`,
    );
  if (conversion !== null)
    lines.push(`${set} beside the fastest conversion: ${compare(ours, conversion)} (no target)`);
  return lines;
}

function judgeTime(set: ReportSet, share: number, { ours, report }: { ours: Usage; report: Rival }): string {
  const met = ours.wallMs <= share * report.usage.wallMs;
  return `${set} time: ${compare(ours, report)}, must be ${formatRatio(share)}: ${tell(met)}`;
}

function compare(ours: Usage, { name, usage }: Rival): string {
  const wall = formatRatio(ours.wallMs / usage.wallMs);
  return `${wall} of ${name} (by CPU time ${formatRatio(ours.cpuMs / usage.cpuMs)})`;
}

function tell(met: boolean): string {
  return met ? 'met' : 'missed';
}
