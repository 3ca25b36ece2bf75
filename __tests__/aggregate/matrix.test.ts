import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteInterner } from '../../src/aggregate/byte-interner.ts';
import { MatrixBuilder } from '../../src/aggregate/matrix-builder.ts';
import { CELL, CELL_CODES, type CellByte } from '../../src/model/outcome.ts';
import { nightOf, readMemory } from '../helpers/night.ts';

describe('the byte interner', () => {
  it('numbers strings as a map does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ maxLength: 4 }), fc.nat({ max: 2 })), { maxLength: 3000, size: 'max' }),
        (keys) => {
          const interner = new ByteInterner();
          const expected = new Map<string, number>();
          for (const [text, salt] of keys) {
            const key = `${salt}:${text}`;
            if (!expected.has(key)) expected.set(key, expected.size);
            const bytes = Buffer.from(`<${text}>`);
            const id = interner.intern({ bytes, start: 1, end: bytes.length - 1, salt });
            expect(id).toBe(expected.get(key));
            expect(interner.saltOf(id)).toBe(salt);
          }
          expect(interner.count).toBe(expected.size);
        },
      ),
      { seed: 3, numRuns: 30 },
    );
  });

  it('keeps names across block boundaries', () => {
    const interner = new ByteInterner();
    const name = (i: number): string => `${i}`.padEnd(40_000, 'x');
    for (let i = 0; i < 60; i += 1) {
      const bytes = Buffer.from(name(i));
      interner.intern({ bytes, start: 0, end: bytes.length, salt: 0 });
    }
    for (let i = 0; i < 60; i += 1) expect(interner.text(i)).toBe(name(i));
  });

  it('tells hundreds of thousands of names apart when most of them are squeezed', () => {
    const interner = new ByteInterner();
    const key = { bytes: Buffer.alloc(60), start: 0, end: 0, salt: 0 };
    const intern = (i: number): number => {
      key.end = key.bytes.write(`test_of_a_name_that_is_long_enough_${i}`);
      key.salt = i % 3;
      return interner.intern(key);
    };
    for (let i = 0; i < 600_000; i += 1) if (intern(i) !== i) expect.unreachable(`${i} is not new`);
    for (let i = 0; i < 600_000; i += 997) {
      expect(intern(i)).toBe(i);
      expect(interner.saltOf(i)).toBe(i % 3);
      expect(interner.text(i)).toBe(`test_of_a_name_that_is_long_enough_${i}`);
    }
  });

  it('still reads after it was sealed, and takes nothing more', () => {
    const interner = new ByteInterner();
    const key = { bytes: Buffer.from('name'), start: 0, end: 4, salt: 7 };
    interner.intern(key);
    interner.seal();
    expect(interner.text(0)).toBe('name');
    expect(interner.saltOf(0)).toBe(7);
    expect(interner.equals(0, key)).toBe(true);
    expect(() => interner.intern(key)).toThrow('sealed');
  });
});

/** Feeds the builder directly: any table of cells, in any order per iteration. */
function build(
  table: readonly (readonly { test: number; outcome: CellByte }[])[],
): ReturnType<MatrixBuilder['build']> {
  const builder = new MatrixBuilder(table.map((_, index) => index + 1));
  for (const [index, cases] of table.entries()) {
    builder.openReport(index + 1);
    for (const { test, outcome } of cases) {
      const bytes = Buffer.from(`scope${test % 3}name${test}`);
      builder.beginCase({
        bytes,
        scopeStart: 0,
        scopeEnd: 6,
        nameStart: 6,
        nameEnd: bytes.length,
        fileStart: 0,
        fileEnd: 0,
      });
      builder.endCase({ outcome, durationMs: test, flags: 0, failedAttempts: 0, detail: null });
    }
    builder.closeReport();
  }
  return builder.build();
}

const outcome = fc.constantFrom(CELL.passed, CELL.failed, CELL.errored, CELL.skipped, CELL.rescued);
const iteration = fc
  .uniqueArray(fc.nat({ max: 40 }), { maxLength: 40 })
  .chain((tests) => fc.tuple(...tests.map((test) => outcome.map((code) => ({ test, outcome: code })))));

describe('the stability matrix', () => {
  it('holds exactly what the reports said, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(iteration, { minLength: 1, maxLength: 6 }), (table) => {
        const matrix = build(table);
        const said = new Map<string, string[]>();
        for (const [column, cases] of table.entries()) {
          for (const { test, outcome: code } of cases) {
            const id = `scope${test % 3}::name${test}`;
            const strip = said.get(id) ?? table.map(() => '-');
            strip[column] = CELL_CODES[code];
            said.set(id, strip);
          }
        }
        const found = Array.from({ length: matrix.testCount }, (_, test) => [
          matrix.name(test).id,
          matrix.codes(test),
        ]);
        expect(new Map(found as [string, string][])).toEqual(
          new Map([...said].map(([id, strip]) => [id, strip.join('')])),
        );
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('tells the order of an iteration only where it differs', () => {
    const run = (...tests: number[]): { test: number; outcome: CellByte }[] =>
      tests.map((test) => ({ test, outcome: CELL.passed }));
    const matrix = build([run(0, 1, 2, 3), run(0, 1, 3), run(2, 0, 3, 1)]);
    expect(matrix.order(0)).toBeNull();
    expect(matrix.order(1)).toBeNull();
    expect([...(matrix.order(2) ?? [])]).toEqual([2, 0, 3, 1]);
  });

  it('has an empty column for a missing iteration', async () => {
    const [first, , third] = nightOf({ a: 'PPP', b: 'PFP' });
    if (first === undefined || third === undefined) throw new Error('no reports');
    const { matrix } = await readMemory([first, third], { expectedIterations: 4 });
    expect(matrix.iterations).toEqual([1, 2, 3, 4]);
    expect([matrix.codes(0), matrix.codes(1)]).toEqual(['P-P-', 'P-P-']);
    expect(matrix.durationMs(0, 1)).toBeNaN();
  });

  it('reads Windows and POSIX spellings of a scope as one test, and masks names when asked to', async () => {
    const report = (scope: string, name: string): string =>
      `<testsuite><testcase classname="${scope}" name="${name}"/></testsuite>`;
    const reports = [
      { iteration: 1, content: report('src\\a.test.ts', 'works on 0x7f01') },
      { iteration: 2, content: report('src/a.test.ts', 'works on 0x8e22') },
    ];
    const { matrix } = await readMemory(reports, { maskNames: [/0x[0-9a-f]+/g] });
    expect([matrix.testCount, matrix.name(0).id, matrix.codes(0)]).toEqual([
      1,
      'src/a.test.ts::works on *',
      'PP',
    ]);
  });
});
