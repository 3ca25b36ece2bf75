/** Which business rules hold: a server is of one profile. */
import * as channels from './field-rules/channels.ts';
import * as frequency from './field-rules/frequency.ts';
import * as nfft from './field-rules/nfft.ts';
import * as size from './field-rules/size.ts';
import * as times from './field-rules/times.ts';
import * as waterfall from './field-rules/waterfall.ts';
import type { ConfigureRequest, FieldRule, RuleFacts } from './rules.ts';

export const PROFILES = ['default', 'strict-view-limits', 'legacy'] as const;
export type ServerProfile = (typeof PROFILES)[number];

/** In the order a refusal is told; the last one counts on those before it. */
const DEFAULT_RULES: readonly FieldRule[] = [
  size.heightPositive,
  channels.channelsLowest,
  channels.channelsOrder,
  channels.channelsAmount,
  channels.channelsHighest,
  waterfall.waterfallDuration,
  waterfall.waterfallFrequency,
  waterfall.waterfallNfft,
  frequency.frequencyLowest,
  frequency.frequencyHighest,
  frequency.frequencyNyquist,
  frequency.frequencyWidth,
  nfft.nfftPowerOf2,
  size.durationPositive,
  times.timesBoth,
  times.timesOrder,
  size.computedFftLimit,
];

const RULES: Readonly<Record<ServerProfile, readonly FieldRule[]>> = {
  default: DEFAULT_RULES,
  'strict-view-limits': [...DEFAULT_RULES, nfft.nfftMultichannel, channels.singlechannelOnly],
  // Keeps what the calculation needs; any number of points above 0 is taken.
  legacy: DEFAULT_RULES.map((rule) => (rule === nfft.nfftPowerOf2 ? nfft.nfftPositive : rule)),
};

export function rulesOf(profile: ServerProfile): readonly FieldRule[] {
  return RULES[profile];
}

export interface RuleRefusal {
  /** On the wire, with dots. */
  readonly field: string;
  readonly rule: string;
  /** Names the field, the rule and the allowed values. */
  readonly text: string;
}

/** The first rule the request breaks, or null. */
export function checkRules(
  request: ConfigureRequest,
  rules: readonly FieldRule[],
  facts: RuleFacts,
): RuleRefusal | null {
  for (const rule of rules) {
    const text = rule.check(request, facts);
    if (text !== null) return { field: rule.field, rule: rule.name, text };
  }
  return null;
}
