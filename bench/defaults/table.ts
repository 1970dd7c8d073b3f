/** The first two lines of a Markdown table. */
export function headOf(columns: string[]): string {
  return `${lineOf(columns)}\n${lineOf(columns.map(() => '---'))}`;
}

export function lineOf(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}
