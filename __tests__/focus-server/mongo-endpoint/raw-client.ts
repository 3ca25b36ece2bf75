/** A client that writes any bytes, and reads whole messages. */
import { connect, type Socket } from 'node:net';
import { BSON, type Document } from 'mongodb';
import { onTestFinished } from 'vitest';

export interface RawReply {
  readonly responseTo: number;
  readonly opCode: number;
  readonly document: Document;
}

export interface RawClient {
  send(...parts: readonly Uint8Array[]): void;
  /** null: the server closed the connection. */
  read(): Promise<RawReply | null>;
  /** Ends this side; resolves when the connection is gone. */
  end(): Promise<void>;
}

export async function connectRaw(port: number): Promise<RawClient> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  onTestFinished(() => {
    socket.destroy();
  });
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => resolve());
  });
  const replies = readReplies(socket);
  await new Promise((resolve) => {
    socket.once('connect', resolve);
  });
  return {
    send: (...parts) => {
      for (const part of parts) socket.write(part);
    },
    read: async () => {
      const next = await replies.next();
      return next.done === true ? null : next.value;
    },
    end: () => {
      socket.resume();
      socket.end();
      return closed;
    },
  };
}

async function* readReplies(socket: Socket): AsyncGenerator<RawReply, undefined> {
  let bytes = Buffer.alloc(0);
  try {
    for await (const chunk of socket) {
      bytes = Buffer.concat([bytes, chunk as Buffer]);
      while (bytes.length >= 16 && bytes.length >= bytes.readInt32LE(0)) {
        yield readReply(bytes.subarray(0, bytes.readInt32LE(0)));
        bytes = bytes.subarray(bytes.readInt32LE(0));
      }
    }
  } catch {
    // A reset is an end too.
  }
}

function readReply(message: Buffer): RawReply {
  const opCode = message.readInt32LE(12);
  const document = BSON.deserialize(message.subarray(opCode === 1 ? 36 : 21));
  return { responseTo: message.readInt32LE(8), opCode, document };
}

export function frame(opCode: number, requestId: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(16);
  head.writeInt32LE(16 + body.length, 0);
  head.writeInt32LE(requestId, 4);
  head.writeInt32LE(opCode, 12);
  return Buffer.concat([head, body]);
}

export function writeFlags(flags: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(flags);
  return bytes;
}

/** A section of kind 0. */
export function writeBody(document: Document): Buffer {
  return Buffer.concat([Buffer.from([0]), BSON.serialize(document)]);
}

/** A section of kind 1. */
export function writeSequence(name: string, documents: readonly Document[]): Buffer {
  const rest = Buffer.concat([
    Buffer.from(`${name}\0`),
    ...documents.map((document) => BSON.serialize(document)),
  ]);
  const length = Buffer.alloc(4);
  length.writeInt32LE(4 + rest.length);
  return Buffer.concat([Buffer.from([1]), length, rest]);
}

/** An OP_MSG with one body. */
export function writeMessage(requestId: number, document: Document, flags = 0): Buffer {
  return frame(2013, requestId, writeFlags(flags), writeBody(document));
}

/** An OP_QUERY. */
export function writeQuery(requestId: number, namespace: string, document: Document): Buffer {
  const numbers = Buffer.alloc(8);
  numbers.writeInt32LE(-1, 4);
  return frame(
    2004,
    requestId,
    Buffer.alloc(4),
    Buffer.from(`${namespace}\0`),
    numbers,
    BSON.serialize(document),
  );
}
