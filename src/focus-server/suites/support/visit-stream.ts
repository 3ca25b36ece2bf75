/** A client that comes and leaves: what ends a job on a server that cannot cancel. */
import type { ConfigureResponse } from '../../contract/responses.ts';
import type { FocusFixture } from './context.ts';
import { openJobStream } from './streams.ts';

/** Until the first frame, or the deadline. Where that fails, the job is left to its lifetime, which is told. */
export async function visitStream(
  context: FocusFixture,
  response: ConfigureResponse,
  deadlineMs: number,
): Promise<void> {
  try {
    const stream = openJobStream(context, response, { streamId: 0, deadlineMs });
    for await (const _ of stream) break;
  } catch (error) {
    context.log(`job ${response.job_id} is left to its lifetime: ${String(error)}`);
  }
}
