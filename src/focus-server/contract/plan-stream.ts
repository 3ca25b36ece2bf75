/** What a valid configure request comes to (docs: contract of the server, section 3). */
import { DEFAULT_DISPLAY_DURATION, DEFAULT_NFFT, MAX_FREQUENCY_HZ, MAX_STREAMS } from './limits.ts';
import type { ConfigureRequest, RuleFacts } from './rules.ts';
import type { ChannelRange, StreamPart, StreamPlan } from './stream-plan.ts';
import { SINGLECHANNEL, WATERFALL } from './stream-plan.ts';

/**
 * Plans a request that keeps the rules; `facts.prr` is above 0. What the request leaves out becomes 10 s, 1024 points
 * (waterfall: 1) and 0 Hz up to 1000 Hz or Nyquist. `frequencies` is empty when the range is narrower than one step.
 */
export function planStream(request: ConfigureRequest, facts: RuleFacts): StreamPlan {
  const { viewType, channels } = request;
  const { nfftSelection, nfft, linesDt } = chooseNfft(request, facts.prr);
  const nyquist = facts.prr / 2;
  const stepHz = (nyquist / (nfft / 2 + 1)) * (nfft / nfftSelection);
  const range = request.frequencyRange ?? { min: 0, max: Math.min(MAX_FREQUENCY_HZ, nyquist) };
  const firstBin = Math.floor(range.min / stepHz);
  const bins = Math.floor(range.max / stepHz) - firstBin;
  const streams = divideChannels(channels, viewType === SINGLECHANNEL ? 1 : MAX_STREAMS);
  return {
    viewType,
    channels,
    streams,
    channelToStream: mapChannels(streams),
    nfftSelection,
    nfft,
    linesDt,
    stepHz,
    firstBin,
    frequencies: Array.from({ length: bins }, (_, index) => (firstBin + index) * stepHz),
    prr: facts.prr,
  };
}

/**
 * Points of the FFT: doubled until at least half of each window overlaps the one before. Waterfall shows samples, not a
 * spectrum, so it stays at 1. `linesDt` is in seconds.
 */
export function chooseNfft(
  request: ConfigureRequest,
  prr: number,
): { nfftSelection: number; nfft: number; linesDt: number } {
  const linesDt = (request.displayTimeAxisDuration ?? DEFAULT_DISPLAY_DURATION) / request.height;
  if (request.viewType === WATERFALL) return { nfftSelection: 1, nfft: 1, linesDt };
  const nfftSelection = request.nfftSelection ?? DEFAULT_NFFT;
  const hop = linesDt * prr;
  let nfft = nfftSelection;
  // Without the first condition 0 points, which only a defect lets through, would be doubled for ever.
  while (nfft > 0 && 1 - hop / nfft < 0.5) nfft *= 2;
  return { nfftSelection, nfft, linesDt };
}

/** Contiguous parts of nearly equal size, the larger ones first. */
function divideChannels(channels: ChannelRange, mostParts: number): StreamPart[] {
  const amount = channels.max - channels.min + 1;
  const parts = Math.min(mostParts, amount);
  const size = Math.floor(amount / parts);
  const larger = amount % parts;
  return Array.from({ length: parts }, (_, index) => {
    const min = channels.min + index * size + Math.min(index, larger);
    return { index, min, max: min + size - (index < larger ? 0 : 1) };
  });
}

function mapChannels(streams: readonly StreamPart[]): ReadonlyMap<number, number> {
  const map = new Map<number, number>();
  for (const { index, min, max } of streams)
    for (let channel = min; channel <= max; channel += 1) map.set(channel, index);
  return map;
}
