/** Runs commands where a fault is injected. */
export interface CommandResult {
  /** 127: there is no such program, 124: it took too long, 255 with ssh: the machine was not reached. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Executor {
  /** Where commands run, for a person: `this machine`, `ssh root@host`. */
  readonly place: string;
  /** `command`: program and arguments; no shell ever interprets them. Never rejects. */
  run(command: readonly string[]): Promise<CommandResult>;
}
