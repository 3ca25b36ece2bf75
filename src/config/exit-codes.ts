/** What the process ends with. Scripts rely on these numbers; `edge/decide-exit.ts` chooses among them. */
export const EXIT = {
  passed: 0,
  gateFailed: 1,
  usage: 2,
  noEvidence: 3,
  unwritten: 4,
  unknown: 5,
  internal: 70,
  interrupted: 130,
} as const;

export const EXIT_CODES = [
  { code: EXIT.passed, meaning: 'the gate passed' },
  { code: EXIT.gateFailed, meaning: 'the gate failed: see --fail-on' },
  { code: EXIT.usage, meaning: 'wrong usage: nothing was read' },
  { code: EXIT.noEvidence, meaning: 'no evidence: no report found, or none readable' },
  { code: EXIT.unwritten, meaning: 'an output could not be written: the analysis is shown all the same' },
  { code: EXIT.unknown, meaning: 'cannot know: --bisect-order found no answer' },
  { code: EXIT.internal, meaning: 'internal error: a fault in focus-stability itself' },
  { code: EXIT.interrupted, meaning: 'stopped by Ctrl-C: the report is about what was done until then' },
] as const;

/** A report is asked no question that may have no answer. */
export const REPORT_EXIT_CODES = EXIT_CODES.filter(({ code }) => code !== EXIT.unknown);

/** A server judges nothing. */
export const SERVE_EXIT_CODES = [
  { code: EXIT.passed, meaning: 'it was told to end' },
  { code: EXIT.usage, meaning: 'wrong usage, or an address it cannot listen on' },
  { code: EXIT.unwritten, meaning: 'standard output could not be written' },
  { code: EXIT.internal, meaning: 'internal error: a fault in focus-stability itself' },
  { code: EXIT.interrupted, meaning: 'told a second time before it had ended' },
] as const;
