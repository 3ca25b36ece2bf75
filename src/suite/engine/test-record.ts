/** A test of which not everything is known yet. */
import type { JournalEvent } from '../journal/schema.ts';
import type { Metric, SuiteFailure, TestFacts, TestOutcome, TestResult } from '../types/result.ts';

export interface TestEnding {
  readonly outcome: TestOutcome;
  readonly durationMs: number;
  readonly skipReason: string;
  readonly failures: readonly SuiteFailure[];
}

export class TestRecord {
  readonly facts: TestFacts;
  private readonly metrics = new Map<string, Metric>();
  private readonly attachments: string[] = [];
  private readonly lines: string[] = [];

  constructor(facts: TestFacts) {
    this.facts = facts;
  }

  /** @param folder of attachments, relative to the output folder */
  note(event: JournalEvent, folder: string): void {
    if (event.kind === 'log') this.lines.push(event.text);
    else if (event.kind === 'metric') this.metrics.set(event.name, { name: event.name, value: event.value });
    else if (event.kind === 'attachment') this.attachments.push(`${folder}/${event.path}`);
  }

  end({ outcome, durationMs, skipReason, failures }: TestEnding): TestResult {
    const { facts, attachments } = this;
    const metrics = [...this.metrics.values()];
    const log = this.lines.join('\n');
    return { ...facts, outcome, durationMs, failures, skipReason, metrics, attachments, log };
  }
}
