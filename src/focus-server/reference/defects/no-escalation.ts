import type { Defect } from '../defect.ts';
import type { StreamPlan } from '../../contract/stream-plan.ts';

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

export const noEscalation: Defect = {
  name: 'no-escalation',
  title: 'The FFT keeps the points asked for however little the rows overlap',
  hooks: { plan: stayAtSelection },
};
