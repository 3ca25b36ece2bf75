/** What the night cannot show: power, hidden retries, and what flakiness costs. */
import type { StabilityReport } from '../../model/stability-report.ts';
import { describeCost, describeDetection, describePower, describeRetries } from '../sentences.ts';
import type { Level } from './level.ts';

export function renderLimits(report: StabilityReport, { rows }: Level): string[] {
  if (rows === 0) return [];
  const sentences = [
    describePower(report.power),
    describeDetection(report.power),
    describeRetries(report),
    describeCost(report),
  ].filter((sentence) => sentence !== '');
  return [`### What this evidence can show\n\n${sentences.map((sentence) => `- ${sentence}`).join('\n')}`];
}
