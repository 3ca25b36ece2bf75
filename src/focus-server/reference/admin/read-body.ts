import { z } from 'zod';
import { answerError, RefusedRequest } from '../http/answer.ts';
import type { HttpRequest } from '../http/request.ts';

/** Throws Refusal 422 that names what is wrong. */
export async function readBody<T>(request: HttpRequest, schema: z.ZodType<T>): Promise<T> {
  const result = schema.safeParse(await request.readJson());
  if (result.success) return result.data;
  throw new RefusedRequest(answerError(422, z.prettifyError(result.error)));
}
