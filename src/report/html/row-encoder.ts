import type { TestRow } from '../../model/stability-report.ts';
import { VERDICTS } from '../../model/verdict.ts';
import { rememberByScore } from '../score-text.ts';
import type { ScopePayload, ShapePayload } from './payload.ts';
import { roundMs, roundRate } from '../figures.ts';

/** Writes rows as JSON arrays; classnames and equal histories are written once and referred to by index. */
export class RowEncoder {
  readonly scopes: string[] = [];
  readonly shapes: string[] = [];
  readonly #scopeIndex = new Map<string, number>();
  readonly #shapeIndex = new Map<string, number>();
  readonly #writeShapeIndex = rememberByScore((row) => this.#indexShape(row));

  encode(row: TestRow, number: number): string {
    const id = row.id.endsWith(row.name) ? '' : `,${JSON.stringify(row.id)}`;
    // Joined, because thousands of rows are held: a concatenation would hold all its parts.
    return [
      `[${number}`,
      JSON.stringify(row.name),
      this.#indexScope(row),
      this.#writeShapeIndex(row),
      `${roundMs(row.medianMs)}`,
      `${roundMs(row.spreadMs)}${id}]`,
    ].join(',');
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

  #indexShape(row: TestRow): string {
    const shape = JSON.stringify(shapeOf(row));
    const index = this.#shapeIndex.get(shape) ?? this.shapes.push(shape) - 1;
    this.#shapeIndex.set(shape, index);
    return `${index}`;
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
