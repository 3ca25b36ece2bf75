/**
 * Cuts the operations that the GitHub twin serves out of GitHub's OpenAPI description, as plain JSON Schema:
 * `node scripts/openapi-subset.ts` writes __tests__/helpers/github-twin/openapi.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { OPERATIONS } from '../__tests__/helpers/github-twin/routes/index.ts';

type Json = null | boolean | number | string | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [key: string]: Json;
}

const ROOT = dirname(import.meta.dirname);
const SOURCE = join(
  dirname(createRequire(import.meta.url).resolve('@octokit/openapi')),
  'generated',
  'api.github.com.json',
);
const TARGET = join(ROOT, '__tests__', 'helpers', 'github-twin', 'openapi.json');

/** What validates nothing: words for people, and examples that would be ten times the rest. */
const SAYS_NOTHING = new Set([
  'description',
  'title',
  'example',
  'examples',
  'default',
  'deprecated',
  'readOnly',
  'discriminator',
]);
const NAMED_SCHEMAS = new Set(['properties', 'patternProperties']);

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const entriesOf = (value: Json | undefined): [string, Json][] =>
  isObject(value) ? Object.entries(value) : [];

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

const mapValues = (value: JsonObject, change: (value: Json) => Json): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));

/** OpenAPI 3.0 to JSON Schema: `nullable` becomes a type or an alternative, what validates nothing goes. */
function simplifySchema(value: Json): Json {
  if (Array.isArray(value)) return value.map(simplifySchema);
  if (!isObject(value)) return value;
  const schema: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (SAYS_NOTHING.has(key) || key === 'nullable' || key.startsWith('x-')) continue;
    schema[key] =
      NAMED_SCHEMAS.has(key) && isObject(inner) ? mapValues(inner, simplifySchema) : simplifySchema(inner);
  }
  return value['nullable'] === true ? allowNull(schema) : schema;
}

function allowNull(schema: Readonly<Record<string, Json>>): Json {
  const { type, enum: values } = schema;
  if (typeof type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  const nullable = { ...schema, type: [type, 'null'] };
  return Array.isArray(values) ? { ...nullable, enum: [...new Set([...values, null])] } : nullable;
}

function simplifyParameter(parameter: Json): Json {
  if (!isObject(parameter) || '$ref' in parameter) return parameter;
  const { name = '', in: place = '', required = false, schema = {} } = parameter;
  const segments = parameter['x-multi-segment'] === true ? { 'x-multi-segment': true } : {};
  return { name, in: place, required, schema: simplifySchema(schema), ...segments };
}

/** A request body or a response: only its schemas. */
function simplifyContent(part: Json): Json {
  if (!isObject(part) || '$ref' in part) return part;
  const content = entriesOf(part['content']).map(([type, media]): [string, Json] => [
    type,
    { schema: simplifySchema((isObject(media) ? media['schema'] : undefined) ?? {}) },
  ]);
  const required = part['required'] === undefined ? {} : { required: part['required'] };
  return { ...required, ...(content.length === 0 ? {} : { content: Object.fromEntries(content) }) };
}

function simplifyOperation(operation: JsonObject): JsonObject {
  const { operationId = '', externalDocs = {}, parameters = [], requestBody, responses = {} } = operation;
  return {
    operationId,
    externalDocs: { url: (isObject(externalDocs) ? externalDocs['url'] : undefined) ?? '' },
    parameters: Array.isArray(parameters) ? parameters.map(simplifyParameter) : [],
    ...(requestBody === undefined ? {} : { requestBody: simplifyContent(requestBody) }),
    responses: isObject(responses) ? mapValues(responses, simplifyContent) : {},
  };
}

const SIMPLIFY: Readonly<Record<string, (part: Json) => Json>> = {
  schemas: simplifySchema,
  parameters: simplifyParameter,
  responses: simplifyContent,
};

/** Everything that `from` names with $ref, directly or not: section -> name -> simplified component. */
function collectComponents(from: Json, components: Json | undefined): JsonObject {
  const found: Record<string, Record<string, Json>> = { parameters: {}, responses: {}, schemas: {} };
  const visit = (text: string): void => {
    for (const [, section = '', name = ''] of text.matchAll(/"#\/components\/([^/"]+)\/([^"]+)"/g)) {
      const into = found[section];
      const part = entriesOf(entriesOf(components).find(([key]) => key === section)?.[1]).find(
        ([key]) => key === name,
      );
      const simplify = SIMPLIFY[section];
      if (into === undefined || part === undefined || simplify === undefined)
        throw new Error(`No ${section}/${name}`);
      if (name in into) continue;
      into[name] = simplify(part[1]);
      visit(JSON.stringify(into[name]));
    }
  };
  visit(JSON.stringify(from));
  return Object.fromEntries(
    Object.entries(found).map(([section, parts]) => [
      section,
      Object.fromEntries(Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1))),
    ]),
  );
}

/** The document for these operation ids; throws for an id that GitHub does not know. */
function cutSubset(api: JsonObject, ids: ReadonlySet<string>): JsonObject {
  const paths: Record<string, JsonObject> = {};
  const missing = new Set(ids);
  for (const [path, item] of entriesOf(api['paths'])) {
    for (const [method, operation] of entriesOf(item)) {
      if (!isObject(operation) || !missing.delete(textOf(operation['operationId']))) continue;
      paths[path] = { ...paths[path], [method]: simplifyOperation(operation) };
    }
  }
  if (missing.size > 0) throw new Error(`GitHub has no operation ${[...missing].join(', ')}`);
  return {
    openapi: '3.1.0',
    info: api['info'] ?? {},
    paths,
    components: collectComponents(paths, api['components']),
  };
}

const { info, ...api } = JSON.parse(readFileSync(SOURCE, 'utf8')) as JsonObject;
const version = isObject(info) ? textOf(info['version']) : '';
const subset = cutSubset(
  { ...api, info: { title: "Subset of GitHub's REST API (MIT, @octokit/openapi)", version } },
  new Set(OPERATIONS.map(({ id }) => id)),
);
const style = await resolveConfig(TARGET);
writeFileSync(TARGET, await format(JSON.stringify(subset), { ...style, parser: 'json' }));
console.log(`${OPERATIONS.length} operations of version ${version}`);
