/**
 * The case that is open: what its children say about it, and the fragment that is kept of it. An error of a whole suite
 * is such a case too, one that we make up.
 */
import { CASE_FLAG, type CaseResult, type CaseSink } from '../model/case-sink.ts';
import { CELL, type CellByte } from '../model/outcome.ts';
import { PYTEST_ERRORS } from '../producers/pytest/pytest.ts';
import { decideByChildren, decideByStatus, type CaseChildren } from './case-outcome.ts';
import type { DocumentFacts } from './document-facts.ts';
import { ATTRIBUTE, ELEMENT } from './element.ts';
import { FragmentWriter } from './fragment-writer.ts';
import { IdentityReader, valueOf, type NameNormaliser } from './identity.ts';
import { parseDuration, readDurationMs } from './numbers.ts';
import type { TagReader } from './tag-reader.ts';
import type { TextPart } from './tokenizer.ts';

const SUITE_ERROR_NAME = '(suite error)';

export class CaseReader {
  /** Depth of the open case's element, for the owner to set; 0 when none is open, or an empty element. */
  depth = 0;
  /** Depth of its direct child that is being kept; 0 when there is none. */
  keptDepth = 0;

  private readonly sink: CaseSink;
  private readonly facts: DocumentFacts;
  private readonly identities: IdentityReader;
  private readonly fragment = new FragmentWriter();
  private readonly children: CaseChildren = { errors: 0, failures: 0, skipped: 0, flaky: 0, reruns: 0 };
  private readonly result: CaseResult = {
    outcome: CELL.passed,
    durationMs: 0,
    flags: 0,
    failedAttempts: 0,
    detail: null,
  };
  private flags = 0;
  private emptyClass = false;
  private durationMs = 0;
  private statusOutcome: CellByte | null = null;

  constructor(sink: CaseSink, facts: DocumentFacts, normalise: NameNormaliser | null) {
    this.sink = sink;
    this.facts = facts;
    this.identities = new IdentityReader(normalise);
  }

  /** `suites`: names of the suites around it, the outermost first. */
  begin(view: Buffer, tag: TagReader, suites: readonly string[]): void {
    const { facts, children } = this;
    children.errors = 0;
    children.failures = 0;
    children.skipped = 0;
    children.flaky = 0;
    children.reruns = 0;
    this.flags = 0;
    this.keptDepth = 0;
    facts.cases += 1;
    facts.tests.count();
    this.emptyClass =
      tag.has(ATTRIBUTE.classname) && tag.start[ATTRIBUTE.classname] === tag.end[ATTRIBUTE.classname];
    this.durationMs = this.readDuration(view, tag);
    this.statusOutcome =
      tag.has(ATTRIBUTE.status) || tag.has(ATTRIBUTE.result)
        ? decideByStatus([valueOf(view, tag, ATTRIBUTE.status), valueOf(view, tag, ATTRIBUTE.result)])
        : null;
    this.fragment.reset();
    this.sink.beginCase(this.identities.read(view, tag, suites));
  }

  private readDuration(view: Buffer, tag: TagReader): number {
    if (!tag.has(ATTRIBUTE.time)) return 0;
    const quick = readDurationMs(
      view,
      tag.start[ATTRIBUTE.time] as number,
      tag.end[ATTRIBUTE.time] as number,
    );
    if (quick >= 0) return quick;
    const { ms, odd } = parseDuration(valueOf(view, tag, ATTRIBUTE.time));
    if (odd) this.facts.oddDurations += 1;
    return ms;
  }

  /** `tag` is the error, at this depth. */
  beginSuiteError(
    view: Buffer,
    tag: TagReader,
    { depth, suites }: { depth: number; suites: readonly string[] },
  ): void {
    this.facts.suiteErrors += 1;
    this.facts.failed.count();
    this.fragment.reset();
    this.children.errors = 1;
    this.flags = CASE_FLAG.suiteError;
    this.durationMs = 0;
    this.depth = depth;
    this.sink.beginCase(this.identities.fromStrings(suites.join(' > '), SUITE_ERROR_NAME, ''));
    this.keep(view, tag, depth);
  }

  /** An element inside the case was opened, at this depth. */
  enterChild(view: Buffer, tag: TagReader, depth: number): void {
    if (tag.element === ELEMENT.property) {
      this.flags |= CASE_FLAG.properties;
      this.keep(view, tag, depth);
      return;
    }
    if (depth !== this.depth + 1) {
      if (this.keptDepth > 0 && isOutput(tag.element)) this.leaveKept();
      return;
    }
    this.count(view, tag);
    const { failures, errors, flaky } = this.children;
    // Output is long and only worth keeping for a case that is already known to have failed.
    if (isOutput(tag.element) && failures + errors + flaky === 0) return;
    if (tag.element !== ELEMENT.skipped || failures + errors > 0) this.keep(view, tag, depth);
  }

  private count(view: Buffer, tag: TagReader): void {
    const { children, facts } = this;
    switch (tag.element) {
      case ELEMENT.failure:
        children.failures += 1;
        if (children.failures > 1) break;
        facts.failures += 1;
        facts.failed.count(children.errors > 0);
        break;
      case ELEMENT.error:
        children.errors += 1;
        this.flags |= errorFlags(view, tag, this.emptyClass);
        if (children.errors > 1) break;
        facts.errors += 1;
        facts.failed.count(children.failures > 0);
        break;
      case ELEMENT.skipped:
        children.skipped += 1;
        if (children.skipped > 1) break;
        facts.skipped += 1;
        facts.skips.count();
        break;
      case ELEMENT.flakyFailure:
      case ELEMENT.flakyError:
        children.flaky += 1;
        break;
      case ELEMENT.rerunFailure:
      case ELEMENT.rerunError:
        children.reruns += 1;
        break;
      default:
    }
  }

  /** Opens the element in the fragment, when it is one to keep. */
  private keep(view: Buffer, tag: TagReader, depth: number): void {
    const name = KEPT_NAMES[tag.element];
    if (name !== undefined && this.keptDepth === 0 && this.fragment.open(view, tag, name))
      this.keptDepth = depth;
  }

  leaveKept(): void {
    this.fragment.close();
    this.keptDepth = 0;
  }

  /** Text of the child that is being kept. */
  text(view: Buffer, part: TextPart): void {
    this.fragment.text(view, part);
  }

  end(): void {
    const { children, result, facts } = this;
    if (this.keptDepth > 0) this.leaveKept();
    this.depth = 0;
    const decided = decideByChildren(children);
    const retried = children.flaky + children.reruns > 0;
    if (retried) facts.retriedCases += 1;
    if ((this.flags & CASE_FLAG.collectionError) !== 0) facts.collectionErrors += 1;
    result.outcome = decided ?? this.statusOutcome ?? CELL.passed;
    result.durationMs = this.durationMs;
    result.flags =
      this.flags |
      (retried ? CASE_FLAG.retried : 0) |
      (decided === null && this.statusOutcome === null ? CASE_FLAG.bare : 0);
    result.failedAttempts = children.flaky + children.reruns;
    result.detail = this.fragment.isEmpty ? null : this.fragment.finish();
    this.sink.endCase(result);
  }

  /** The document ended inside it. */
  abandon(): void {
    if ((this.flags & CASE_FLAG.suiteError) === 0) this.facts.cases -= 1;
    this.sink.abandonCase();
    this.depth = 0;
  }
}

const KEPT_NAMES: Readonly<Record<number, string>> = {
  [ELEMENT.failure]: 'failure',
  [ELEMENT.error]: 'error',
  [ELEMENT.skipped]: 'skipped',
  [ELEMENT.flakyFailure]: 'flakyFailure',
  [ELEMENT.flakyError]: 'flakyError',
  [ELEMENT.rerunFailure]: 'rerunFailure',
  [ELEMENT.rerunError]: 'rerunError',
  [ELEMENT.property]: 'property',
  [ELEMENT.systemOut]: 'system-out',
  [ELEMENT.systemErr]: 'system-out',
};

function isOutput(element: number): boolean {
  return element === ELEMENT.systemOut || element === ELEMENT.systemErr;
}

/** What messages of pytest's own tell beyond the error itself. */
function errorFlags(view: Buffer, tag: TagReader, emptyClass: boolean): number {
  if (!tag.has(ATTRIBUTE.message)) return 0;
  const start = tag.start[ATTRIBUTE.message] as number;
  const message = view.toString('latin1', start, Math.min(start + 20, tag.end[ATTRIBUTE.message] as number));
  if (message.startsWith(PYTEST_ERRORS.teardown)) return CASE_FLAG.teardownError;
  return emptyClass && message.startsWith(PYTEST_ERRORS.collection) ? CASE_FLAG.collectionError : 0;
}
