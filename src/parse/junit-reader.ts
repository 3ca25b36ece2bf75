/**
 * Gives tokens their JUnit meaning: which element is a case, a suite, a failure, and what that makes of the case.
 * Cases may stand at any depth; what the document gets wrong is noted once and read as well as it can be.
 */
import { CASE_FLAG, type CaseResult, type CaseSink } from '../model/case-sink.ts';
import { CELL, type CellByte } from '../model/outcome.ts';
import { decideByChildren, decideByStatus, type CaseChildren } from './case-outcome.ts';
import { DeclaredCount } from './declared-count.ts';
import { ATTRIBUTE, ELEMENT } from './element.ts';
import { FragmentWriter } from './fragment-writer.ts';
import { IdentityReader, valueOf, type NameNormaliser } from './identity.ts';
import { parseCount, parseDuration, readDurationMs } from './numbers.ts';
import { recogniseProducer } from '../producers/list.ts';
import type { TagReader } from './tag-reader.ts';
import { cleanName } from './text.ts';
import type { TextPart, TokenHandler } from './tokenizer.ts';

/** Seen 13 deep in the wild; deeper than this is an attack or a bug. */
export const MAX_DEPTH = 512;
/** Start tags kept to recognise the producer. */
const PRODUCER_TAGS = 16;
const SUITE_ERROR_NAME = '(suite error)';

/** What reading told about the document itself. */
export interface DocumentFacts {
  cases: number;
  failures: number;
  errors: number;
  skipped: number;
  suiteErrors: number;
  collectionErrors: number;
  retriedCases: number;
  oddDurations: number;
  /** What suites declare: cases, cases or suites that failed or errored, skipped cases. */
  readonly tests: DeclaredCount;
  readonly failed: DeclaredCount;
  readonly skips: DeclaredCount;
  hostname: string | null;
  timestamp: string | null;
  /** Name of the first root element; null before it. */
  root: string | null;
  isReport: boolean;
  /** First thing that is not well-formed XML, in words; null when nothing was found. */
  malformed: string | null;
  hasEntities: boolean;
  tags: string[];
}

interface OpenElement {
  element: number;
  /** For matching the end tag: length and two bytes of the name. */
  key: number;
}

export class JUnitReader implements TokenHandler {
  readonly facts: DocumentFacts = {
    cases: 0,
    failures: 0,
    errors: 0,
    skipped: 0,
    suiteErrors: 0,
    collectionErrors: 0,
    retriedCases: 0,
    oddDurations: 0,
    tests: new DeclaredCount(),
    failed: new DeclaredCount(),
    skips: new DeclaredCount(),
    hostname: null,
    timestamp: null,
    root: null,
    isReport: false,
    malformed: null,
    hasEntities: false,
    tags: [],
  };
  /** True once it is certain that this is not a test report: nothing more needs reading. */
  rejected = false;

  private readonly sink: CaseSink;
  private readonly identities: IdentityReader;
  private readonly fragment = new FragmentWriter();
  private readonly stack: OpenElement[] = Array.from({ length: MAX_DEPTH }, () => ({ element: 0, key: 0 }));
  private depth = 0;
  private readonly suiteNames: string[] = [];
  /** Depth of the open case, 0 when there is none; likewise for a direct child being kept. */
  private caseDepth = 0;
  private keptDepth = 0;
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
  private attemptMarks = false;
  private durationMs = 0;
  private statusOutcome: CellByte | null = null;

  constructor(sink: CaseSink, normalise: NameNormaliser | null) {
    this.sink = sink;
    this.identities = new IdentityReader(normalise);
  }

  startTag(view: Buffer, tag: TagReader): void {
    if (this.depth === 0 && !this.rejected) this.openRoot(view, tag);
    if (this.rejected) return;
    if (this.facts.tags.length < PRODUCER_TAGS) this.facts.tags.push(tagText(view, tag));
    if (tag.selfClosing) {
      if (tag.element === ELEMENT.testcase && this.caseDepth === 0) {
        this.beginCase(view, tag);
        this.endCase();
      } else if (tag.element !== ELEMENT.other) {
        this.push(view, tag);
        this.enter(view, tag);
        this.leave();
      }
      return;
    }
    if (!this.push(view, tag)) return;
    if (tag.element !== ELEMENT.other) this.enter(view, tag);
  }

  private openRoot(view: Buffer, tag: TagReader): void {
    const isReport = tag.element === ELEMENT.testsuites || tag.element === ELEMENT.testsuite;
    const root = view.toString('utf8', tag.nameStart, Math.min(tag.nameEnd, tag.nameStart + 80));
    if (this.facts.root === null) {
      this.facts.root = root;
      this.facts.isReport = isReport;
      this.rejected = !isReport;
    } else if (!isReport) {
      this.malformed(`<${root}> after the end of the report`);
    }
  }

  private push(view: Buffer, tag: TagReader): boolean {
    if (this.depth >= MAX_DEPTH - 1) {
      this.malformed(`elements nested deeper than ${MAX_DEPTH}`);
      this.rejected = true;
      return false;
    }
    this.depth += 1;
    const open = this.stack[this.depth] as OpenElement;
    open.element = tag.element;
    open.key = keyOf(view, tag.nameStart, tag.nameEnd);
    return true;
  }

  /** A known element was opened; `depth` is its own. */
  private enter(view: Buffer, tag: TagReader): void {
    if (tag.element === ELEMENT.testcase) {
      // Cases do not nest. A second one inside means that the first was never closed.
      if (this.caseDepth > 0) {
        this.malformed('a testcase inside a testcase');
        this.endCase();
      }
      this.beginCase(view, tag);
      this.caseDepth = this.depth;
    } else if (this.caseDepth > 0) {
      this.enterCaseChild(view, tag);
    } else if (tag.element === ELEMENT.testsuite || tag.element === ELEMENT.testsuites) {
      this.enterSuite(view, tag);
    } else if (tag.element === ELEMENT.error) {
      this.beginSuiteError(view, tag);
    }
  }

  private enterSuite(view: Buffer, tag: TagReader): void {
    const { facts } = this;
    const count = (attribute: number): number | null => parseCount(valueOf(view, tag, attribute));
    const declared = count(ATTRIBUTE.tests);
    facts.tests.open(this.depth, declared);
    facts.failed.open(this.depth, addKnown(count(ATTRIBUTE.failures), count(ATTRIBUTE.errors)));
    facts.skips.open(this.depth, count(ATTRIBUTE.skipped));
    facts.hostname ??= optionalName(view, tag, ATTRIBUTE.hostname);
    facts.timestamp ??= optionalName(view, tag, ATTRIBUTE.timestamp);
    if (tag.element === ELEMENT.testsuites) return;
    this.suiteNames.push(cleanName(valueOf(view, tag, ATTRIBUTE.name)));
    if (facts.tags.length < PRODUCER_TAGS)
      this.attemptMarks = recogniseProducer(facts.tags)?.marksAttempts ?? false;
    this.sink.openSuite(declared ?? -1, this.attemptMarks);
  }

  private beginCase(view: Buffer, tag: TagReader): void {
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
    this.sink.beginCase(this.identities.read(view, tag, this.suiteNames));
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

  private beginSuiteError(view: Buffer, tag: TagReader): void {
    this.facts.suiteErrors += 1;
    this.facts.failed.count();
    this.fragment.reset();
    this.children.errors = 1;
    this.flags = CASE_FLAG.suiteError;
    this.durationMs = 0;
    this.caseDepth = this.depth;
    this.sink.beginCase(this.identities.fromStrings(this.suiteNames.join(' > '), SUITE_ERROR_NAME, ''));
    this.keep(view, tag, 'error');
  }

  private enterCaseChild(view: Buffer, tag: TagReader): void {
    if (tag.element === ELEMENT.property) {
      this.flags |= CASE_FLAG.properties;
      this.keep(view, tag, 'property');
      return;
    }
    if (this.depth !== this.caseDepth + 1) {
      if (this.keptDepth > 0 && isOutput(tag.element)) this.leaveKept();
      return;
    }
    this.countChild(view, tag);
    const name = CHILD_NAMES[tag.element];
    if (name === undefined) return;
    // Output is long and only worth keeping for a case that is already known to have failed.
    if (isOutput(tag.element) && this.children.failures + this.children.errors + this.children.flaky === 0)
      return;
    if (tag.element !== ELEMENT.skipped || this.children.failures + this.children.errors > 0)
      this.keep(view, tag, name);
  }

  private countChild(view: Buffer, tag: TagReader): void {
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

  private keep(view: Buffer, tag: TagReader, name: string): void {
    if (this.keptDepth === 0 && this.fragment.open(view, tag, name)) this.keptDepth = this.depth;
  }

  private leaveKept(): void {
    this.fragment.close();
    this.keptDepth = 0;
  }

  text(view: Buffer, part: TextPart): void {
    if (this.keptDepth > 0) this.fragment.text(view, part);
    else if (this.depth === 0 && this.facts.malformed === null) this.textOutside(view, part);
  }

  private textOutside(view: Buffer, part: TextPart): void {
    for (let p = part.start; p < part.end; p += 1) {
      if ((view[p] as number) > 0x20) {
        if (this.facts.root === null) this.rejected = true;
        else this.malformed('text after the end of the report');
        return;
      }
    }
  }

  endTag(view: Buffer, start: number, end: number): void {
    if (this.rejected) return;
    const key = keyOf(view, start, end);
    let match = this.depth;
    while (match > 0 && (this.stack[match] as OpenElement).key !== key) match -= 1;
    if (match !== this.depth) {
      this.malformed(
        `</${view.toString('utf8', start, Math.min(end, start + 40))}> closes nothing or leaves elements open`,
      );
    }
    if (match === 0) return;
    while (this.depth >= match) this.leave();
  }

  /** The innermost element ends. */
  private leave(): void {
    const { element } = this.stack[this.depth] as OpenElement;
    if (this.depth === this.keptDepth) this.leaveKept();
    if (this.depth === this.caseDepth) this.endCase();
    else if (element === ELEMENT.testsuite || element === ELEMENT.testsuites) this.leaveSuite(element);
    this.depth -= 1;
  }

  private leaveSuite(element: number): void {
    const { tests, failed, skips } = this.facts;
    if (element === ELEMENT.testsuite) {
      this.suiteNames.pop();
      this.sink.closeSuite();
    }
    tests.close(this.depth);
    failed.close(this.depth);
    skips.close(this.depth);
  }

  private endCase(): void {
    const { children, result, facts } = this;
    if (this.keptDepth > 0) this.leaveKept();
    this.caseDepth = 0;
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

  /** The input is over. Complete cases stay; returns true when elements were still open. */
  end(): boolean {
    const cut = this.depth > 0;
    while (this.depth > 0) {
      if (this.depth === this.caseDepth) {
        if ((this.flags & CASE_FLAG.suiteError) === 0) this.facts.cases -= 1;
        this.sink.abandonCase();
        this.caseDepth = 0;
      }
      const { element } = this.stack[this.depth] as OpenElement;
      if (element === ELEMENT.testsuite) this.sink.closeSuite();
      this.depth -= 1;
    }
    return cut;
  }

  doctype(): void {
    // A document type alone is harmless; HTML pages are recognised by their root.
  }

  doctypeSubset(): void {
    this.facts.hasEntities = true;
  }

  malformed(what: string): void {
    this.facts.malformed ??= what;
  }
}

const CHILD_NAMES: Readonly<Record<number, string>> = {
  [ELEMENT.failure]: 'failure',
  [ELEMENT.error]: 'error',
  [ELEMENT.skipped]: 'skipped',
  [ELEMENT.flakyFailure]: 'flakyFailure',
  [ELEMENT.flakyError]: 'flakyError',
  [ELEMENT.rerunFailure]: 'rerunFailure',
  [ELEMENT.rerunError]: 'rerunError',
  [ELEMENT.systemOut]: 'system-out',
  [ELEMENT.systemErr]: 'system-out',
};

/** Null when neither is known. */
function addKnown(a: number | null, b: number | null): number | null {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0);
}

function isOutput(element: number): boolean {
  return element === ELEMENT.systemOut || element === ELEMENT.systemErr;
}

/** What pytest's own error messages tell beyond the error itself. */
function errorFlags(view: Buffer, tag: TagReader, emptyClass: boolean): number {
  if (!tag.has(ATTRIBUTE.message)) return 0;
  const start = tag.start[ATTRIBUTE.message] as number;
  const message = view.toString('latin1', start, Math.min(start + 20, tag.end[ATTRIBUTE.message] as number));
  if (message.startsWith('failed on teardown')) return CASE_FLAG.teardownError;
  return emptyClass && message.startsWith('collection ') ? CASE_FLAG.collectionError : 0;
}

function optionalName(view: Buffer, tag: TagReader, id: number): string | null {
  const value = cleanName(valueOf(view, tag, id)).trim();
  return value === '' ? null : value;
}

/** Length and the first, middle and last byte: enough to tell a document's element names apart. */
function keyOf(view: Buffer, start: number, end: number): number {
  const middle = view[(start + end) >> 1] ?? 0;
  return ((end - start) << 24) | ((view[start] ?? 0) << 16) | (middle << 8) | (view[end - 1] ?? 0);
}

/** The tag's text, bounded: producers are recognised by it. */
function tagText(view: Buffer, tag: TagReader): string {
  let end = tag.nameEnd;
  for (let id = 0; id < tag.end.length; id += 1) if (tag.has(id)) end = Math.max(end, tag.end[id] as number);
  return view.toString('latin1', tag.nameStart - 1, Math.min(end + 1, tag.nameStart + 600));
}
