import type { HttpAnswer } from '../../../proxy/http-answer.ts';
import type { DefectRequest } from '../defect.ts';

/** True for a configure response, as POST /configure and GET /metadata answer it. */
export function isConfigured(answer: HttpAnswer, { path }: DefectRequest): boolean {
  return answer.status === 200 && (path === '/configure' || path.startsWith('/metadata/'));
}
