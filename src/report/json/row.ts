/** One test of the matrix as a line of JSON, assembled by hand because there may be hundreds of thousands. */
import type { TestRow } from '../../model/stability-report.ts';
import { writeFigure } from '../figures.ts';
import { rememberByScore } from '../score-text.ts';

/** Makes a writer that gives the same text as `writeJson`; it remembers scores, so use one for a whole report. */
export function createRowWriter(): (row: TestRow) => string {
  const writeScoreOnce = rememberByScore(writeScore);
  return (row) => {
    const names = `{"id":${JSON.stringify(row.id)},"classname":${JSON.stringify(row.classname)},"name":${JSON.stringify(row.name)}`;
    const file = row.file === null ? 'null' : JSON.stringify(row.file);
    const times = `"medianMs":${writeFigure(row.medianMs)},"spreadMs":${writeFigure(row.spreadMs)}}`;
    return `${names},"file":${file},${writeScoreOnce(row)},${times}`;
  };
}

function writeScore(row: TestRow): string {
  return [
    `"verdict":${JSON.stringify(row.verdict)},"codes":${JSON.stringify(row.codes)}`,
    `"ran":${row.ran},"failed":${row.failed},"score":${writeFigure(row.score)}`,
    `"pFlaky":${writeFigure(row.pFlaky)},"pBroken":${writeFigure(row.pBroken)}`,
    `"low":${writeFigure(row.low)},"median":${writeFigure(row.median)},"high":${writeFigure(row.high)}`,
    `"runs95":${writeFigure(row.runs95)},"nights95":${writeFigure(row.nights95)}`,
    `"redNight":${writeFigure(row.redNight)},"hiddenRate95":${writeFigure(row.hiddenRate95)}`,
  ].join(',');
}
