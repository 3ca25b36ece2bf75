import type { GitHubEffect } from './ports.ts';

/** What an effect needs, as a job writes it into `permissions:`; null: nothing. */
export const PERMISSIONS: Readonly<Record<GitHubEffect['kind'], string | null>> = {
  'write-summary': null,
  'set-output': null,
  annotate: null,
  'upsert-comment': 'pull-requests: write',
  'create-issue': 'issues: write',
  'update-issue': 'issues: write',
  'create-check-run': 'checks: write',
  'upload-artifact': null,
  'post-webhook': null,
};
