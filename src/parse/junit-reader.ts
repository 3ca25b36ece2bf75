/**
 * Gives tokens their JUnit meaning: which element is a case, a suite, a failure, and where each of them ends.
 * Cases may stand at any depth; what the document gets wrong is noted once and read as well as it can be.
 */
import type { CaseSink } from '../model/case-sink.ts';
import { recogniseProducer } from '../producers/list.ts';
import { CaseReader } from './case-reader.ts';
import { DocumentFacts } from './document-facts.ts';
import { ATTRIBUTE, ELEMENT } from './element.ts';
import { valueOf, type NameNormaliser } from './identity.ts';
import { parseCount } from './numbers.ts';
import type { TagReader } from './tag-reader.ts';
import { cleanName } from './text.ts';
import type { TextPart, TokenHandler } from './tokenizer.ts';

/** Seen 13 deep in the wild; deeper than this is an attack or a bug. */
export const MAX_DEPTH = 512;

interface OpenElement {
  element: number;
  /** For matching the end tag: length and two bytes of the name. */
  key: number;
}

export class JUnitReader implements TokenHandler {
  readonly facts = new DocumentFacts();
  /** True once it is certain that this is not a test report: nothing more needs reading. */
  rejected = false;

  private readonly sink: CaseSink;
  private readonly cases: CaseReader;
  private readonly stack: OpenElement[] = Array.from({ length: MAX_DEPTH }, () => ({ element: 0, key: 0 }));
  private depth = 0;
  private readonly suiteNames: string[] = [];
  private attemptMarks = false;

  constructor(sink: CaseSink, normalise: NameNormaliser | null) {
    this.sink = sink;
    this.cases = new CaseReader(sink, this.facts, normalise);
  }

  startTag(view: Buffer, tag: TagReader): void {
    if (this.depth === 0 && !this.rejected) this.openRoot(view, tag);
    if (this.rejected) return;
    if (!this.facts.hasTags) this.facts.keepTag(view, tag);
    if (tag.selfClosing) {
      if (tag.element === ELEMENT.testcase && this.cases.depth === 0) {
        this.cases.begin(view, tag, this.suiteNames);
        this.cases.end();
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
    const { cases, depth } = this;
    if (tag.element === ELEMENT.testcase) {
      // Cases do not nest. A second one inside means that the first was never closed.
      if (cases.depth > 0) {
        this.malformed('a testcase inside a testcase');
        cases.end();
      }
      cases.begin(view, tag, this.suiteNames);
      cases.depth = depth;
    } else if (cases.depth > 0) {
      cases.enterChild(view, tag, depth);
    } else if (tag.element === ELEMENT.testsuite || tag.element === ELEMENT.testsuites) {
      this.enterSuite(view, tag);
    } else if (tag.element === ELEMENT.error) {
      cases.beginSuiteError(view, tag, { depth, suites: this.suiteNames });
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
    if (!facts.hasTags) this.attemptMarks = recogniseProducer(facts.tags)?.marksAttempts ?? false;
    this.sink.openSuite(declared ?? -1, this.attemptMarks);
  }

  text(view: Buffer, part: TextPart): void {
    if (this.cases.keptDepth > 0) this.cases.text(view, part);
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
    const { cases } = this;
    const { element } = this.stack[this.depth] as OpenElement;
    if (this.depth === cases.keptDepth) cases.leaveKept();
    if (this.depth === cases.depth) cases.end();
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

  /** The input is over. Complete cases stay; returns true when elements were still open. */
  end(): boolean {
    const cut = this.depth > 0;
    while (this.depth > 0) {
      if (this.depth === this.cases.depth) this.cases.abandon();
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

/** Null when neither is known. */
function addKnown(a: number | null, b: number | null): number | null {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0);
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
