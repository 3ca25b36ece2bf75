/** GitHub's own description of its REST API (openapi.json), as validators of requests and answers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: Schema;
  readonly 'x-multi-segment'?: boolean;
}

interface Content {
  readonly content?: Readonly<Record<string, { schema: Schema }>>;
  readonly required?: boolean;
}

interface Described {
  readonly operationId: string;
  readonly externalDocs: { readonly url: string };
  readonly parameters: readonly (Parameter | Reference)[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content | Reference>>;
}

interface Reference {
  readonly $ref: string;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: Readonly<
    Record<'schemas' | 'parameters' | 'responses', Readonly<Record<string, unknown>>>
  >;
}

/** What is wrong, one line each; empty when nothing is. */
type Check = (value: unknown) => string[];

export interface Contract {
  readonly id: string;
  readonly method: string;
  /** Named groups are the path's parameters. */
  readonly path: RegExp;
  /** Page that describes the operation; GitHub's errors name it. */
  readonly docs: string;
  readonly checkParameters: (place: Parameter['in'], values: Readonly<Record<string, string>>) => string[];
  /** `undefined` is a request without a body. */
  readonly checkBody: Check;
  readonly checkAnswer: (status: number, json: unknown) => string[];
}

// Absolute references, so that every schema can be compiled on its own.
const BASE = 'https://api.github.com/';
const DOCUMENT = JSON.parse(
  readFileSync(join(import.meta.dirname, 'openapi.json'), 'utf8').replaceAll('"#/components/', `"${BASE}`),
) as Document;

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;
const OPTIONS = {
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allErrors: true,
  inlineRefs: false,
  code: { optimize: false },
  formats: {
    'date-time': DATE_TIME,
    email: /^\S+@\S+$/,
    int64: true,
    uri: (text: string): boolean => URL.canParse(text),
  },
} as const;
const values = new Ajv(OPTIONS);
for (const [name, schema] of Object.entries(DOCUMENT.components.schemas)) {
  values.addSchema(schema as object, `${BASE}schemas/${name}`);
}
/** The words of an address are text: numbers and booleans are read out of it. */
const words = new Ajv({ ...OPTIONS, coerceTypes: true });

/** At once, so that no request waits for it: a client's time-outs are measured in tests. */
function compile(ajv: Ajv, schema: object): Check {
  const validate = ajv.compile(schema);
  return (value) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message, params }) =>
            `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
        );
}

const resolve = <Part extends object>(part: Part | Reference): Part =>
  '$ref' in part ? (readComponent(part.$ref) as Part) : part;

function readComponent(reference: string): unknown {
  const [section, name = ''] = reference.slice(BASE.length).split('/');
  return DOCUMENT.components[section as keyof Document['components']][name];
}

/** Property names a body may have at its top, or null when the schema does not say. */
function listProperties({ properties, anyOf = [], oneOf = [], allOf = [] }: Schema): string[] | null {
  const parts = [...anyOf, ...oneOf, ...allOf].map((part) => listProperties(resolve(part)));
  const names = [...Object.keys(properties ?? {}), ...parts.flatMap((part) => part ?? [])];
  return names.length === 0 ? null : names;
}

function describeBody(body: Content | undefined): Check {
  const schema = body?.content?.['application/json']?.schema;
  if (schema === undefined) return (value) => (value === undefined ? [] : ['a body where GitHub takes none']);
  const check = compile(values, schema);
  const known = listProperties(schema);
  return (value) => {
    if (value === undefined) return body?.required === true ? ['no body'] : [];
    const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    const unknown = known === null ? [] : names.filter((name) => !known.includes(name));
    return [...check(value), ...unknown.map((name) => `/${name} is no field of this request`)];
  };
}

/** GitHub describes only some errors; all others look like `basic-error`. */
function describeAnswers(responses: Described['responses']): Contract['checkAnswer'] {
  const checks = new Map<string, Check>();
  for (const [status, response] of Object.entries(responses)) {
    const schema = resolve(response).content?.['application/json']?.schema;
    const isEmpty: Check = (json) => (json === undefined ? [] : ['an answer where GitHub gives none']);
    checks.set(status, schema === undefined ? isEmpty : compile(values, schema));
  }
  const checkError = compile(values, { $ref: `${BASE}schemas/basic-error` });
  return (status, json) => {
    const check = checks.get(`${status}`);
    if (status >= 400) return (json === undefined ? isMissing : (check ?? checkError))(json);
    return check === undefined ? [`status ${status} is none of this operation's`] : check(json);
  };
}

const isMissing: Check = () => ['an error without a message'];

function describeParameters(parameters: readonly Parameter[]): Contract['checkParameters'] {
  const checkOf = (place: Parameter['in']): Check => {
    const ours = parameters.filter((parameter) => parameter.in === place);
    return compile(words, {
      type: 'object',
      properties: Object.fromEntries(ours.map(({ name, schema }) => [name, schema])),
      required: ours.filter(({ required }) => required).map(({ name }) => name),
      additionalProperties: false,
    });
  };
  const checks = { path: checkOf('path'), query: checkOf('query') };
  return (place, given) => checks[place]({ ...given });
}

function describe(path: string, method: string, operation: Described): Contract {
  const parameters = operation.parameters.map(resolve<Parameter>);
  const isLong = (name: string): boolean =>
    parameters.some((parameter) => parameter.name === name && parameter['x-multi-segment'] === true);
  const pattern = path.replace(
    /\{(\w+)\}/g,
    (_, name: string) => `(?<${name}>${isLong(name) ? '.+' : '[^/]+'})`,
  );
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path: new RegExp(`^${pattern}$`),
    docs: operation.externalDocs.url,
    checkParameters: describeParameters(parameters),
    checkBody: describeBody(operation.requestBody),
    checkAnswer: describeAnswers(operation.responses),
  };
}

export const CONTRACTS: readonly Contract[] = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => describe(path, method, operation)),
);

export interface Match {
  readonly contract: Contract;
  readonly params: Readonly<Record<string, string>>;
}

/** `path`: without the base, still encoded. */
export function matchContract(method: string, path: string): Match | null {
  for (const contract of CONTRACTS) {
    const found = contract.method === method ? contract.path.exec(path) : null;
    if (found === null) continue;
    const decoded = Object.entries(found.groups ?? {}).map(([name, text]) => [
      name,
      decodeURIComponent(text),
    ]);
    return { contract, params: Object.fromEntries(decoded) };
  }
  return null;
}
