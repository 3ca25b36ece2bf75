/** Every deliberate defect there is. A new one is a row in the file of its family. */
import type { Defect } from '../defect.ts';
import { ANSWERS } from './answers.ts';
import { CALCULATION } from './calculation.ts';
import { CATALOGUE } from './catalogue.ts';
import { CONFIGURED } from './configured.ts';
import { FRAMES } from './frames.ts';
import { JOBS } from './jobs.ts';
import { TIMES } from './times.ts';
import { VALIDATION } from './validation.ts';

/** By name. */
export const DEFECTS: readonly Defect[] = [
  ...ANSWERS,
  ...CONFIGURED,
  ...VALIDATION,
  ...CALCULATION,
  ...TIMES,
  ...FRAMES,
  ...JOBS,
  ...CATALOGUE,
].toSorted((a, b) => (a.name < b.name ? -1 : 1));

export function findDefect(name: string): Defect | undefined {
  return DEFECTS.find((defect) => defect.name === name);
}
