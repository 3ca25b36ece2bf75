/** What reading told about the document itself, besides its cases. */
import { DeclaredCount } from './declared-count.ts';
import type { TagReader } from './tag-reader.ts';

/** Start tags kept to recognise the producer. */
const PRODUCER_TAGS = 16;

export class DocumentFacts {
  cases = 0;
  failures = 0;
  errors = 0;
  skipped = 0;
  suiteErrors = 0;
  collectionErrors = 0;
  retriedCases = 0;
  oddDurations = 0;
  /** What suites declare: cases, cases or suites that failed or errored, skipped cases. */
  readonly tests = new DeclaredCount();
  readonly failed = new DeclaredCount();
  readonly skips = new DeclaredCount();
  hostname: string | null = null;
  timestamp: string | null = null;
  /** Name of the first root element; null before it. */
  root: string | null = null;
  isReport = false;
  /** First thing that is not well-formed XML, in words; null when nothing was found. */
  malformed: string | null = null;
  hasEntities = false;
  /** The first tags. */
  readonly tags: string[] = [];

  /** All tags that are kept have been seen. */
  get hasTags(): boolean {
    return this.tags.length >= PRODUCER_TAGS;
  }

  keepTag(view: Buffer, tag: TagReader): void {
    this.tags.push(tagText(view, tag));
  }
}

/** The tag's text, bounded: producers are recognised by it. */
function tagText(view: Buffer, tag: TagReader): string {
  let end = tag.nameEnd;
  for (let id = 0; id < tag.end.length; id += 1) if (tag.has(id)) end = Math.max(end, tag.end[id] as number);
  return view.toString('latin1', tag.nameStart - 1, Math.min(end + 1, tag.nameStart + 600));
}
