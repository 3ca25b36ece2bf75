/** Remembers a word where the browser lets a page do that; from file:// or in a sandbox it may not. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Not being able to remember a preference costs nothing else.
  }
}
