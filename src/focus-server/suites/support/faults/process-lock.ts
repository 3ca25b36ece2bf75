/** At most one process of this machine holds a lock; whatever ends that process frees the lock. */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ProcessLock {
  /** At once: whoever waits may have it. */
  release(): void;
}

/** Waits as long as another process holds it. */
export async function acquireLock(name: string): Promise<ProcessLock> {
  const address = addressOf(name);
  for (;;) {
    await untilFree(address);
    const lock = await listen(address);
    if (lock !== null) return lock;
  }
}

/** Short: the path of a socket may have about a hundred characters. */
function addressOf(name: string): string {
  const file = `focus-stability-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
  return platform() === 'win32' ? `\\\\.\\pipe\\${file}` : join(tmpdir(), `${file}.sock`);
}

async function untilFree(address: string): Promise<void> {
  const code = await new Promise<string | undefined>((resolve) => {
    let failure: NodeJS.ErrnoException | null = null;
    const socket = connect(address);
    socket.on('error', (error) => (failure = error));
    // Nothing is ever said: the connection lasts as long as the holder.
    socket.on('close', () => resolve(failure?.code));
    socket.resume();
  });
  // A killed holder leaves the name of its socket behind.
  if (code === 'ECONNREFUSED') await rm(address, { force: true });
}

/** Null when another process was faster. */
function listen(address: string): Promise<ProcessLock | null> {
  const waiting = new Set<Socket>();
  const server = createServer((socket) => {
    waiting.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => waiting.delete(socket));
    socket.resume();
  });
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen(address, () =>
      resolve({
        release() {
          server.close();
          for (const socket of waiting) socket.destroy();
        },
      }),
    );
  });
}
