/** GitHub's limits on text; see docs/traps.md 9. */
import { invalid, type Answer } from './operation.ts';

/** GitHub counts characters; counting UTF-16 units here is never more generous. */
export const BODY_LIMIT = 65_536;
const TITLE_LIMIT = 256;
const LABEL_LIMIT = 50;
const LABEL_DESCRIPTION_LIMIT = 100;

export const isTooLong = (body: string | null | undefined): boolean =>
  typeof body === 'string' && body.length > BODY_LIMIT;

export const refuseIssueBody = (): Answer =>
  refuse('Issue', 'body', {
    code: 'custom',
    message: `body is too long (maximum is ${BODY_LIMIT} characters)`,
  });

export const refuseCommentBody = (): Answer =>
  refuse('IssueComment', 'data', {
    code: 'unprocessable',
    message: `Body is too long (maximum is ${BODY_LIMIT} characters)`,
  });

export function checkTitle(title: string): Answer | null {
  if (title.trim() === '')
    return refuse('Issue', 'title', { code: 'custom', message: "title can't be blank" });
  if (title.length > TITLE_LIMIT) {
    const message = `title is too long (maximum is ${TITLE_LIMIT} characters)`;
    return refuse('Issue', 'title', { code: 'custom', message });
  }
  return null;
}

export function checkLabel(name: string, description = ''): Answer | null {
  if (name.trim() === '') return refuse('Label', 'name', { code: 'missing_field' });
  if (name.length > LABEL_LIMIT) {
    const message = `name is too long (maximum is ${LABEL_LIMIT} characters)`;
    return refuse('Label', 'name', { code: 'custom', message });
  }
  if (description.length > LABEL_DESCRIPTION_LIMIT) {
    const message = `description is too long (maximum is ${LABEL_DESCRIPTION_LIMIT} characters)`;
    return refuse('Label', 'description', { code: 'custom', message });
  }
  return null;
}

export const refuse = (resource: string, field: string, error: { code: string; message?: string }): Answer =>
  invalid('Validation Failed', [{ resource, field, ...error }]);
