import assert from 'node:assert/strict';
import type { FocusBuilder } from '../support/context.ts';
import { serverFacts, expectPlanned } from '../support/plan.ts';
import { expectFirstFrames } from '../support/streams.ts';
import { startAsPlanned } from '../support/configure.ts';
import { liveRequest, type ConfigureFields } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';

/** What the figures of the rows were recorded and calculated at. */
const PRR = 2000;

interface EscalationRow {
  readonly name: string;
  readonly xray: string;
  readonly asked: TimeAxis;
  /** `bins` from 0 to 500 Hz. */
  readonly answered: { readonly linesDt: number; readonly stepHz: number; readonly bins: number };
}

interface TimeAxis {
  readonly nfft: number;
  /** Seconds. */
  readonly duration: number;
  readonly height: number;
}

/** step = (prr / 2) / (N / 2 + 1) * (N / nfftSelection) */
const ROWS: readonly EscalationRow[] = [
  {
    name: 'NFFT 1024 with 300 s on 600 rows becomes 2048, as recorded',
    xray: 'PZ-389',
    asked: { nfft: 1024, duration: 300, height: 600 },
    answered: { linesDt: 0.5, stepHz: 1.951219512195122, bins: 256 },
  },
  {
    name: 'NFFT 512 with 30 s on 768 rows stays, as recorded',
    xray: 'PZ-390',
    asked: { nfft: 512, duration: 30, height: 768 },
    answered: { linesDt: 0.0390625, stepHz: 3.89105, bins: 128 },
  },
  {
    name: 'NFFT 1024 stays where exactly half of it overlaps',
    xray: 'PZ-391',
    asked: { nfft: 1024, duration: 32, height: 125 },
    answered: { linesDt: 0.256, stepHz: 1.949317738791423, bins: 256 },
  },
  {
    name: 'NFFT 1024 becomes 2048 where less than half of it overlaps',
    xray: 'PZ-392',
    asked: { nfft: 1024, duration: 33, height: 125 },
    answered: { linesDt: 0.264, stepHz: 1.951219512195122, bins: 256 },
  },
  {
    name: 'NFFT 128 is doubled five times for a row a second',
    xray: 'PZ-393',
    asked: { nfft: 128, duration: 60, height: 60 },
    answered: { linesDt: 1, stepHz: 15.617374328940947, bins: 32 },
  },
];

export function defineEscalationTests({ test }: FocusBuilder): void {
  for (const row of ROWS)
    test(row.name, { xray: row.xray }, async (t) => {
      const { linesDt, stepHz, bins } = row.answered;
      const { prr } = await t.use(serverFacts);
      const response = await startAsPlanned(t, askFor(row.asked));
      if (prr !== PRR) {
        t.log(`prr is ${prr}: calculated figures were compared, not the recorded ones of prr ${PRR}`);
        return;
      }
      assert.equal(response.lines_dt, linesDt, 'lines_dt');
      const [first, second = 0] = response.frequencies_list;
      assert.equal(first, 0, 'the first frequency');
      assert.ok(Math.abs(second - stepHz) < 1e-6, `step is ${second} Hz, not ${stepHz}`);
      assert.equal(response.frequencies_amount, bins, 'frequencies_amount');
    });

  test('frames of a doubled NFFT have the shape that was answered', { xray: 'PZ-394' }, async (t) => {
    const body = askFor({ nfft: 128, duration: 60, height: 60 });
    const server = await t.use(focusServer);
    const response = await server.start(body);
    const facts = await t.use(serverFacts);
    const { nfft } = expectPlanned(response, body, facts);
    assert.ok(nfft > 128, 'this prr asks for no doubling');
    await expectFirstFrames(t, response);
  });
}

function askFor({ nfft, duration, height }: TimeAxis): ConfigureFields {
  return liveRequest({
    nfftSelection: nfft,
    displayTimeAxisDuration: duration,
    displayInfo: { height },
    channels: { min: 11, max: 16 },
    frequencyRange: { min: 0, max: 500 },
  });
}
