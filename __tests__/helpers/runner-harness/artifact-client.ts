/** A process of its own around the real artifact client, which reads its environment when it is imported. */
import artifact from '@actions/artifact';

export type ClientMethod =
  'uploadArtifact' | 'listArtifacts' | 'getArtifact' | 'downloadArtifact' | 'deleteArtifact';

export interface ClientCall {
  readonly method: ClientMethod;
  readonly args: readonly unknown[];
}

export type ClientResult = { readonly value: unknown } | { readonly error: string };

async function answer({ method, args }: ClientCall): Promise<ClientResult> {
  const call = artifact[method].bind(artifact) as (...words: readonly unknown[]) => Promise<unknown>;
  try {
    return { value: await call(...args) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

async function answerAll(calls: readonly ClientCall[]): Promise<void> {
  const results: ClientResult[] = [];
  for (const call of calls) results.push(await answer(call));
  process.send?.(results, () => process.disconnect());
}

process.once('message', (calls: readonly ClientCall[]) => {
  void answerAll(calls);
});
