/**
 * MongoDB clients one after the other. When an operation fails for the network's sake, the next one gets a fresh client:
 * a pool whose sockets went dead in a partition would otherwise fail once for every socket after the network is back.
 */
import { MongoClient } from 'mongodb';
import type { MongoClientOptions } from 'mongodb';

interface Generation {
  readonly client: MongoClient;
  inUse: number;
  retired: boolean;
}

interface ClientLine {
  /** Gives the current client to `work`; when it rejects and `isStale` says so, later calls get another client. */
  use<T>(work: (client: MongoClient) => Promise<T>, isStale: (error: unknown) => boolean): Promise<T>;
  /** Ends all clients; later calls reject. Safe to call twice. */
  close(): Promise<void>;
}

class ClientLineClosed extends Error {
  override name = 'ClientLineClosed';
}

export function openClientLine(uri: string, options: MongoClientOptions): ClientLine {
  const open = new Set<Generation>();
  let current: Generation | null = null;
  let isClosed = false;

  function takeCurrent(): Generation {
    if (isClosed) throw new ClientLineClosed('the catalogue is closed');
    if (current === null) {
      current = { client: new MongoClient(uri, options), inUse: 0, retired: false };
      open.add(current);
    }
    current.inUse += 1;
    return current;
  }

  /** Operations that are still under way keep their client; the last one closes it. */
  async function release(generation: Generation): Promise<void> {
    generation.inUse -= 1;
    if (generation.retired && generation.inUse === 0) await end(generation);
  }

  async function end(generation: Generation): Promise<void> {
    // What cannot be closed in order is gone anyway.
    await generation.client.close(true).catch(() => undefined);
    open.delete(generation);
  }

  return {
    async use(work, isStale) {
      const generation = takeCurrent();
      try {
        return await work(generation.client);
      } catch (error) {
        generation.retired ||= isStale(error);
        if (generation.retired && current === generation) current = null;
        throw error;
      } finally {
        void release(generation);
      }
    },
    async close() {
      isClosed = true;
      current = null;
      await Promise.all([...open].map(end));
    },
  };
}
