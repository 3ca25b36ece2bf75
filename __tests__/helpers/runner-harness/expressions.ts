/** `${{ }}` expressions, evaluated with GitHub's own parser. */
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** `github`, `matrix`, `steps` and so on -> plain JSON. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the job stands: what `success()` and `failure()` answer. A skipped need is neither. */
export type Standing = 'success' | 'failure' | 'skipped';

const EXPRESSION = /\$\{\{([\s\S]*?)\}\}/g;
const STATUS = /\b(?:always|success|failure|cancelled)\s*\(/;

function evaluate(text: string, contexts: Contexts, standing: Standing): data.ExpressionData {
  const answers = {
    always: true,
    success: standing === 'success',
    failure: standing === 'failure',
    cancelled: false,
  };
  const functions = Object.entries(answers).map(([name, answer]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(answer),
  }));
  const { tokens } = new Lexer(text.trim()).lex();
  const expression = new Parser(tokens, Object.keys(contexts), functions).parse();
  const values = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(expression, values, new Map(functions.map((made) => [made.name, made]))).evaluate();
}

/** The text with its expressions replaced. */
export function interpolate(text: string, contexts: Contexts): string {
  return text.replace(EXPRESSION, (_, expression: string) =>
    evaluate(expression, contexts, 'success').coerceString(),
  );
}

/** The same for every text inside a value; a text that is one expression becomes its value. */
export function interpolateDeep(value: unknown, contexts: Contexts): unknown {
  if (Array.isArray(value)) return value.map((item) => interpolateDeep(item, contexts));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, interpolateDeep(inner, contexts)]),
    );
  }
  if (typeof value !== 'string') return value;
  const whole = /^\$\{\{((?:(?!\}\})[\s\S])*)\}\}$/.exec(value.trim());
  if (whole?.[1] === undefined) return interpolate(value, contexts);
  return JSON.parse(JSON.stringify(evaluate(whole[1], contexts, 'success'), data.replacer));
}

/** `if:`, with the runner's rule that it means `success() && ...` unless it asks for the status itself. */
export function isWanted(
  condition: string | boolean | undefined,
  contexts: Contexts,
  standing: Standing,
): boolean {
  const text = condition === undefined ? 'success()' : String(condition);
  const bare = text.trim().replace(/^\$\{\{([\s\S]*)\}\}$/, '$1');
  const full = STATUS.test(bare) ? bare : `success() && (${bare})`;
  return truth(evaluate(full, contexts, standing));
}

const truth = (value: data.ExpressionData): boolean =>
  !['', 'false', '0', 'NaN'].includes(value.coerceString());
