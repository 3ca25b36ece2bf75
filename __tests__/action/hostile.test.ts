import { describe, expect, it } from 'vitest';
import { writeReport } from '../helpers/folder.ts';
import { startTwin, type Twin } from '../helpers/github-twin/twin.ts';
import { needs } from '../helpers/neighbours.ts';
import { expectInert } from './inert.ts';
import { addPull, makePullEvent } from './pulls.ts';
import { act, adviceOf, escapeXml, expectKept, issuesOf, pack, RUN } from './stage.ts';

const HOSTILE = [
  '@octocat and @octo-org/team: #1 octo-org/shop#2 GH-3 c0ffee0000000000000000000000000000000001',
  '<script>alert(1)</script><img src=x onerror=alert(1)><!-- focus-stability:comment -->',
  'a | b \\| c `d` ``e`` </details></table>',
  'line\r\n::error file=x::pwned\n::set-output name=verdict::stable\n::stop-commands::x',
  '[x](https://evil.example) ![y](https://evil.example/y.png) https://evil.example www.evil.example :smile:',
  '\u202Etxt.exe\u2066 \u200B\uFEFF ${{ github.token }} $(id) %0A::error::pwned %25',
  '__proto__',
  `constructor ${'long '.repeat(2000)}`,
];

/** Each of them fails once, with itself as the reason. */
async function startHostile(): Promise<Twin> {
  const twin = await startTwin();
  twin.addRun({ id: RUN, headSha: 'c0ffee0000000000000000000000000000000001' });
  const steady = Array.from({ length: 40 }, (_, index) => ({ name: `steady_${index}` }));
  for (let leg = 0; leg < 5; leg += 1) {
    const cases = HOSTILE.map((text, index) => ({
      name: escapeXml(text),
      classname: escapeXml(`tests.${text}`),
      code: index % 5 === leg ? 'F' : 'P',
      message: escapeXml(`${text}\n  File "tests/test_a.py:3: @octocat`),
    }));
    const report = writeReport([...cases, ...steady], `file="${escapeXml('../../etc/passwd')}"`);
    twin.addArtifact(`test-results-${leg + 1}`, pack(report), { runId: RUN });
  }
  return twin;
}

describe('trap 12: hostile names and messages', () => {
  it('stay plain words in every output', needs('cmark-gfm'), async () => {
    await using twin = await startHostile();
    addPull(twin);
    const result = await act(twin, {
      event: makePullEvent(),
      inputs: {
        issues: 'on',
        'check-run': 'on',
        'max-new-issues': '10',
        'webhook-url': twin.urls.hook,
        'webhook-format': 'slack',
      },
      workspaceFiles: { 'tests/test_a.py': '' },
    });
    await expectKept(twin, result);
    expect([result.exitCode, adviceOf(result)]).toEqual([0, []]);
    expect(result.outputs).toMatchObject({ verdict: 'flaky', 'flaky-count': `${HOSTILE.length}` });

    const issues = issuesOf(twin);
    expect(issues).toHaveLength(HOSTILE.length + 1);
    const [check] = twin.world.checkRuns.values();
    const texts = [
      result.summary,
      ...issues.flatMap(({ title, body }) => [title, body ?? '']),
      ...twin.world.comments.map(({ body }) => body),
      check?.output.summary ?? '',
    ];
    expect(texts).toHaveLength(2 * issues.length + 3);
    for (const text of texts) {
      expectInert(text);
      expect(text).not.toMatch(/[\u202E\u2066\uFEFF\r]/);
    }
  });

  it('give no command to the runner, no mention to a chat and no mark on a foreign file', async () => {
    await using twin = await startHostile();
    const result = await act(twin, {
      inputs: { issues: 'on', 'webhook-url': twin.urls.hook, 'webhook-format': 'slack' },
      workspaceFiles: { 'tests/test_a.py': '' },
    });
    await expectKept(twin, result);
    const known = ['debug', 'add-mask', 'group', 'endgroup', 'warning'];
    expect(result.commands.filter(({ name }) => !known.includes(name))).toEqual([]);
    const marks = result.commands.filter(({ name }) => name === 'warning');
    expect(new Set(marks.map(({ properties }) => properties['file']))).toEqual(new Set(['tests/test_a.py']));
    expect(Object.values(result.outputs).filter((value) => /[\r\n]/.test(value))).toEqual([]);
    const facts = JSON.parse(result.outputs['json'] ?? '') as { tests: { id: string }[] };
    expect(facts.tests).toHaveLength(HOSTILE.length);
    const [post] = twin.requests.filter(({ operation }) => operation === 'hooks/post');
    const payload = JSON.stringify(post?.body);
    expect(payload).toContain('octocat');
    expect(payload).not.toMatch(/@(?!\u200B)|<!|<script|[\u202E\u2066]/);
  });
});
