import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault, FaultKind } from '../../src/proxy/fault.ts';
import { FAULT_KINDS } from '../../src/proxy/fault-kinds.ts';
import { InvalidFault, describeFault, parseFault } from '../../src/proxy/parse-fault.ts';

/** The compiler demands a line here for every member of the union. */
const ONE_OF_EACH: { readonly [Kind in FaultKind]: Extract<Fault, { kind: Kind }> } = {
  latency: { kind: 'latency', ms: 100, jitterMs: 20 },
  bandwidth: { kind: 'bandwidth', bytesPerSecond: 20_000 },
  loss: { kind: 'loss', share: 0.1, stallMs: 200, resetShare: 0.01 },
  'half-open': { kind: 'half-open' },
  partition: { kind: 'partition' },
  'slow-close': { kind: 'slow-close', ms: 5000 },
  down: { kind: 'down' },
};

describe('the list of kinds', () => {
  it('has every kind of the port once, and every row of every family', () => {
    const folder = join(import.meta.dirname, '../../src/proxy');
    const rows = readdirSync(folder).flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return [...text.matchAll(/^ {4}kind: '(.+)',$/gm)].map(([, kind = '']) => kind);
    });
    const kinds = FAULT_KINDS.map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(rows.toSorted());
    expect(kinds.toSorted()).toEqual(Object.keys(ONE_OF_EACH).toSorted());
  });

  it.each(FAULT_KINDS)(
    '$kind: its example and its schema say the same',
    ({ kind, example, schema, summary }) => {
      expect(parseFault(example)).toEqual(ONE_OF_EACH[kind]);
      expect(schema.parse(ONE_OF_EACH[kind])).toEqual(ONE_OF_EACH[kind]);
      expect(summary).toMatch(/\.$/);
    },
  );
});

describe('parseFault', () => {
  it.each<[string, unknown, Fault]>([
    ['an object', { kind: 'latency', ms: 5 }, { kind: 'latency', ms: 5 }],
    ['JSON', '{"kind":"loss","share":0.1}', { kind: 'loss', share: 0.1 }],
    ['a bare number', 'latency 100', { kind: 'latency', ms: 100 }],
    ['units', 'latency 1.5s jitterMs=20ms', { kind: 'latency', ms: 1500, jitterMs: 20 }],
    ['a percentage', 'loss 10%', { kind: 'loss', share: 0.1 }],
    ['one word', 'loss:share=0.5,stallMs=300', { kind: 'loss', share: 0.5, stallMs: 300 }],
    ['no field', ' partition ', { kind: 'partition' }],
  ])('reads %s', (_what, written, fault) => {
    expect(parseFault(written)).toEqual(fault);
  });

  it.each<[unknown, string]>([
    ['latncy 100', 'there is no fault "latncy"; there are: latency, bandwidth, loss, half-open'],
    [{ kind: 7 }, 'there is no fault 7'],
    [null, 'a fault is an object with a "kind", or words: latency ms=100'],
    ['', 'there is no fault ""'],
    [{ kind: 'latency' }, 'fault "latency": ms: '],
    [{ kind: 'latency', ms: '100' }, 'ms: '],
    [{ kind: 'latency', ms: 3_600_001 }, 'ms: '],
    [{ kind: 'latency', ms: 1, delay: 2 }, '"delay"'],
    [{ kind: 'loss', share: 1.1 }, '(for example: loss share=10%'],
    [{ kind: 'bandwidth', bytesPerSecond: 0 }, 'bytesPerSecond: '],
    ['latency fast', 'ms: "fast" is no number (such as 100, 100ms, 2s, 10%)'],
    ['latency 100 200', 'ms is given twice'],
    ['down 5', 'fault "down" takes no "5"'],
    ['{"kind":', 'not valid JSON'],
    [`latency ${'1'.repeat(2000)}`, 'at most 1000 characters'],
    ['latency __proto__=1', 'ms: '],
  ])('refuses %j and says what is wrong', (written, message) => {
    expect(() => parseFault(written)).toThrow(InvalidFault);
    expect(() => parseFault(written)).toThrow(message);
  });

  it('reads back what describeFault writes', () => {
    const duration = fc.double({ min: 0, max: 3_600_000, noNaN: true });
    const fault = fc.oneof(
      fc.record({ kind: fc.constant('latency' as const), ms: duration, jitterMs: duration }),
      fc.record({ kind: fc.constant('loss' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.constantFrom(...Object.values(ONE_OF_EACH)),
    );
    fc.assert(
      fc.property(fault, (written) => {
        expect(parseFault(describeFault(written))).toEqual(written);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('answers everything else with InvalidFault and nothing worse', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.string(), fc.json(), fc.record({ kind: fc.anything() })),
        (value) => {
          try {
            expect(FAULT_KINDS.map(({ kind }) => kind)).toContain(parseFault(value).kind);
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidFault);
          }
        },
      ),
      { seed: 4, numRuns: 500 },
    );
  });
});
