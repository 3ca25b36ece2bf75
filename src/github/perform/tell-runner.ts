/** What a step tells its runner, without network and permission: the job summary and marks on lines. */
import { appendFile, stat } from 'node:fs/promises';
import type { Annotate, WriteSummary } from '../../model/effect.ts';
import { refuse } from '../failure.ts';
import { fitText } from '../fit-text.ts';
import type { Done, Ports } from './ports.ts';

const LIMIT_BYTES = 1 << 20;
const CUT = '\n\n**Cut here:** a job summary holds 1 MiB. The report in the artifacts is whole.\n';

/** Over its limit GitHub drops the summary whole, with all that earlier effects have written. */
export async function writeSummary(
  { markdown }: WriteSummary,
  { summaryPath }: Pick<Ports, 'summaryPath'>,
): Promise<Done> {
  // A runner without summaries was asked for nothing that it could have written.
  if (summaryPath === null)
    return { note: 'there is no GITHUB_STEP_SUMMARY here: the job summary was not written' };
  const room = LIMIT_BYTES - (await sizeOf(summaryPath));
  const bytes = Buffer.from(`${markdown}\n`);
  if (bytes.length <= room) {
    await appendFile(summaryPath, bytes);
    return {};
  }
  const kept = cutAtLine(bytes, room - Buffer.byteLength(CUT));
  if (kept === null) throw refuse('the job summary is full (1 MiB)');
  await appendFile(summaryPath, Buffer.concat([kept, Buffer.from(CUT)]));
  return { note: 'the job summary was cut at 1 MiB' };
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

/** Whole lines only: half a character or half a table row would spoil what follows. */
function cutAtLine(bytes: Buffer, room: number): Buffer | null {
  const end = room <= 0 ? -1 : bytes.lastIndexOf('\n', room - 1);
  return end < 0 ? null : bytes.subarray(0, end + 1);
}

/** The runner cuts messages there. */
const MESSAGE_CHARACTERS = 4096;
const TITLE_CHARACTERS = 255;

export function annotate(
  { level, path, line, title, message }: Annotate,
  { commands }: Pick<Ports, 'commands'>,
): Done {
  commands[level](fitText(message, MESSAGE_CHARACTERS), {
    title: fitText(title, TITLE_CHARACTERS),
    ...(path === null ? {} : { file: path }),
    ...(path === null || line === null ? {} : { startLine: line }),
  });
  return {};
}
