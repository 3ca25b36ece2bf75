/** What several defects do to answers. */
import type { DefectAnswer, DefectRequest } from '../defect.ts';

type Body = Readonly<Record<string, unknown>>;

/** Changes the body when it is an object; any other answer stays as it is. */
export function changeBody(answer: DefectAnswer, change: (body: Body) => Body): DefectAnswer {
  const { body } = answer;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return answer;
  return { ...answer, body: change({ ...body }) };
}

export function dropField(answer: DefectAnswer, field: string): DefectAnswer {
  return changeBody(answer, (body) =>
    Object.fromEntries(Object.entries(body).filter(([name]) => name !== field)),
  );
}

/** True for a configure response, as POST /configure and GET /metadata answer it. */
export function isConfigured(answer: DefectAnswer, { path }: DefectRequest): boolean {
  return answer.status === 200 && (path === '/configure' || path.startsWith('/metadata/'));
}
