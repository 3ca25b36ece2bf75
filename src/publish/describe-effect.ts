/** What would be done, for a dry run. */
import type { Effect, WriteFile } from '../model/effect.ts';

/** Files are listed by whoever writes them. */
export function describeEffect(effect: Exclude<Effect, WriteFile>): string {
  switch (effect.kind) {
    case 'create-issue':
      return `would open an issue: ${effect.title}`;
    case 'update-issue':
      return `would update issue ${effect.number}: ${effect.reason}`;
    case 'upsert-comment':
      return `would write the comment on pull request ${effect.pullRequest}`;
    case 'upload-artifact':
      return `would upload ${effect.files.join(', ')} as ${effect.name}`;
    case 'annotate':
      return `would annotate ${effect.path ?? 'the run'}: ${effect.title}`;
    case 'set-output':
      return `would set the output ${effect.name}`;
    case 'write-summary':
      return 'would write the job summary';
    case 'create-check-run':
      return `would create the check run ${effect.name}`;
    case 'post-webhook':
      return `would post an alert for ${effect.format}`;
    default:
      return effect satisfies never;
  }
}
