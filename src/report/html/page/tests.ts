/** The tests of the run, read from the page's data block once somebody looks at them. */
import { VERDICTS, type Verdict } from '../../../model/verdict.ts';
import {
  type DetailPayload,
  TESTS_BLOCK,
  type ShapePayload,
  type TestsPayload,
  nameDetailBlock,
} from '../payload.ts';

/** What tests with one history share; one object for all of them. Rates 0..1. */
export interface Shape {
  readonly codes: string;
  readonly verdict: Verdict;
  /** Place of the verdict, 0 for the worst. */
  readonly rank: number;
  readonly ran: number;
  readonly failed: number;
  readonly score: number;
  readonly pFlaky: number;
  readonly pBroken: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly runs95: number;
  readonly nights95: number;
  readonly redNight: number;
  readonly hiddenRate95: number;
}

export interface Test {
  /** Place in the matrix, from 1. */
  readonly number: number;
  readonly name: string;
  readonly classname: string;
  readonly file: string | null;
  readonly id: string | null;
  readonly shape: Shape;
  readonly medianMs: number | null;
  readonly spreadMs: number | null;
}

export interface Tests {
  readonly iterations: readonly number[];
  readonly total: number;
  readonly list: readonly Test[];
  readonly byNumber: ReadonlyMap<number, Test>;
}

let loaded: Tests | null = null;

export function loadTests(): Tests {
  loaded ??= readTests(JSON.parse(document.getElementById(TESTS_BLOCK)?.textContent ?? ''));
  return loaded;
}

/** null for a test of which only the row is in the page. */
export function loadDetail(test: Test): DetailPayload | null {
  const json = document.getElementById(nameDetailBlock(test.number))?.textContent;
  return json ? JSON.parse(json) : null;
}

function readTests(payload: TestsPayload): Tests {
  const shapes = payload.shapes.map(readShape);
  const list: Test[] = [];
  for (const [number, name, scopeIndex, shapeIndex, medianMs, spreadMs, id] of payload.rows) {
    const scope = payload.scopes[scopeIndex];
    const shape = shapes[shapeIndex];
    if (!scope || !shape) continue;
    const [classname, file] = scope;
    list.push({ number, name, classname, file, id: id ?? null, shape, medianMs, spreadMs });
  }
  return {
    iterations: payload.iterations,
    total: payload.total,
    list,
    byNumber: new Map(list.map((test) => [test.number, test])),
  };
}

function readShape(payload: ShapePayload): Shape {
  const [codes, rank, ran, failed, score, pFlaky, pBroken, low, median, high, ...rest] = payload;
  const [runs95, nights95, redNight, hiddenRate95] = rest;
  const verdict = VERDICTS[rank] ?? 'inconclusive';
  return {
    codes,
    verdict,
    rank,
    ran,
    failed,
    score,
    pFlaky,
    pBroken,
    low,
    median,
    high,
    runs95,
    nights95,
    redNight,
    hiddenRate95,
  };
}
