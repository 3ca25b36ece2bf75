/** Every failure of one test with its whole text. */
import { showAsBlock } from '../../../kit/visible.ts';
import type { DetailPayload, FailurePayload } from '../payload.ts';
import { createCopyButton } from './copy-button.ts';
import { createDiff } from './diff-view.ts';
import { el } from './dom.ts';
import { groupFailures, nameGroup, textOf } from './failure-names.ts';

export function createFailures(detail: DetailPayload): HTMLElement[] {
  const { failures } = detail;
  if (failures.length === 0) return [];
  const comparable = failures.filter((failure) => textOf(failure) !== '');
  return [
    el('h2', {}, 'Failures'),
    ...noteLosses(detail),
    ...groupFailures(failures).map(drawGroup),
    ...(comparable.length < 2 ? [] : [el('h2', {}, 'Difference between failures'), createDiff(comparable)]),
  ];
}

function noteLosses({ failuresOmitted, reduced }: DetailPayload): HTMLElement[] {
  const notes = [
    ...(reduced ? ['Failure texts were left out to keep this page small; report.json has them.'] : []),
    ...(failuresOmitted > 0 ? [`${failuresOmitted} more failures were not kept.`] : []),
  ];
  return notes.map((note) => el('p', { class: 'notice' }, note));
}

function drawGroup(group: readonly FailurePayload[], index: number): HTMLElement {
  const [first] = group;
  const { type, message } = first ?? { type: '', message: '' };
  const text = first?.text ?? '';
  const title = nameGroup(group);
  return el(
    'details',
    { class: 'failure', open: index === 0 ? '' : null },
    el('summary', {}, el('h3', {}, title), el('span', { class: 'message' }, nameError(type, message))),
    createCopyButton('Copy failure', () => [type, message, text].filter(Boolean).join('\n')),
    text === ''
      ? null
      : el(
          'pre',
          { role: 'region', tabindex: 0, 'aria-label': `Failure text, ${title}` },
          ...markErrorLines(text),
        ),
  );
}

/** Many producers begin the message with the type already. */
function nameError(type: string, message: string): string {
  return message.startsWith(type) ? message : [type, message].filter(Boolean).join(': ');
}

/** pytest marks the lines that carry the error with `E`. */
function markErrorLines(text: string): Node[] {
  return text
    .split(/^(E .*\n?)/m)
    .map((part) => (/^E {2,}/.test(part) ? el('b', {}, part) : document.createTextNode(showAsBlock(part))));
}
