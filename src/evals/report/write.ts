import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerComparing } from '../../coach/index.ts';
import { type EvalRun, readRun } from '../run/record.ts';
import { compareRuns } from '../scores/compare.ts';
import { type Summary, summaryOf } from '../scores/summary.ts';
import type { Facts } from './facts.ts';
import { headline } from './facts.ts';
import { reportHtml } from './html.ts';
import { reportMarkdown } from './markdown.ts';
import { publishedFor } from './published.ts';

/**
 * Writes report.md, report.json and report.html of a run into its folder, each whole or as it was before.
 * @param options.against the folder of another run to compare with
 * @param options.split a day before which a model may have seen the problems
 */
export async function writeReport(
  folder: string,
  options: { against?: string; split?: string } = {},
): Promise<{ paths: string[]; summary: Summary; headline: string }> {
  const run = await readRun(folder);
  const summary = await summarised(run, options.split);
  const facts: Facts = { run, summary, published: publishedFor(run) };
  if (options.against !== undefined) {
    const other = await readRun(options.against);
    facts.against = {
      run: other,
      summary: await summarised(other, options.split),
      comparing: compareRuns(run, other),
    };
  }
  const { settings, about } = run;
  const against = facts.against && {
    settings: facts.against.run.settings,
    summary: facts.against.summary,
    comparing: facts.against.comparing,
  };
  const json = { settings, about, published: facts.published, summary, ...(against && { against }) };
  const files = {
    'report.md': reportMarkdown(facts),
    'report.json': `${JSON.stringify(json, null, 1)}\n`,
    'report.html': reportHtml(facts),
  };
  const paths: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await writeFile(`${path}.part`, content);
    await rename(`${path}.part`, path);
    paths.push(path);
  }
  return { paths, summary, headline: headline(facts) };
}

async function summarised(run: EvalRun, split: string | undefined): Promise<Summary> {
  const isMaths = run.tasks.some(({ kind }) => kind === 'maths');
  const answers = isMaths ? await answerComparing() : undefined;
  const same = answers && ((a: string, b: string) => answers.equivalent(a, b) === 'equal');
  return summaryOf(run, { ...(split && { split }), ...(same && { same }) });
}
