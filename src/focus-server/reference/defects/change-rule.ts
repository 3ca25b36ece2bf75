/** Rules of configure, with the verdict of one of them changed. */
import type { ConfigureRequest, FieldRule } from '../../contract/rules.ts';

type ChangeVerdict = (text: string | null, request: ConfigureRequest) => string | null;

export function changeRule(
  rules: readonly FieldRule[],
  name: string,
  change: ChangeVerdict,
): readonly FieldRule[] {
  return rules.map((rule) =>
    rule.name === name
      ? { ...rule, check: (request, facts) => change(rule.check(request, facts), request) }
      : rule,
  );
}
