/** The bytes of a message: OP_MSG, and OP_QUERY as far as an old hello needs it (MongoDB wire protocol specification). */
import { decodeDocument, encodeDocument } from '../bson/codec.ts';
import type { Reply } from '../bson/codec.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, describeError } from '../command-error.ts';

/** MongoDB's limit of one message. */
export const MOST_MESSAGE_BYTES = 48_000_000;
export const HEADER_BYTES = 16;

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
/** Bits a receiver must know or refuse. */
const REQUIRED_FLAGS = 0xffff;
const CHECKSUM_BYTES = 4;

export interface Header {
  readonly length: number;
  readonly requestId: number;
  readonly opCode: number;
}

interface Request {
  readonly header: Header;
  readonly body: Doc;
  /** The client waits for no answer. */
  readonly isSilent: boolean;
}

/** The bytes are no message; the connection cannot be trusted any more. */
class MalformedMessage extends Error {
  override name = 'MalformedMessage';
}

export function readHeader(bytes: Buffer): Header {
  return { length: bytes.readInt32LE(0), requestId: bytes.readInt32LE(4), opCode: bytes.readInt32LE(12) };
}

/** `bytes` is what follows the header. Throws MalformedMessage. */
export function readRequest(header: Header, bytes: Buffer): Request {
  try {
    if (header.opCode === OP_MSG) return readMsg(header, bytes);
    if (header.opCode === OP_QUERY) return { header, body: readQuery(bytes), isSilent: false };
  } catch (error) {
    throw error instanceof MalformedMessage ? error : new MalformedMessage(String(error));
  }
  throw new MalformedMessage(`unknown opcode ${String(header.opCode)}`);
}

function readMsg(header: Header, bytes: Buffer): Request {
  const flags = bytes.readUInt32LE(0);
  if ((flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) !== 0) {
    throw new MalformedMessage('unknown flags');
  }
  // TCP has checksums of its own; the client's is accepted and not verified.
  const end = bytes.length - ((flags & CHECKSUM_PRESENT) === 0 ? 0 : CHECKSUM_BYTES);
  let body: Doc | null = null;
  const sequences = new Map<string, Value>();
  let rest = bytes.subarray(4, end);
  while (rest.length > 0) {
    const kind = rest.readUInt8(0);
    const section = cut(rest.subarray(1));
    rest = rest.subarray(1 + section.length);
    if (kind === 0 && body === null) body = decodeDocument(section);
    else if (kind === 1) readSequence(section, sequences);
    else throw new MalformedMessage(`unexpected section of kind ${String(kind)}`);
  }
  if (body === null) throw new MalformedMessage('no body');
  return { header, body: new Map([...body, ...sequences]), isSilent: (flags & MORE_TO_COME) !== 0 };
}

/** A section of both kinds, and a document, start with their length. */
function cut(bytes: Buffer): Buffer {
  const length = bytes.readInt32LE(0);
  if (length < 5 || length > bytes.length) throw new MalformedMessage(`lying length ${String(length)}`);
  return bytes.subarray(0, length);
}

function readSequence(section: Buffer, sequences: Map<string, Value>): void {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw new MalformedMessage('a section without a name');
  const name = section.toString('utf8', 4, nameEnd);
  if (sequences.has(name)) throw new MalformedMessage(`two sections ${name}`);
  const documents: Doc[] = [];
  let rest = section.subarray(nameEnd + 1);
  while (rest.length > 0) {
    const document = cut(rest);
    documents.push(decodeDocument(document));
    rest = rest.subarray(document.length);
  }
  sequences.set(name, documents);
}

/** Only commands: a query against `<database>.$cmd`. Drivers wrap them in `$query` when they add a read preference. */
function readQuery(bytes: Buffer): Doc {
  const nameEnd = bytes.indexOf(0, 4);
  if (nameEnd < 0) throw new MalformedMessage('a query without a collection');
  const [, database] = /^([^.]+)\.\$cmd$/u.exec(bytes.toString('utf8', 4, nameEnd)) ?? [];
  const query = decodeDocument(cut(bytes.subarray(nameEnd + 1 + 8)));
  const inner = query.get('$query');
  const command = inner instanceof Map ? (inner as Doc) : query;
  const [name = ''] = command.keys();
  if (database === undefined || !['hello', 'isMaster', 'ismaster'].includes(name)) {
    return new Map([['unsupportedQuery', name]]);
  }
  return new Map<string, Value>([...command, ['$db', database]]);
}

/** The answer in the form the question came in; one that is larger than a message may be becomes an error. */
export function writeReply(request: Request, reply: Reply): Buffer {
  const document = encodeDocument(reply);
  const isQuery = request.header.opCode === OP_QUERY;
  const prefix = isQuery ? makeReplyPrefix() : Buffer.alloc(5);
  const length = HEADER_BYTES + prefix.length + document.length;
  if (length > MOST_MESSAGE_BYTES) return writeReply(request, describeError(tooLarge(length)));
  const head = Buffer.alloc(HEADER_BYTES);
  head.writeInt32LE(length, 0);
  head.writeInt32LE(request.header.requestId, 8);
  head.writeInt32LE(isQuery ? OP_REPLY : OP_MSG, 12);
  return Buffer.concat([head, prefix, document], length);
}

function tooLarge(length: number): CommandError {
  return new CommandError(10334, `a reply of ${String(length)} bytes is too large`);
}

/** Flags (8: awaits capable), cursor 0, from 0, one document. */
function makeReplyPrefix(): Buffer {
  const prefix = Buffer.alloc(20);
  prefix.writeInt32LE(8, 0);
  prefix.writeInt32LE(1, 16);
  return prefix;
}
