/** Endpoints and clients of one test, closed after it. */
import { MongoClient, type MongoClientOptions } from 'mongodb';
import { onTestFinished } from 'vitest';
import {
  startMongoEndpoint,
  type MongoEndpoint,
  type MongoEndpointOptions,
} from '../../../src/focus-server/mongo-endpoint/start-mongo-endpoint.ts';
import { drawNumbers } from '../../../src/focus-server/reference/signal/mix-bits.ts';
import { realClock } from '../../proxy/fake-clock.ts';

export async function startEndpoint(options: Partial<MongoEndpointOptions> = {}): Promise<MongoEndpoint> {
  const endpoint = await startMongoEndpoint({
    host: '127.0.0.1',
    port: 0,
    clock: realClock,
    random: drawNumbers(1),
    ...options,
  });
  onTestFinished(() => endpoint.close());
  return endpoint;
}

export function openClient(uri: string, options: MongoClientOptions = {}): MongoClient {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 20_000, ...options });
  onTestFinished(() => client.close(true));
  return client;
}
