/** An issue's body: marker, text, evidence of the last failure, and what people wrote below the keep line. */
import { digestOf } from '../digest.ts';
import { MOST_BODY_CHARACTERS, takeFirstWithin } from '../fit.ts';
import { disarm, readFrame, writeFrame } from '../marker.ts';
import { writeState, type IssueState } from './state.ts';
import { BODY_LADDER, SMALLEST_SIZE, type BodySize, type IssueSubject } from './subject.ts';

const FOOT =
  '<sub>Kept up to date by focus-stability. It rewrites this text, but not what you write below its last hidden line.</sub>';

export interface Draft {
  readonly subject: IssueSubject;
  readonly state: IssueState;
  /** Digest of the title that we gave. */
  readonly title: string;
  /** Body as it is; empty for a new issue. */
  readonly existing: string;
}

/** Null when not even the shortest text fits beside what people wrote. */
export function writeBody(draft: Draft): string | null {
  const { block, kept } = readFrame(draft.existing);
  const withBlock = BODY_LADDER.map((size) => () => renderAt(draft, { size, block, kept }));
  const withoutBlock = () => renderAt(draft, { size: SMALLEST_SIZE, block: '', kept });
  return takeFirstWithin([...withBlock, withoutBlock], MOST_BODY_CHARACTERS);
}

function renderAt(
  { subject, state, title }: Draft,
  { size, block, kept }: { size: BodySize; block: string; kept: string },
): string {
  const text = subject.render(state, size, block);
  const head = disarm(text.head);
  const evidence = text.block === null ? block : disarm(text.block);
  const content = digestOf([head, evidence]);
  const marker = writeState({ ...state, title, content });
  return writeFrame({ marker, head, block: evidence, foot: FOOT, kept });
}
