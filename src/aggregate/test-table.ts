/** The tests of a matrix, numbered from 0 in order of first appearance; identity is scope + name. */
import type { CaseIdentity } from '../model/case-sink.ts';
import type { TestName } from '../model/matrix.ts';
import { ByteInterner, type ByteKey } from './byte-interner.ts';
import { grow } from './growable.ts';

/** A further occurrence of a name that one report holds several times: `base` is the test it repeats. */
interface Occurrence {
  readonly base: number;
  /** From 2. */
  readonly index: number;
}

/** Scopes kept as strings: a suite has far fewer classes than tests, and each is asked for again and again. */
const MOST_SCOPE_TEXTS = 65_536;

export class TestTable {
  private readonly scopes = new ByteInterner();
  private readonly names = new ByteInterner();
  private readonly files = new ByteInterner();
  /** File number + 1 by test; stays empty for producers that name no files. */
  private fileOf = new Uint32Array(0);
  private readonly occurrences: Occurrence[] = [];
  private readonly occurrenceIndex = new Map<string, number>();
  private readonly scopeTexts: string[] = [];
  private readonly key: ByteKey = { bytes: new Uint8Array(0), start: 0, end: 0, salt: 0 };
  private last = -1;

  get count(): number {
    return this.names.count + this.occurrences.length;
  }

  /** Number of the test, taken up when it is new. Not to be called after `seal` or `addOccurrence`. */
  resolve(identity: CaseIdentity): number {
    const predicted = this.resolvePredicted(identity);
    const test = predicted >= 0 ? predicted : this.resolveByHash(identity);
    this.last = test;
    return test;
  }

  /** Iterations mostly repeat the order of the first one, so the test after the last one is tried before any hashing. */
  private resolvePredicted(identity: CaseIdentity): number {
    const next = this.last + 1;
    if (next >= this.names.count) return -1;
    const { key } = this;
    const scope = this.names.saltOf(next);
    this.setKey(identity, { start: identity.nameStart, end: identity.nameEnd, salt: scope });
    if (!this.names.equals(next, key)) return -1;
    this.setKey(identity, { start: identity.scopeStart, end: identity.scopeEnd, salt: 0 });
    return this.scopes.equals(scope, key) ? next : -1;
  }

  private resolveByHash(identity: CaseIdentity): number {
    const { key } = this;
    this.setKey(identity, { start: identity.scopeStart, end: identity.scopeEnd, salt: 0 });
    const salt = this.scopes.intern(key);
    this.setKey(identity, { start: identity.nameStart, end: identity.nameEnd, salt });
    const before = this.names.count;
    const test = this.names.intern(key);
    if (this.names.count > before && identity.fileEnd > identity.fileStart) this.setFile(test, identity);
    return test;
  }

  private setKey(identity: CaseIdentity, range: { start: number; end: number; salt: number }): void {
    this.key.bytes = identity.bytes;
    this.key.start = range.start;
    this.key.end = range.end;
    this.key.salt = range.salt;
  }

  private setFile(test: number, identity: CaseIdentity): void {
    this.setKey(identity, { start: identity.fileStart, end: identity.fileEnd, salt: 0 });
    this.fileOf = grow(this.fileOf, test);
    this.fileOf[test] = this.files.intern(this.key) + 1;
  }

  /** No more tests will be resolved: frees what only that needs. */
  seal(): void {
    for (const interner of [this.scopes, this.names, this.files]) interner.seal();
  }

  /** Number of the `index`-th occurrence (from 2) of test `base`. */
  addOccurrence(base: number, index: number): number {
    const key = `${base}#${index}`;
    const known = this.occurrenceIndex.get(key);
    if (known !== undefined) return known;
    this.occurrences.push({ base, index });
    this.occurrenceIndex.set(key, this.count - 1);
    return this.count - 1;
  }

  name(test: number): TestName {
    const occurrence = this.occurrences[test - this.names.count];
    const base = occurrence?.base ?? test;
    const classname = this.scopeText(this.names.saltOf(base));
    const name = this.names.text(base);
    const id =
      (classname === '' ? name : `${classname}::${name}`) +
      (occurrence === undefined ? '' : ` #${occurrence.index}`);
    const file = this.fileOf[base] ?? 0;
    return { id, classname, name, file: file === 0 ? null : this.files.text(file - 1) };
  }

  private scopeText(scope: number): string {
    if (scope >= MOST_SCOPE_TEXTS) return this.scopes.text(scope);
    return (this.scopeTexts[scope] ??= this.scopes.text(scope));
  }
}
