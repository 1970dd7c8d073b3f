/**
 * How a judge lays its page out: CSS selectors for what the general reader (headings, `<pre>`, tables) cannot
 * tell by itself. Selectors name the pages' own classes and ids as seen in their markup.
 */
export interface Layout {
  judge: string;
  /** The page is this judge's when this matches. */
  marker: string;
  /** What holds the statement; the first of the list that matches. */
  root: string[];
  /** Left out although it stands inside the root. */
  drop?: string;
  title?: string;
  contest?: string;
  /** Elements outside the root whose text names the limits. */
  limits?: string;
  /** Elements that are headings although their tag does not say so. */
  heading?: string;
  /** Elements whose whole text is the input, the output of a sample. */
  sampleInput?: string;
  sampleOutput?: string;
}

export const layouts: Layout[] = [
  {
    judge: 'codeforces',
    marker:
      '.problem-statement > .header > .title, .problem-statement .input-specification, .problem-statement .sample-tests',
    root: ['.problem-statement'],
    title: '.header > .title, h1.title, .title',
    contest: '#sidebar .rtable th a, #sidebar .rtable th, .contest-name',
    limits:
      '.header .time-limit, .header .memory-limit, .header .input-file, .header .output-file, .header tr',
    heading: '.section-title',
    drop: '.header, .input-output-copier',
    sampleInput: '.sample-test .input pre',
    sampleOutput: '.sample-test .output pre',
  },
  {
    judge: 'atcoder',
    marker: '#task-statement',
    root: ['#task-statement .lang-en', '#task-statement .lang-ja', '#task-statement'],
    title: 'span.h2, #main-container h2, title',
    contest: 'a.contest-title, .contest-title',
    limits: '#main-container p',
    drop: '.div-btn-copy',
  },
  {
    judge: 'kattis',
    marker: '.problembody, .problem-body table.sample',
    root: ['.problembody', '.problem-body'],
    title: '.book-page-heading, h1',
    limits: '.metadata-grid, .metadata_list, .problem-sidebar, .attribute_list-item',
  },
  {
    judge: 'cses',
    marker: '.task-constraints, .title-block + .content',
    root: ['.content .md', '.md', '.content'],
    title: '.title-block h1',
    contest: '.title-block h3 a',
    limits: '.task-constraints li',
    drop: '.nav.sidebar, .task-constraints',
  },
  {
    judge: 'usaco',
    marker: '.problem-text pre.in, .problem-text pre.out, .problem-text .prob-in-spec',
    root: ['.problem-text'],
    title: '.panel h2 + h2, .panel h2:last-of-type',
    contest: '.panel h2:first-of-type',
    heading: '.problem-text h4, .prob-section',
    sampleInput: 'pre.in',
    sampleOutput: 'pre.out',
  },
  {
    judge: 'baekjoon',
    marker: '#problem_title, #problem-body #problem_description',
    root: ['#problem-body', 'body'],
    title: '#problem_title',
    limits: '#problem-info',
    drop: '#problem-info, #problem_title, .copy-button, #problem_tags',
    sampleInput: 'pre[id^="sample-input"]',
    sampleOutput: 'pre[id^="sample-output"]',
  },
  {
    judge: 'spoj',
    marker: '#problem-body',
    root: ['#problem-body'],
    title: '#problem-name',
    limits: '#problem-meta tr',
  },
  {
    judge: 'luogu',
    marker: '.io-sample, .problem-card .sample, article .lg-article',
    root: ['.problem-card', '.problem', 'article', 'main'],
    title: '.problem-header h1, h1',
    limits: '.stat, .problem-block-stat, .info-rows',
    sampleInput: '.io-sample .input pre, .sample .input pre',
    sampleOutput: '.io-sample .output pre, .sample .output pre',
  },
  {
    judge: 'leetcode',
    marker:
      '[data-track-load="description_content"], [data-key="description-content"], .question-content__JfgR',
    root: [
      '[data-track-load="description_content"]',
      '[data-key="description-content"]',
      '.question-content__JfgR',
    ],
    title: '[data-cy="question-title"], .text-title-large, title',
    heading: 'strong.example',
  },
  {
    judge: 'hackerrank',
    marker: '.challenge-body-html, .challenge_problem_statement, .problem-statement .hackdown-content',
    root: ['.challenge-body-html', '.problem-statement', 'body'],
    title: '.challenge-page-label-wrapper h1, h1.page-label, h1, h2.hr_tour-challenge-name',
    heading: '.challenge_section_title',
    sampleInput: '.challenge_sample_input_body pre, .challenge_sample_input .hackdown-content pre',
    sampleOutput: '.challenge_sample_output_body pre, .challenge_sample_output .hackdown-content pre',
  },
  {
    judge: 'codechef',
    marker: '#problem-statement, [class*="problem-statement"] [class*="input_output"], .problemBody',
    root: ['#problem-statement', '.problemBody', '[class*="problem-statement"]'],
    title: '[class*="titleStatus"] h1, h1, h2',
    heading: '.problemBody h3',
    limits: '[class*="more-info"]',
  },
  {
    judge: 'poj',
    marker: '.ptt, pre.sio',
    root: ['body'],
    title: '.ptt',
    limits: '.plm tr',
    drop: '.ptt, .plm',
    heading: 'p.pst',
  },
  {
    judge: 'hdu',
    marker: '.panel_title',
    root: ['body'],
    title: 'h1',
    limits: 'h1 + font, h1 ~ font b',
    drop: 'h1',
    heading: '.panel_title',
  },
  {
    judge: 'timus',
    marker: '.problem_title, .problem_subtitle',
    root: ['.problem_content', '#problem_text', 'body'],
    title: '.problem_title',
    limits: '.problem_limits',
    drop: '.problem_title, .problem_limits, .problem_links, .problem_source',
    heading: '.problem_subtitle, h3.problem_subtitle',
  },
  {
    judge: 'eolymp',
    marker: '.eo-problem, .eo-paper__content .problem, [class*="eolymp"]',
    root: ['.eo-problem', '.eo-paper__content', 'main', 'body'],
    title: 'h1, .eo-title__header',
    limits: '.eo-problem__limits, .eo-message__text, .problem-limits',
  },
];
