import { type Facts, headline, rerunOf, tablesOf, titleOf } from './facts.ts';

/** The report as Markdown. */
export function reportMarkdown(facts: Facts): string {
  const parts = [`# ${safe(titleOf(facts.run))}`, headline(facts)];
  for (const { title, note, rows } of tablesOf(facts)) {
    parts.push(`## ${safe(title)}`);
    if (note) parts.push(note);
    const [head = [], ...body] = rows.map((row) => `| ${row.map(safe).join(' | ')} |`);
    parts.push([head, `|${' --- |'.repeat(rows[0]?.length ?? 1)}`, ...body].join('\n'));
  }
  parts.push(
    '## To run it again',
    rerunOf(facts)
      .map(([name, value]) => `- ${name}: \`${value.replace(/[`\n]/g, ' ')}\``)
      .join('\n'),
  );
  return `${parts.join('\n\n')}\n`;
}

/** What sets and models call themselves stays text in a cell. */
function safe(text: string): string {
  return text.replace(/[\\|<>[\]`*_]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}
