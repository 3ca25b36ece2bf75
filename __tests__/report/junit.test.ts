import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { PYTHON } from '../../scripts/neighbours/core.ts';
import type { StabilityReport } from '../../src/model/stability-report.ts';
import { renderMergedJunit } from '../../src/report/junit.ts';
import { needs } from '../helpers/neighbours.ts';
import { buildReport, buildRow, buildTest } from '../helpers/report-builder.ts';
import { hostileReport } from './hostile-report.ts';
import { buildFailure, buildRealisticNight } from './realistic-night.ts';

function render(report: StabilityReport): string {
  return [...renderMergedJunit(report)].join('');
}

function caseOf(xml: string, name: string): string {
  return xml.split('\n<testcase ').find((part) => part.includes(` name="${name}"`)) ?? '';
}

const COUNT_CASES = `
import sys, json
import xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
suite = root.find('testsuite')
print(json.dumps([int(root.get('tests')), len(suite.findall('testcase')), len(suite.findall('testcase/failure')),
                  len(suite.findall('testcase/flakyFailure')), suite.find('testcase').get('name')]))
`;

describe('merged JUnit', () => {
  const xml = render(buildRealisticNight());

  it('counts what it holds', () => {
    expect(xml).toContain(
      '<testsuite name="focus-stability" tests="119" failures="1" errors="0" skipped="0"',
    );
    expect(xml.match(/<testcase /g)).toHaveLength(119);
  });

  it('tells a flaky test as passed, with one flakyFailure for each failed iteration', () => {
    const flaky = caseOf(xml, 'test_reconnects[ws | &quot;slow&quot; @latest]');
    expect(
      flaky.match(/<flakyFailure message="TimeoutError: no frame within 2.0 s" type="TimeoutError">/g),
    ).toHaveLength(2);
    expect(flaky).not.toContain('<failure');
    expect(flaky).toContain(
      '<properties><property name="verdict" value="flaky"/><property name="codes" value="PF-FP"/><property name="score" value="0.5"/></properties>',
    );
  });

  it('tells a failing test by one failure and reruns that failed, too', () => {
    const failing = caseOf(xml, 'test_writes_header');
    expect(failing.match(/<failure /g)).toHaveLength(1);
    expect(failing.match(/<rerunFailure /g)).toHaveLength(3);
  });

  it('says at least that a test failed where no text was kept', () => {
    const rows = [buildRow({ codes: 'FPPPP', name: 'lost' })];
    expect(caseOf(render(buildReport({ rows })), 'lost')).toContain(
      '<flakyFailure message="failed in iteration 1"',
    );
  });

  it('never calls a test that did not report skipped', () => {
    const rows = [
      buildRow({ codes: '-----', name: 'gone', verdict: 'inconclusive' }),
      buildRow({ codes: 'SSSSS', name: 'off', verdict: 'skipped' }),
    ];
    const merged = render(buildReport({ rows }));
    expect(caseOf(merged, 'gone')).toContain('<error message="did not report in any iteration"/>');
    expect(caseOf(merged, 'off')).toContain('<skipped/>');
    expect(merged).toContain('failures="0" errors="1" skipped="1"');
  });

  it('marks what XML cannot hold and keeps the rest', () => {
    const name = 'a\u0000\u0007\uD800\uFFFE<&>"\'\n\t😀b';
    const test = buildTest({ name, failures: [buildFailure(3, { text: ']]>\u0001\r\n' })] });
    const merged = render(buildReport({ rows: [test], notable: [test] }));
    const parsed = new XMLParser({ ignoreAttributes: false, htmlEntities: true }).parse(merged);
    expect(XMLValidator.validate(merged)).toBe(true);
    expect(parsed.testsuites.testsuite.testcase['@_name']).toBe('a\uFFFD\uFFFD\uFFFD\uFFFD<&>"\'\n\t😀b');
    expect(merged).toContain('<stackTrace>]]&gt;\uFFFD&#10;</stackTrace>');
  });

  it('is well-formed whatever the names', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        expect(XMLValidator.validate(render(report))).toBe(true);
      }),
      { seed: 7_001, numRuns: 60 },
    );
  });

  it('is read by another XML reader as it was meant', needs('python'), () => {
    const reports = [buildRealisticNight(), ...fc.sample(hostileReport, { seed: 7_002, numRuns: 8 })];
    for (const report of reports.filter(({ notable }) => notable.length > 0)) {
      const merged = render(report);
      const read = spawnSync(PYTHON, ['-c', COUNT_CASES], { input: merged, encoding: 'utf8' });
      expect(read.stderr).toBe('');
      const cases = [...report.rows].length;
      const [tests, found, failures, flaky] = JSON.parse(read.stdout);
      expect([tests, found]).toEqual([cases, cases]);
      expect(failures).toBe(merged.match(/<failure /g)?.length ?? 0);
      expect(flaky).toBe(merged.match(/<flakyFailure /g)?.length ?? 0);
    }
  });
});
