import { keepEnd, keepStart } from '../kit/cut.ts';

/** GitHub counts to 65,536; a body as long as this takes at most three bytes a character. */
const BODY_CHARACTERS = 65_000;

const TAIL_CHARACTERS = 4_000;
const CUT = '\n\n… cut here: the text is too long for GitHub …\n\n';

/** Keeps the beginning and, for the marker that may stand there, the end. */
export function fitBody(body: string, characters = BODY_CHARACTERS): string {
  const whole = body.toWellFormed();
  if (whole.length <= characters) return whole;
  const head = keepStart(whole, characters - TAIL_CHARACTERS - CUT.length);
  return `${head}${CUT}${keepEnd(whole, TAIL_CHARACTERS)}`;
}

/** Keeps the beginning. */
export function fitText(text: string, characters: number): string {
  const whole = text.toWellFormed();
  return whole.length <= characters ? whole : `${keepStart(whole, characters - 1)}…`;
}
