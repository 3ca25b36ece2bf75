import { parseConfigure } from '../../../src/focus-server/contract/parse-request.ts';
import type { ConfigureRequest, RuleFacts } from '../../../src/focus-server/contract/rules.ts';

export const FACTS: RuleFacts = { prr: 2000, highestChannel: 2337 };

/** The body of the contract's own example. */
export const EXAMPLE = {
  displayTimeAxisDuration: 10,
  nfftSelection: 1024,
  displayInfo: { height: 1000 },
  channels: { min: 1, max: 50 },
  frequencyRange: { min: 0, max: 500 },
  start_time: null,
  end_time: null,
  view_type: '0',
};

/** The example with other top-level fields; undefined leaves a field out. */
export function configure(changes: Readonly<Record<string, unknown>> = {}): ConfigureRequest {
  const parsed = parseConfigure({ ...EXAMPLE, ...changes });
  if ('issues' in parsed) throw new Error(JSON.stringify(parsed.issues));
  return parsed.ok;
}
