/** One client: its messages are answered one after the other, in order. */
import type { Socket } from 'node:net';
import type { Clock } from '../../../model/clock.ts';
import type { Reply } from '../bson/codec.ts';
import type { Doc } from '../bson/value.ts';
import {
  MOST_MESSAGE_BYTES,
  HEADER_BYTES,
  readHeader,
  readRequest,
  writeReply,
  type Header,
} from './message.ts';

/** A message that has begun must arrive whole in this time; between messages a client may rest as long as it likes. */
const MESSAGE_MS = 30_000;

export interface ConnectionParts {
  readonly clock: Clock;
  /** Never throws. */
  readonly answer: (body: Doc) => Reply;
}

/**
 * Serves the socket until either side ends it. Bytes that are no message destroy it; a client that does not read its
 * answers is not read from either, and not for long.
 */
export function serveConnection(socket: Socket, { clock, answer }: ConnectionParts): void {
  let header: Header | null = null;
  let cancelDeadline: (() => void) | null = null;

  function waitForRest(): void {
    const isPartial = header !== null || socket.readableLength > 0;
    if (isPartial) cancelDeadline ??= clock.after(MESSAGE_MS, () => socket.destroy());
    else endDeadline();
  }

  function endDeadline(): void {
    cancelDeadline?.();
    cancelDeadline = null;
  }

  /** true: a message was answered, there may be another. */
  function serveNext(): boolean {
    header ??= takeHeader(socket);
    if (header === null) return false;
    const bytes = take(socket, header.length - HEADER_BYTES);
    if (bytes === null) return false;
    const request = readRequest(header, bytes);
    header = null;
    endDeadline();
    const reply = answer(request.body);
    if (!request.isSilent) socket.write(writeReply(request, reply));
    return true;
  }

  function serve(): void {
    try {
      while (!socket.destroyed && !socket.writableNeedDrain && serveNext());
      waitForRest();
    } catch {
      socket.destroy();
    }
  }

  socket.setNoDelay(true);
  socket.on('readable', serve);
  socket.on('drain', serve);
  socket.on('error', () => socket.destroy());
  socket.on('close', endDeadline);
}

function takeHeader(socket: Socket): Header | null {
  const bytes = take(socket, HEADER_BYTES);
  if (bytes === null) return null;
  const header = readHeader(bytes);
  if (header.length > HEADER_BYTES && header.length <= MOST_MESSAGE_BYTES) return header;
  throw new RangeError(`a message of ${String(header.length)} bytes`);
}

/** null: not all here yet. At the end of the stream Node gives what is left, which is no message. */
function take(socket: Socket, length: number): Buffer | null {
  const bytes: unknown = socket.read(length);
  if (!(bytes instanceof Buffer)) return null;
  if (bytes.length === length) return bytes;
  throw new RangeError('the connection ended inside a message');
}
