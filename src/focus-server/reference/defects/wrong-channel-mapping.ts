import type { Defect } from '../defect.ts';

function reverseValues(mapping: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const streams = [...mapping.values()].toReversed();
  return new Map([...mapping.keys()].map((channel, index) => [channel, streams[index] ?? 0]));
}

export const wrongChannelMapping: Defect = {
  name: 'wrong-channel-mapping',
  title: 'Channels are mapped to streams in reverse',
  hooks: { plan: (plan) => ({ ...plan, channelToStream: reverseValues(plan.channelToStream) }) },
};
