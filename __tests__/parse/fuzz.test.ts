import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HAS_CORPUS, CORPUS, listXml, SAMPLES } from '../helpers/corpus.ts';
import { listReport } from '../helpers/read-report.ts';

/** Small files mutate into more different things per second. */
const MOST_BYTES = 6000;
const CASES = 20_000;

const SEEDS = [...listXml(SAMPLES), ...(HAS_CORPUS ? listXml(CORPUS) : [])]
  .map((path) => readFileSync(path))
  .filter((bytes) => bytes.length > 0 && bytes.length < MOST_BYTES);

/** Bytes that mean something to a scanner are likelier than chance would have them. */
const TELLING = [...Buffer.from('<>/="\'&;![]-? \n\0#x'), 0xff, 0xfe, 0xef, 0xbb, 0xbf, 0xc3, 0x80];

const mutation = fc.record({
  kind: fc.constantFrom('set', 'insert', 'remove', 'repeat', 'cut'),
  at: fc.nat({ max: 1_000_000 }),
  byte: fc.oneof(fc.constantFrom(...TELLING), fc.nat({ max: 255 })),
  length: fc.nat({ max: 200 }),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(bytes: Buffer, { kind, at, byte, length }: Mutation): Buffer {
  const place = at % Math.max(1, bytes.length);
  const before = bytes.subarray(0, place);
  if (kind === 'cut') return before;
  if (kind === 'insert') return Buffer.concat([before, Buffer.from([byte]), bytes.subarray(place)]);
  if (kind === 'remove') return Buffer.concat([before, bytes.subarray(place + length)]);
  if (kind === 'repeat')
    return Buffer.concat([before, bytes.subarray(place, place + length), bytes.subarray(place)]);
  return Buffer.concat([before, Buffer.from([byte]), bytes.subarray(place + 1)]);
}

it(`survives ${CASES} mutated reports: no crash, no hang, no lost file`, { timeout: 300_000 }, async () => {
  expect(SEEDS.length).toBeGreaterThan(10);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      fc.nat({ max: 300 }),
      async (seed, mutations, chunk) => {
        const original = SEEDS[seed % SEEDS.length] ?? Buffer.alloc(0);
        const bytes = mutations.reduce(mutate, original);
        const { facts, problems, cases } = await listReport(bytes, { chunk: chunk + 1 });
        // A file is never lost: it is complete, or something says what is wrong with it.
        if (facts.state !== 'complete') expect(problems.length).toBeGreaterThan(0);
        expect(cases.length).toBe(
          facts.cases + facts.suiteErrors - unfinishedSuiteErrors(facts, cases.length),
        );
        for (const { code, durationMs } of cases) {
          expect('PFESR').toContain(code);
          expect(durationMs >= 0 && durationMs <= 365 * 86_400_000).toBe(true);
        }
      },
    ),
    { numRuns: CASES, seed: 20261122 },
  );
});

/** A suite error whose element never ends is counted but has no result. */
function unfinishedSuiteErrors(facts: { cases: number; suiteErrors: number }, ended: number): number {
  const missing = facts.cases + facts.suiteErrors - ended;
  return missing === 1 && facts.suiteErrors > 0 ? 1 : 0;
}
