/** Several defects at once: each hook of the result asks theirs, in the order given. */
import type { Defect, DefectHooks } from '../defect.ts';

export function combineHooks(defects: readonly Defect[]): DefectHooks {
  return defects.map(({ hooks }) => hooks).reduce(joinHooks, {});
}

function joinHooks(first: DefectHooks, second: DefectHooks): DefectHooks {
  return { ...first, ...second, ...joinAnswers(first, second), ...joinData(first, second) };
}

function joinAnswers(first: DefectHooks, second: DefectHooks): DefectHooks {
  return {
    answer: (request) => first.answer?.(request) ?? second.answer?.(request) ?? null,
    delayMs: (request) => (first.delayMs?.(request) ?? 0) + (second.delayMs?.(request) ?? 0),
    holdMs: (answer) => (first.holdMs?.(answer) ?? 0) + (second.holdMs?.(answer) ?? 0),
    changeAnswer: (answer, request) => {
      const changed = first.changeAnswer?.(answer, request) ?? answer;
      return second.changeAnswer?.(changed, request) ?? changed;
    },
    needsCatalogue: [...(first.needsCatalogue ?? []), ...(second.needsCatalogue ?? [])],
  };
}

function joinData(first: DefectHooks, second: DefectHooks): DefectHooks {
  return {
    rules: (rules) => {
      const changed = first.rules?.(rules) ?? rules;
      return second.rules?.(changed) ?? changed;
    },
    plan: (plan) => {
      const changed = first.plan?.(plan) ?? plan;
      return second.plan?.(changed) ?? changed;
    },
    timeRange: (range) => {
      const changed = first.timeRange?.(range) ?? range;
      return second.timeRange?.(changed) ?? changed;
    },
    frame: (frame, index) => {
      const changed = first.frame === undefined ? frame : first.frame(frame, index);
      if (changed === null || second.frame === undefined) return changed;
      return second.frame(changed, index);
    },
  };
}
