/** What an answer must be. Success is asserted before anything else, so that no test is green on a dead server. */
import assert from 'node:assert/strict';
import type { z } from 'zod';
import type { Exchange } from '../../client/exchange.ts';
import { notFoundBody, schemaErrorBody } from '../../contract/errors.ts';
import { configureResponse, type ConfigureResponse } from '../../contract/responses.ts';

const MOST_SHOWN = 300;

/** 200, JSON, and exactly the fields of the schema. */
export function expectBody<T>(exchange: Exchange, schema: z.ZodType<T>): T {
  expectStatus(exchange, 200);
  expectJson(exchange);
  const result = schema.safeParse(exchange.body);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  return assert.fail(`${describe(exchange)} has another shape than the contract: ${problems.join('; ')}`);
}

export const expectConfigured = (exchange: Exchange): ConfigureResponse =>
  expectBody(exchange, configureResponse);

export function expectStatus(exchange: Exchange, status: number): void {
  assert.equal(exchange.status, status, `${describe(exchange)}, expected ${status}: ${show(exchange.text)}`);
}

function expectJson(exchange: Exchange): void {
  const type = exchange.headers['content-type'] ?? 'none';
  assert.match(type, /^application\/json\b/, `${describe(exchange)} has content type ${type}, not JSON`);
}

export interface ExpectedRefusal {
  readonly status: 400 | 404 | 405 | 422 | 503;
  /** Each must be found in the text of `error`. */
  readonly says?: readonly (RegExp | string)[];
}

/** As every server answers who cancels a job that it does not know, or who cancels where nothing can be cancelled. */
export function expectNotFound(exchange: Exchange): void {
  expectStatus(exchange, 404);
  expectJson(exchange);
  const { success } = notFoundBody.safeParse(exchange.body);
  assert.ok(success, `${describe(exchange)} does not say "detail":"Not Found": ${show(exchange.text)}`);
}

/** The refusal with a text that tells a person what to change. Returns that text. */
export function expectRefused(exchange: Exchange, { status, says = [] }: ExpectedRefusal): string {
  expectStatus(exchange, status);
  expectJson(exchange);
  const { body } = exchange;
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  if (typeof error !== 'string' || error.trim() === '')
    assert.fail(`${describe(exchange)} has no text in "error": ${show(exchange.text)}`);
  if (status === 422) {
    const shape = schemaErrorBody.safeParse(body);
    assert.ok(
      shape.success,
      `${describe(exchange)} has no "detail" that names fields: ${show(exchange.text)}`,
    );
  }
  for (const word of says) {
    const isSaid =
      typeof word === 'string' ? error.toLowerCase().includes(word.toLowerCase()) : word.test(error);
    assert.ok(isSaid, `${describe(exchange)} does not say ${String(word)}: ${show(error)}`);
  }
  return error;
}

export function describe({ method, path, status }: Exchange): string {
  return `${method} ${path} answered ${status}`;
}

function show(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
