/** Answers of HTTP servers with a JSON body, and what can be done to them on their way to the client. */

export interface HttpAnswer {
  readonly status: number;
  /** What the body says, before it is written as JSON. */
  readonly body: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** Changes the body when it is an object; any other answer stays as it is. */
export function changeBody(answer: HttpAnswer, change: (body: Fields) => Fields): HttpAnswer {
  const { body } = answer;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return answer;
  return { ...answer, body: change({ ...body }) };
}

export function dropField(answer: HttpAnswer, field: string): HttpAnswer {
  return changeBody(answer, (body) =>
    Object.fromEntries(Object.entries(body).filter(([name]) => name !== field)),
  );
}
