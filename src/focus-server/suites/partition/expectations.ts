/** What clients must be answered while the catalogue is disturbed. */
import assert from 'node:assert/strict';
import type { Exchange } from '../../client/exchange.ts';
import { CATALOGUE_REFUSAL_MS } from '../../contract/limits.ts';
import { ackResponse, recordingsResponse } from '../../contract/responses.ts';
import { describe, expectBody, expectConfigured, expectRefused } from '../support/answers.ts';
import { scaleLimit } from '../support/context.ts';
import { expectInTime, type Scene } from './scene.ts';

/** The SLA of live configure: a catalogue that is down changes nothing about it. */
const LIVE_MS = 1000;
const ACK_MS = 1000;

/** What needs no catalogue works as ever: asked for now, while the fault is in force. */
export async function expectLiveUnaffected({ t, server, configureLive }: Scene): Promise<void> {
  const [lives, acks] = await Promise.all([
    Promise.all([configureLive(), configureLive()]),
    Promise.all([server.client.ack(), server.client.ack(), server.client.ack()]),
  ]);
  for (const live of lives) expectConfigured(live);
  for (const ack of acks) expectBody(ack, ackResponse);
  expectInTime(t, lives, { name: 'live', limitMs: scaleLimit(t, LIVE_MS) });
  expectInTime(t, acks, { name: 'ack', limitMs: scaleLimit(t, ACK_MS) });
}

/** 503 that says why, in time. */
export function expectRefusedInTime({ t }: Scene, exchanges: readonly Exchange[]): void {
  for (const exchange of exchanges) expectRefused(exchange, { status: 503 });
  expectInTime(t, exchanges, { name: 'refusal', limitMs: CATALOGUE_REFUSAL_MS });
}

/** The contract allows two answers under a disturbed catalogue: the right one, and 503. Returns how many were right. */
export function countGood(exchanges: readonly Exchange[]): number {
  let good = 0;
  for (const exchange of exchanges) {
    if (exchange.status === 200) {
      if (exchange.path === '/configure') expectConfigured(exchange);
      else expectBody(exchange, recordingsResponse);
      good += 1;
    } else expectRefused(exchange, { status: 503 });
  }
  return good;
}

/** The answer of /recordings_in_time_range must not be empty where a recording is known to be. */
export function expectRecorded(exchange: Exchange): void {
  const recordings = expectBody(exchange, recordingsResponse);
  assert.ok(recordings.length > 0, `${describe(exchange)} without the recording that is there`);
}
