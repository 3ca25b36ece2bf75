/**
 * The canonical identity of a case as bytes. Nearly all names need no change and are passed on as they stand in the
 * document; the rest (entities, control characters, backslashes, no classname) is decoded, normalised and encoded again.
 */
import { boundName, MAX_NAME_CHARACTERS } from '../model/canonical-name.ts';
import type { CaseIdentity } from '../model/case-sink.ts';
import { ATTRIBUTE } from './element.ts';
import { SPECIAL, type TagReader } from './tag-reader.ts';
import { cleanName, cleanScope } from './text.ts';

const NAME_SPECIAL = SPECIAL.entity | SPECIAL.control | SPECIAL.markup;
const SCOPE_SPECIAL = NAME_SPECIAL | SPECIAL.backslash;
const NODE_TEST_CLASS = 'test';

/** Rewrites parts of identities, e.g. addresses in parametrised names. */
export type NameNormaliser = (name: string) => string;

export class IdentityReader {
  readonly identity: CaseIdentity = {
    bytes: Buffer.alloc(0),
    scopeStart: 0,
    scopeEnd: 0,
    nameStart: 0,
    nameEnd: 0,
    fileStart: 0,
    fileEnd: 0,
  };
  private readonly normalise: NameNormaliser | null;
  private scratch = Buffer.alloc(4096);

  constructor(normalise: NameNormaliser | null) {
    this.normalise = normalise;
  }

  /** `suites` are the names of the enclosing suites, outermost first; used only when the case names no class. */
  read(view: Buffer, tag: TagReader, suites: readonly string[]): CaseIdentity {
    return this.isPlain(view, tag) ? this.readPlain(view, tag) : this.readSlow(view, tag, suites);
  }

  private isPlain(view: Buffer, tag: TagReader): boolean {
    if (this.normalise !== null || !tag.has(ATTRIBUTE.classname) || !tag.has(ATTRIBUTE.name)) return false;
    if (((tag.special[ATTRIBUTE.name] as number) & NAME_SPECIAL) !== 0) return false;
    if (((tag.special[ATTRIBUTE.classname] as number) & SCOPE_SPECIAL) !== 0) return false;
    const classLength = length(tag, ATTRIBUTE.classname);
    if (classLength + length(tag, ATTRIBUTE.name) > MAX_NAME_CHARACTERS) return false;
    if (!tag.has(ATTRIBUTE.file)) return true;
    if (((tag.special[ATTRIBUTE.file] as number) & SCOPE_SPECIAL) !== 0) return false;
    return !(classLength === 4 && valueOf(view, tag, ATTRIBUTE.classname) === NODE_TEST_CLASS);
  }

  private readPlain(view: Buffer, tag: TagReader): CaseIdentity {
    const { identity } = this;
    identity.bytes = view;
    identity.scopeStart = tag.start[ATTRIBUTE.classname] as number;
    identity.scopeEnd = tag.end[ATTRIBUTE.classname] as number;
    identity.nameStart = tag.start[ATTRIBUTE.name] as number;
    identity.nameEnd = tag.end[ATTRIBUTE.name] as number;
    identity.fileStart = tag.has(ATTRIBUTE.file) ? (tag.start[ATTRIBUTE.file] as number) : 0;
    identity.fileEnd = tag.has(ATTRIBUTE.file) ? (tag.end[ATTRIBUTE.file] as number) : 0;
    return identity;
  }

  private readSlow(view: Buffer, tag: TagReader, suites: readonly string[]): CaseIdentity {
    const file = cleanScope(valueOf(view, tag, ATTRIBUTE.file));
    const classname = tag.has(ATTRIBUTE.classname)
      ? cleanScope(valueOf(view, tag, ATTRIBUTE.classname))
      : null;
    // node:test writes the constant "test" as classname of every case: it names nothing.
    const unnamed = classname === null || (classname === NODE_TEST_CLASS && file !== '');
    const scope = unnamed ? scopeFromSuites(file, suites) : classname;
    return this.fromStrings(scope, cleanName(valueOf(view, tag, ATTRIBUTE.name)), file);
  }

  /** The identity of a case we make up ourselves. */
  fromStrings(scope: string, name: string, file: string): CaseIdentity {
    const normalise = this.normalise ?? ((text: string): string => text);
    const parts = [boundName(normalise(scope)), boundName(normalise(name)), boundName(file)] as const;
    const needed = 3 * (parts[0].length + parts[1].length + parts[2].length);
    if (needed > this.scratch.length) this.scratch = Buffer.alloc(needed);
    const { identity, scratch } = this;
    identity.bytes = scratch;
    identity.scopeStart = 0;
    identity.scopeEnd = scratch.write(parts[0], 0);
    identity.nameStart = identity.scopeEnd;
    identity.nameEnd = identity.nameStart + scratch.write(parts[1], identity.nameStart);
    identity.fileStart = identity.nameEnd;
    identity.fileEnd = identity.fileStart + scratch.write(parts[2], identity.fileStart);
    return identity;
  }
}

/** The file, then the suites below it that do not just repeat it. */
function scopeFromSuites(file: string, suites: readonly string[]): string {
  const path = suites.map(cleanScope).filter((name) => name !== '' && name !== file);
  return (file === '' ? path : [file, ...path]).join(' > ');
}

function length(tag: TagReader, id: number): number {
  return (tag.end[id] ?? 0) - (tag.start[id] ?? 0);
}

export function valueOf(view: Buffer, tag: TagReader, id: number): string {
  return tag.has(id) ? view.toString('utf8', tag.start[id], tag.end[id]) : '';
}
