import { describe, expect, it } from 'vitest';
import { startTwin } from '../helpers/github-twin/twin.ts';
import { addPull, FORK, HEAD, makeWorkflowRunEvent, PULL, TESTS_RUN } from './pulls.ts';
import { act, addLegs, FLAKY, ourComments, RUN, startNight } from './stage.ts';

describe('what a reader follows', () => {
  it('the link to the report names the run that uploaded it, not the run that was tested', async () => {
    await using twin = await startTwin();
    const tests = { event: 'pull_request', headSha: HEAD, headBranch: 'topic', headRepository: FORK };
    twin.addRun({ id: TESTS_RUN, ...tests, name: 'tests' });
    addLegs(twin, FLAKY, { runId: TESTS_RUN });
    addPull(twin, { headRepository: FORK });
    const result = await act(twin, { event: makeWorkflowRunEvent() });
    const uploaded = twin.world.artifacts.find(({ name }) => name === 'stability-report');
    expect(uploaded?.runId).toBe(RUN);
    for (const text of [result.summary, ourComments(twin, PULL)[0]?.body]) {
      expect(text).toContain(`actions/runs/${RUN}#artifacts`);
      expect(text).not.toContain(`actions/runs/${TESTS_RUN}#artifacts`);
    }
  });

  it('advice with a setting in it is rendered as words', async () => {
    await using twin = await startNight(FLAKY, { runId: 500 }, { permissions: { contents: 'read' } });
    const result = await act(twin, { inputs: { 'run-id': '500', issues: 'off' } });
    expect(result.summary).toContain('actions: read');
    expect(result.summary).not.toContain('`` `');
  });
});
