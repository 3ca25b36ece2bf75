/** Makes pytest print one line a test, so that a crash still tells what ran. */
import type { Wish } from '../preset.ts';

interface Lines {
  readonly options: readonly string[];
  readonly remarks: readonly string[];
}

/** The style that the follower is made for, whatever the settings say; nothing a person would type. */
const STYLE = ['-o', 'console_output_style=progress'];

const NO_LINES =
  'a test that crashes the suite may not be named: -q on the command line hides the line of each test';

/**
 * `words`: behind the program name. `settings`: what pytest reads besides them. A number, because `-v` of ours would only
 * cancel against a `-q` of the settings; the words win over those, and the loudness that both ask for stays.
 */
export function showEachTest(words: readonly string[], settings: string, { temp }: Wish): Lines {
  const style = temp === null ? [] : STYLE;
  const own = readOwn(words);
  if (own.isFixed) return { options: style, remarks: own.level < 1 ? [NO_LINES] : [] };
  const asked = own.level + loudestOf(settings);
  if (temp === null) return { options: asked > 0 ? [] : ['-v'], remarks: [] };
  return { options: [...style, `--verbosity=${Math.max(1, asked)}`], remarks: [] };
}

/** Fixed: the user wants less, or a certain level. */
function readOwn(words: readonly string[]): { readonly level: number; readonly isFixed: boolean } {
  let level = 0;
  let isFixed = false;
  for (const [index, word] of words.entries()) {
    const [, attached] = /^--verbosity(?:=(.*))?$/.exec(word) ?? [];
    if (word.startsWith('--verbosity')) level = Number(attached ?? words[index + 1]);
    level += countOf(word, 'v', '--verbose') - countOf(word, 'q', '--quiet');
    isFixed ||= word.startsWith('--verbosity') || countOf(word, 'q', '--quiet') > 0;
  }
  return { level, isFixed };
}

/** Letters without a value, which may stand together: `-xvs`, also before one that has a value: `-vk name`. */
const FLAGS = /^-([dfhlqsvxV]+)/;

function countOf(word: string, letter: string, long: string): number {
  if (word === long) return 1;
  return (FLAGS.exec(word)?.[1] ?? '').split(letter).length - 1;
}

/** Files upwards may belong to other programs too: not the sum of all, and nothing that only a typing mistake asks for. */
function loudestOf(settings: string): number {
  const words = settings.split(/[\s"',[\]=]+/);
  return Math.min(3, Math.max(0, ...words.map((word) => countOf(word, 'v', '--verbose'))));
}
