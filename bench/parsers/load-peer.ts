/** Peers are installed in bench/ only, so the compiler of the project cannot know them: callers say what they use. */
export async function loadPeer<Module>(name: string): Promise<Module> {
  return (await import(name)) as Module;
}
