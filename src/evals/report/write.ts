import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerComparing } from '../../coach/index.ts';
import { type EvalRun, readRun, readShards } from '../run/record.ts';
import { compareRuns } from '../scores/compare.ts';
import { type Summary, summaryOf } from '../scores/summary.ts';
import { type Facts, headline, titleOf } from './facts.ts';
import { reportHtml } from './html.ts';
import { reportMarkdown } from './markdown.ts';
import { publishedFor } from './published.ts';

export interface ReportOptions {
  /** The folders of the other shards of the same run. */
  shards?: string[];
  /** The folder of another run to compare with. */
  against?: string;
  /** A day before which a model may have seen the problems. */
  split?: string;
}

/** The report of a run as it is now, as a page; nothing is written. Throws a RunError where there is no run. */
export async function reportPage(folder: string): Promise<{ title: string; html: string }> {
  const facts = await factsOf(folder, {});
  return { title: titleOf(facts.run), html: reportHtml(facts) };
}

/**
 * Writes report.md, report.json and report.html of a run into its folder, each whole or as it was before. Throws a
 * RunError where there is no run.
 */
export async function writeReport(
  folder: string,
  options: ReportOptions = {},
): Promise<{ paths: string[]; summary: Summary; headline: string }> {
  const facts = await factsOf(folder, options);
  const { run, summary } = facts;
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

async function factsOf(folder: string, { shards = [], against, split }: ReportOptions): Promise<Facts> {
  const run = await readShards([folder, ...shards]);
  const facts: Facts = { run, summary: await summarised(run, split), published: publishedFor(run) };
  if (against === undefined) return facts;
  const other = await readRun(against);
  const comparing = compareRuns(run, other);
  return { ...facts, against: { run: other, summary: await summarised(other, split), comparing } };
}

async function summarised(run: EvalRun, split: string | undefined): Promise<Summary> {
  const isMaths = run.tasks.some(({ kind }) => kind === 'maths');
  const answers = isMaths ? await answerComparing() : undefined;
  const same = answers && ((a: string, b: string) => answers.equivalent(a, b) === 'equal');
  return summaryOf(run, { ...(split && { split }), ...(same && { same }) });
}
