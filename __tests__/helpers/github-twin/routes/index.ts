/** Every REST operation of the twin. A new one: an entry in its file, then `node scripts/openapi-subset.ts`. */
import type { Operation } from '../operation.ts';
import { ARTIFACT_OPERATIONS } from './artifacts.ts';
import { CHECK_OPERATIONS } from './checks.ts';
import { COMMENT_OPERATIONS } from './comments.ts';
import { CONTENT_OPERATIONS } from './contents.ts';
import { GIT_OBJECT_OPERATIONS } from './git-objects.ts';
import { GIT_REF_OPERATIONS } from './git-refs.ts';
import { IDENTITY_OPERATIONS } from './identity.ts';
import { ISSUE_OPERATIONS } from './issues.ts';
import { LABEL_OPERATIONS } from './labels.ts';
import { PULL_OPERATIONS } from './pulls.ts';
import { RATE_OPERATIONS } from './rate-limit.ts';
import { RUN_OPERATIONS } from './runs.ts';

export const OPERATIONS: readonly Operation[] = [
  ...ARTIFACT_OPERATIONS,
  ...RUN_OPERATIONS,
  ...PULL_OPERATIONS,
  ...ISSUE_OPERATIONS,
  ...COMMENT_OPERATIONS,
  ...LABEL_OPERATIONS,
  ...CHECK_OPERATIONS,
  ...CONTENT_OPERATIONS,
  ...GIT_OBJECT_OPERATIONS,
  ...GIT_REF_OPERATIONS,
  ...IDENTITY_OPERATIONS,
  ...RATE_OPERATIONS,
];
