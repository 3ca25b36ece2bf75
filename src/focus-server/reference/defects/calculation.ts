/** Defects in what a valid request comes to. */
import type { StreamPlan } from '../../contract/stream-plan.ts';
import type { Defect } from '../defect.ts';

function stayAtSelection(plan: StreamPlan): StreamPlan {
  const { nfft, nfftSelection, firstBin, frequencies, prr, stepHz } = plan;
  if (nfft === nfftSelection) return plan;
  const step = prr / 2 / (nfftSelection / 2 + 1);
  const first = Math.floor((firstBin * stepHz) / step);
  const end = Math.max(first + 1, Math.floor(((firstBin + frequencies.length) * stepHz) / step));
  return {
    ...plan,
    nfft: nfftSelection,
    stepHz: step,
    firstBin: first,
    frequencies: Array.from({ length: end - first }, (_, index) => (first + index) * step),
  };
}

function reverseValues(mapping: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const streams = [...mapping.values()].toReversed();
  return new Map([...mapping.keys()].map((channel, index) => [channel, streams[index] ?? 0]));
}

export const CALCULATION: readonly Defect[] = [
  {
    name: 'missing-frequency',
    title: 'The highest frequency is missing',
    hooks: { plan: (plan) => ({ ...plan, frequencies: plan.frequencies.slice(0, -1) }) },
  },
  {
    name: 'no-escalation',
    title: 'The FFT keeps the points asked for however little the rows overlap',
    hooks: { plan: stayAtSelection },
  },
  {
    name: 'wrong-channel-mapping',
    title: 'Channels are mapped to streams in reverse',
    hooks: { plan: (plan) => ({ ...plan, channelToStream: reverseValues(plan.channelToStream) }) },
  },
  {
    name: 'wrong-lines-dt',
    title: 'lines_dt is a tenth too long',
    hooks: { plan: (plan) => ({ ...plan, linesDt: plan.linesDt * 1.1 }) },
  },
];
