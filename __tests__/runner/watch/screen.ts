/** What a terminal shows after cursor-up, carriage return, line feed, erase to the end of the line or the screen. */
export function showScreen(text: string): string[] {
  const lines: string[] = [''];
  let row = 0;
  let column = 0;
  for (const [part, up, erase] of text.matchAll(/\u001b\[(\d+)A|\u001b\[([KJ])|[^\u001b]/gsu)) {
    if (up !== undefined) row = Math.max(0, row - Number(up));
    else if (erase !== undefined) {
      lines[row] = (lines[row] ?? '').slice(0, column);
      if (erase === 'J') lines.length = row + 1;
    } else if (part === '\r') column = 0;
    else if (part === '\n') {
      row += 1;
      column = 0;
      lines[row] ??= '';
    } else {
      const line = lines[row] ?? '';
      lines[row] = line.slice(0, column) + part + line.slice(column + part.length);
      column += part.length;
    }
  }
  return lines;
}
