/** What a refused NFFT must tell, and how far the profiles of servers differ. */
import { MAX_MULTICHANNEL_NFFT, VALID_NFFTS } from '../../contract/limits.ts';
import type { ConfigureResponse } from '../../contract/responses.ts';
import type { FocusTest } from '../support/context.ts';
import { startAsPlanned, expectOnlyRefused } from '../support/configure.ts';
import { liveRequest, type ConfigureFields } from '../support/requests.ts';

/** The field, the rule, and each value that is allowed. */
export const NFFT_CLARITY: readonly (string | RegExp)[] = [
  'nfftSelection',
  'power of 2',
  ...VALID_NFFTS.map((nfft) => new RegExp(`\\b${nfft}\\b`)),
];

export function hasViewLimits({ target }: FocusTest): boolean {
  return target.environment.profile === 'strict-view-limits';
}

/** The smallest one, the default, the largest that every server takes on multichannel, and the largest of all. */
export const COMBINED_NFFTS = [128, 1024, MAX_MULTICHANNEL_NFFT, 65_536] as const;
export type CombinedNfft = (typeof COMBINED_NFFTS)[number];

/**
 * Starts a live multichannel job as planned. Where the server has view limits and the NFFT is above them, asserts that
 * it is refused for that alone, and returns null.
 */
export async function startMultichannel(
  t: FocusTest,
  nfft: number,
  changes: ConfigureFields,
): Promise<ConfigureResponse | null> {
  const ask = (nfftSelection: number): ConfigureFields => liveRequest({ ...changes, nfftSelection });
  if (!isTooLarge(t, nfft)) return startAsPlanned(t, ask(nfft));
  const says = ['nfftSelection', String(MAX_MULTICHANNEL_NFFT), 'maximum'];
  await expectOnlyRefused(
    t,
    { body: ask(nfft), neighbour: ask(MAX_MULTICHANNEL_NFFT) },
    { status: 400, says },
  );
  return null;
}

/** For requests that must be refused for something else: the NFFT itself is no reason. */
export function allowedNfft(t: FocusTest, nfft: number): number {
  return isTooLarge(t, nfft) ? MAX_MULTICHANNEL_NFFT : nfft;
}

/** On multichannel. */
function isTooLarge(t: FocusTest, nfft: number): boolean {
  return hasViewLimits(t) && nfft > MAX_MULTICHANNEL_NFFT;
}
