/** One test case as pytest's junitxml writes it. */
import { writeFailure, writeLog } from './case-texts.ts';
import { Draws } from './draws.ts';
import type { Outcome, TestPlan } from './test-plan.ts';

const TEXT_STREAM = 4;

export interface Execution {
  readonly seed: number;
  readonly iteration: number;
  readonly outcome: Outcome;
  readonly durationMs: number;
}

export function writeCase(plan: TestPlan, execution: Execution): string {
  const draws = new Draws(execution.seed, TEXT_STREAM, plan.number, execution.iteration);
  const head = `<testcase classname="${plan.classname}" name="${plan.name}" time="${writeSeconds(execution.durationMs)}"`;
  const body = writeProperties(draws, plan) + writeOutcome(draws, plan, execution) + writeOutput(draws, plan);
  return body === '' ? `${head} />` : `${head}>${body}</testcase>`;
}

export function writeSeconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function writeProperties(draws: Draws, { properties }: TestPlan): string {
  if (properties === 0) return '';
  let text = '<properties>';
  for (let i = 0; i < properties; i += 1) {
    text += `<property name="${draws.pick(['owner', 'ticket', 'worker'])}" value="T-${draws.below(9999)}" />`;
  }
  return `${text}</properties>`;
}

function writeOutcome(draws: Draws, plan: TestPlan, { outcome }: Execution): string {
  if (outcome === 'passed') return '';
  if (outcome === 'skipped') {
    const reason = 'needs a cluster &amp; two disks';
    return `<skipped type="pytest.skip" message="${reason}">${plan.module.replaceAll('.', '/')}.py:12: ${reason}</skipped>`;
  }
  const { message, trace } = writeFailure(draws, plan);
  const element = outcome === 'failed' ? 'failure' : 'error';
  return `<${element} message="${escapeAttribute(message)}">${wrapText(draws, trace)}</${element}>`;
}

function writeOutput(draws: Draws, { outputBytes }: TestPlan): string {
  if (outputBytes === 0) return '';
  const out = `<system-out>${wrapText(draws, writeLog(draws, outputBytes))}</system-out>`;
  return draws.happens(20) ? `${out}<system-err>${escapeText(writeLog(draws, 400))}</system-err>` : out;
}

/** A third of the long texts are CDATA, as several producers write them. */
function wrapText(draws: Draws, text: string): string {
  return draws.below(3) === 0 ? `<![CDATA[${text}]]>` : escapeText(text);
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
}
