/** Checks workflows and action.yml with GitHub's own language service. */
import { registerHooks } from 'node:module';
import { parse } from 'yaml';
import { TextDocument } from 'vscode-languageserver-textdocument';

export interface Diagnostic {
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** The service imports JSON without saying so, which Node refuses. */
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});

/** What a workflow may name. */
export interface Known {
  /** Text of our action.yml, for `uses: ./` and `uses: <owner>/focus-stability@...`. */
  readonly action?: string;
  /** Path -> text of reusable workflows, called locally or as `<owner>/<repo>/<path>@...`. */
  readonly workflows?: Readonly<Record<string, string>>;
}

const OURS = 'focus-stability';
/** The service caches by address. */
let documents = 0;

/** What a workflow says about an action of others is taken as it is. */
export async function validateWorkflow(text: string, known: Known = {}): Promise<Diagnostic[]> {
  const { validate } = await import('@actions/languageservice');
  const metadata = known.action === undefined ? undefined : (parse(known.action) as Metadata);
  // The service looks up no `./`; a name of the same meaning keeps the line.
  const named = text.replace(/^(\s*(?:- )?uses:\s*)\.\/\s*$/gm, `$1local/${OURS}@here`);
  const document = TextDocument.create(`file:///${++documents}/.github/workflows/w.yml`, 'yaml', 1, named);
  const found = await validate(document, {
    actionsMetadataProvider: {
      fetchActionMetadata: ({ name, path }) =>
        Promise.resolve(name === OURS && path === undefined && metadata !== undefined ? metadata : UNKNOWN),
    },
    fileProvider: {
      getFileContent: (reference) => {
        const content = known.workflows?.[reference.path];
        return content === undefined
          ? Promise.reject(new Error(`no workflow ${reference.path}`))
          : Promise.resolve({ name: reference.path, content });
      },
    },
  });
  return found.map(readDiagnostic);
}

interface Metadata {
  name: string;
  description: string;
}

const UNKNOWN: Metadata = { name: '', description: '' };

export async function validateActionYml(text: string): Promise<Diagnostic[]> {
  const { validate } = await import('@actions/languageservice');
  const document = TextDocument.create(`file:///${++documents}/action.yml`, 'yaml', 1, text);
  return (await validate(document)).map(readDiagnostic);
}

const readDiagnostic = (diagnostic: {
  message: string | { value: string };
  severity?: number | undefined;
  range: { start: { line: number } };
}): Diagnostic => ({
  line: diagnostic.range.start.line + 1,
  severity: diagnostic.severity === 2 ? 'warning' : 'error',
  message: typeof diagnostic.message === 'string' ? diagnostic.message : diagnostic.message.value,
});
