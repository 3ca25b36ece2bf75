/** Which business rules hold: a server is of one profile. */
import * as field from './field-rules.ts';
import type { ConfigureRequest, FieldRule, RuleFacts } from './rules.ts';

export const PROFILES = ['default', 'strict-view-limits', 'legacy'] as const;
export type ServerProfile = (typeof PROFILES)[number];

/** In the order a refusal is told; the last one counts on those before it. */
const DEFAULT_RULES: readonly FieldRule[] = [
  field.heightPositive,
  field.channelsLowest,
  field.channelsOrder,
  field.channelsAmount,
  field.channelsHighest,
  field.waterfallDuration,
  field.waterfallFrequency,
  field.waterfallNfft,
  field.frequencyLowest,
  field.frequencyHighest,
  field.frequencyNyquist,
  field.frequencyWidth,
  field.nfftPowerOf2,
  field.durationPositive,
  field.timesBoth,
  field.timesOrder,
  field.computedFftLimit,
];

const RULES: Readonly<Record<ServerProfile, readonly FieldRule[]>> = {
  default: DEFAULT_RULES,
  'strict-view-limits': [...DEFAULT_RULES, field.nfftMultichannel, field.singlechannelOnly],
  // Keeps what the calculation needs; any number of points above 0 is taken.
  legacy: DEFAULT_RULES.map((rule) => (rule === field.nfftPowerOf2 ? field.nfftPositive : rule)),
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
