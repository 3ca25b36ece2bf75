/**
 * What a runner does around our action, for tests: inputs and command files (`runAction`), uploads by the real
 * artifact client (`uploadWithRealClient`), whole workflows (`runWorkflowSteps`), GitHub's own opinion of YAML
 * (`validateWorkflow`, `validateActionYml`).
 */
export { driveArtifactClient, uploadWithRealClient } from './runner-harness/drive-artifact-client.ts';
export { runAction } from './runner-harness/run-action.ts';
export { validateActionYml, validateWorkflow } from './runner-harness/validate-yaml.ts';
export { runWorkflowSteps } from './runner-harness/workflow/run-workflow.ts';
