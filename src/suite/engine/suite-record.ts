/** What is known of a suite, told by the journals of its processes one after another. */
import { idOf } from '../api/names.ts';
import type { JournalEvent, JournalEventOf } from '../journal/schema.ts';
import type { SuiteEvent } from '../types/ports.ts';
import type { SuiteFailure, SuiteResult, TestFacts, TestResult } from '../types/result.ts';
import { TestRecord } from './test-record.ts';

/** Names of cases for what is no single test's matter. */
export const LOAD_CASE = '(load)';
export const SUITE_CASE = '(suite)';

export interface RecordPlace {
  /** Name of the suite's source. */
  readonly name: string;
  /** Of attachments, relative to the output folder. */
  readonly attachments: string;
  emit(event: SuiteEvent): void;
}

export class SuiteRecord {
  readonly remarks: string[] = [];
  private readonly place: RecordPlace;
  private manifest: JournalEventOf<'loaded'> | null = null;
  private readonly unfinished = new Map<string, TestRecord>();
  private readonly results = new Map<string, TestResult>();
  private readonly suiteFailures: SuiteFailure[] = [];
  private loadFailure: SuiteFailure | null = null;
  private processes = 0;
  private done = false;
  private exit: JournalEventOf<'exit'> | null = null;
  private progress = 0;

  constructor(place: RecordPlace) {
    this.place = place;
  }

  /** Another process takes over. */
  beginProcess(): void {
    this.processes += 1;
    this.done = false;
    this.exit = null;
    this.loadFailure = null;
    this.progress = this.results.size;
    this.unfinished.clear();
  }

  take(event: JournalEvent): void {
    switch (event.kind) {
      case 'loaded':
        this.takeManifest(event);
        break;
      case 'load-failed':
        this.loadFailure = event.failure;
        break;
      case 'started':
        this.start(event.id);
        break;
      case 'ended':
        this.end(event.id, event);
        break;
      case 'suite-failed':
        this.suiteFailures.push(event.failure);
        break;
      case 'exit':
        if (!this.done) this.exit = event;
        break;
      case 'done':
        this.done = true;
        break;
      default:
        if (event.id !== null) this.unfinished.get(event.id)?.note(event, this.place.attachments);
    }
  }

  private takeManifest(event: JournalEventOf<'loaded'>): void {
    if (this.manifest !== null) return;
    this.manifest = event;
    const { title, tests } = event;
    this.place.emit({ kind: 'suite-loaded', suite: this.place.name, title, tests: tests.length });
  }

  private start(id: string): void {
    const facts = this.manifest?.tests.find((test) => test.id === id);
    if (facts === undefined || this.results.has(id)) return;
    this.unfinished.set(id, new TestRecord(facts));
    this.place.emit({ kind: 'test-started', suite: this.place.name, id });
  }

  private end(id: string, ending: Parameters<TestRecord['end']>[0]): void {
    const record = this.unfinished.get(id);
    if (record === undefined) return;
    this.unfinished.delete(id);
    const result = record.end(ending);
    this.results.set(id, result);
    this.place.emit({ kind: 'test-ended', suite: this.place.name, result });
  }

  /** An errored case for a test that will say nothing more. */
  fail(id: string, failure: SuiteFailure): void {
    const facts = this.manifest?.tests.find((test) => test.id === id);
    if (facts !== undefined && !this.unfinished.has(id)) this.unfinished.set(id, new TestRecord(facts));
    this.end(id, { outcome: 'errored', durationMs: 0, skipReason: '', failures: [failure] });
  }

  /** Forgets the results whose failures are such. */
  withdraw(areSuch: (failures: readonly SuiteFailure[]) => boolean): void {
    for (const [id, { failures }] of this.results) if (areSuch(failures)) this.results.delete(id);
  }

  failSuite(failure: SuiteFailure): void {
    this.suiteFailures.push(failure);
  }

  /** Null until the manifest is there. */
  get tests(): readonly TestFacts[] | null {
    return this.manifest?.tests ?? null;
  }

  get running(): readonly string[] {
    return [...this.unfinished.keys()];
  }

  /** Without a result, in the order of the manifest. */
  get unresolved(): readonly string[] {
    return (this.manifest?.tests ?? []).map(({ id }) => id).filter((id) => !this.results.has(id));
  }

  /** Of the current process. */
  get state(): {
    readonly done: boolean;
    readonly exit: JournalEventOf<'exit'> | null;
    readonly loadFailure: SuiteFailure | null;
    readonly hasProgressed: boolean;
  } {
    const { done, exit, loadFailure } = this;
    return { done, exit, loadFailure, hasProgressed: this.results.size > this.progress };
  }

  conclude(durationMs: number): SuiteResult {
    const { name } = this.place;
    const { title = name, xray = [], startedAt = null } = this.manifest ?? {};
    const { remarks, processes } = this;
    const tests = [...this.results.values(), ...this.concludeSuite()];
    return { name, title, xray, startedAt, durationMs, tests, processes, remarks };
  }

  private concludeSuite(): readonly TestResult[] {
    const { name } = this.place;
    if (this.suiteFailures.length === 0) return [];
    const own = this.manifest === null ? LOAD_CASE : SUITE_CASE;
    const record = new TestRecord({ id: idOf(name, own), name: own, tags: [], xray: [] });
    return [record.end({ outcome: 'errored', durationMs: 0, skipReason: '', failures: this.suiteFailures })];
  }
}
