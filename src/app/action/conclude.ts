/** How the step ends: its exit code, and an annotation that says why it is not 0. */
import { EXIT } from '../../config/exit-codes.ts';
import { commands } from '../../github/actions-runtime.ts';
import { errorStack } from '../../kit/error-text.ts';
import { UsageError } from '../../kit/usage-error.ts';
import type { StabilityReport } from '../../model/stability-report.ts';
import { showOnOneLine } from '../../kit/visible.ts';

export function concludeReport({ gate, totals, ledger }: StabilityReport): number {
  if (totals.tests === 0) {
    const [problem] = [...ledger.problems, ...ledger.iterations.flatMap(({ problems }) => problems)];
    const why = problem === undefined ? 'no report could be read' : `${problem.message} → ${problem.advice}`;
    commands.error(showOnOneLine(`no evidence: ${why}`), { title: 'focus-stability' });
    return EXIT.noEvidence;
  }
  if (gate.passed) return EXIT.passed;
  commands.error(gate.reasons.join('; '), { title: 'focus-stability: the gate failed' });
  return EXIT.gateFailed;
}

/** Nobody waits for it any more, and half a night is no news. */
export function concludeInterrupted(): number {
  warn('the run was cancelled, so nothing is published');
  return EXIT.interrupted;
}

export function concludeError(error: unknown): number {
  if (error instanceof UsageError) {
    commands.error(error.message, { title: 'focus-stability: wrong input' });
    return EXIT.usage;
  }
  const detail = errorStack(error);
  commands.error(`internal error, please report it with this text: ${detail}`, { title: 'focus-stability' });
  return EXIT.internal;
}

/** What could not be done, and what it costs. */
export function warn(...lines: readonly string[]): void {
  for (const line of lines) commands.warning(line, { title: 'focus-stability' });
}
