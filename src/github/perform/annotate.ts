import type { Annotate } from '../../model/effect.ts';
import type { Commands } from '../actions-runtime.ts';
import { fitText } from './fit-text.ts';
import type { Done } from './ports.ts';

/** The runner cuts messages there. */
const MESSAGE_CHARACTERS = 4096;
const TITLE_CHARACTERS = 255;

export function annotate(
  { level, path, line, title, message }: Annotate,
  { commands }: { readonly commands: Commands },
): Done {
  commands[level](fitText(message, MESSAGE_CHARACTERS), {
    title: fitText(title, TITLE_CHARACTERS),
    ...(path === null ? {} : { file: path }),
    ...(path === null || line === null ? {} : { startLine: line }),
  });
  return {};
}
