import type { TestRow } from '../../model/stability-report.ts';
import { VERDICTS } from '../../model/verdict.ts';
import type { ScopePayload, ShapePayload } from './payload.ts';
import { roundMs, roundRate } from './round.ts';

/** Writes rows as JSON arrays; classnames and equal histories are written once and referred to by index. */
export class RowEncoder {
  readonly scopes: string[] = [];
  readonly shapes: string[] = [];
  readonly #scopeIndex = new Map<string, number>();
  readonly #shapeIndex = new Map<string, number>();
  readonly #recentShapes = new Map<string, { row: TestRow; index: number }>();

  encode(row: TestRow, number: number): string {
    const numbers = `${this.#indexScope(row)},${this.#indexShape(row)},${roundMs(row.medianMs)},${roundMs(row.spreadMs)}`;
    const id = row.id.endsWith(row.name) ? '' : `,${JSON.stringify(row.id)}`;
    return `[${number},${JSON.stringify(row.name)},${numbers}${id}]`;
  }

  #indexScope(row: TestRow): number {
    const key = row.file === null ? row.classname : `${row.classname}\0${row.file}`;
    const known = this.#scopeIndex.get(key);
    if (known !== undefined) return known;
    const scope: ScopePayload = [row.classname, row.file];
    const index = this.scopes.push(JSON.stringify(scope)) - 1;
    this.#scopeIndex.set(key, index);
    return index;
  }

  /** Nearly every row has the history of one seen before; comparing figures is cheaper than writing them. */
  #indexShape(row: TestRow): number {
    const key = `${row.codes} ${row.score}`;
    const recent = this.#recentShapes.get(key);
    if (recent && haveSameShape(recent.row, row)) return recent.index;
    const shape = JSON.stringify(shapeOf(row));
    const index = this.#shapeIndex.get(shape) ?? this.shapes.push(shape) - 1;
    this.#shapeIndex.set(shape, index);
    this.#recentShapes.set(key, { row, index });
    return index;
  }
}

function shapeOf(row: TestRow): ShapePayload {
  return [
    row.codes,
    VERDICTS.indexOf(row.verdict),
    row.ran,
    row.failed,
    roundRate(row.score),
    roundRate(row.pFlaky),
    roundRate(row.pBroken),
    roundRate(row.low),
    roundRate(row.median),
    roundRate(row.high),
    row.runs95,
    row.nights95,
    roundRate(row.redNight),
    roundRate(row.hiddenRate95),
  ];
}

/** Codes and score are equal already; a history of other nights may still differ in the rest. */
function haveSameShape(a: TestRow, b: TestRow): boolean {
  return (
    a.verdict === b.verdict &&
    a.ran === b.ran &&
    a.failed === b.failed &&
    a.pFlaky === b.pFlaky &&
    a.pBroken === b.pBroken &&
    a.low === b.low &&
    a.median === b.median &&
    a.high === b.high &&
    a.runs95 === b.runs95 &&
    a.nights95 === b.nights95 &&
    a.redNight === b.redNight &&
    a.hiddenRate95 === b.hiddenRate95
  );
}
