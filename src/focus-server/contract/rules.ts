/** The business rules of configure: what a well-formed request may still be refused for (400). */
import type { ChannelRange, ViewType } from './stream-plan.ts';

/** A configure request after its schema was checked: integers are integers, absent is null. */
export interface ConfigureRequest {
  readonly viewType: ViewType;
  readonly channels: ChannelRange;
  readonly frequencyRange: { readonly min: number; readonly max: number } | null;
  readonly nfftSelection: number | null;
  /** Seconds. */
  readonly displayTimeAxisDuration: number | null;
  readonly height: number;
  /** Epoch seconds as sent; both null: live. */
  readonly startTime: number | null;
  readonly endTime: number | null;
}

export interface RuleFacts {
  /** Pulse repetition rate, samples per second. */
  readonly prr: number;
  readonly highestChannel: number;
}

/** One rule; returns the text of the refusal, or null when the request keeps it. */
export interface FieldRule {
  /** Name of the field on the wire, with dots: `channels.max`. */
  readonly field: string;
  /** kebab-case name of the rule, unique. */
  readonly name: string;
  check(request: ConfigureRequest, facts: RuleFacts): string | null;
}
