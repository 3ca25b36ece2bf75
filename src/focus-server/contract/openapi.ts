import { z } from 'zod';
import { errorBody, notFoundBody, schemaErrorBody } from './errors.ts';
import { rulesOf, type ServerProfile } from './profiles.ts';
import { configureBody, recordingsBody } from './requests.ts';
import * as responses from './responses.ts';
import { OPERATIONS, type AnswerSchema, type Operation } from './operations.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Surface {
  /** `/focus-server`, or empty for the root. */
  readonly prefix: string;
  readonly profile: ServerProfile;
}

/** The named schemas of the document; the same objects validate. */
const NAMES = new Map<z.ZodType, string>([
  [configureBody, 'ConfigureRequest'],
  [recordingsBody, 'RecordingsRequest'],
  [responses.ackResponse, 'Ack'],
  [responses.channelsResponse, 'Channels'],
  [responses.liveMetadataResponse, 'LiveMetadata'],
  [responses.configureResponse, 'ConfigureResponse'],
  [responses.recordingsResponse, 'Recordings'],
  [responses.cancelResponse, 'Cancelled'],
  [responses.sensorsResponse, 'Sensors'],
  [errorBody, 'Error'],
  [schemaErrorBody, 'SchemaError'],
  [notFoundBody, 'NotFound'],
]);

/** The OpenAPI 3.1 document of a server: what `GET /openapi.json` answers. */
export function describeSurface({ prefix, profile }: Surface): Json {
  const paths = new Map<string, Map<string, Json>>();
  for (const operation of OPERATIONS) {
    if (profile === 'legacy' && operation.method === 'delete') continue;
    const methods = paths.get(operation.path) ?? new Map<string, Json>();
    paths.set(operation.path, methods.set(operation.method, describeOperation(operation, profile)));
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Focus Server', version: '1.0.0', description: `Profile: ${profile}` },
    servers: [{ url: prefix === '' ? '/' : prefix }],
    paths: Object.fromEntries([...paths].map(([path, methods]) => [path, Object.fromEntries(methods)])),
    components: {
      schemas: Object.fromEntries([...NAMES].map(([schema, name]) => [name, describeSchema(schema)])),
    },
  };
}

function describeOperation(operation: Operation, profile: ServerProfile): Json {
  const { method, path, title, body, answers } = operation;
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const rules = rulesOf(profile).map((rule) => `\`${rule.name}\` on \`${rule.field}\``);
  return {
    operationId: `${method}${path.replaceAll(/[/_{}]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: title,
    ...(body === configureBody ? { description: `Answers 400 by these rules: ${rules.join(', ')}.` } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: describeContent(body) } } : {}),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, answer]) => [
        status,
        { description: status === '200' ? title : `Refused: ${status}`, content: describeContent(answer) },
      ]),
    ),
  };
}

function describeContent(answer: AnswerSchema): Json {
  if (answer === 'html') return { 'text/html': { schema: { type: 'string' } } };
  const name = NAMES.get(answer);
  return {
    'application/json': { schema: name ? { $ref: `#/components/schemas/${name}` } : describeSchema(answer) },
  };
}

/** As it is on the wire, before lax integers become integers. */
function describeSchema(schema: z.ZodType): Json {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io: 'input' });
  return described;
}
