/** The page where a judge takes submissions to a problem, or the problem's own; undefined for what is no web address. */
export function submitPage(problemUrl: string | undefined): string | undefined {
  if (problemUrl === undefined || !URL.canParse(problemUrl)) return undefined;
  const url = new URL(problemUrl);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  const { origin, hostname, pathname } = url;
  for (const { host, path, page } of judges) {
    const match = host.test(hostname) && path.exec(pathname);
    if (match) return origin + page(match);
  }
  return problemUrl;
}

const judges: { host: RegExp; path: RegExp; page: (match: RegExpExecArray) => string }[] = [
  {
    host: /(^|\.)codeforces\.com$/,
    path: /^\/(contest|gym)\/(\d+)\/problem\/(\w+)/,
    page: ([, kind, contest, index]) => `/${kind}/${contest}/submit?submittedProblemIndex=${index}`,
  },
  {
    host: /(^|\.)codeforces\.com$/,
    path: /^\/problemset\/problem\/(\d+)\/(\w+)/,
    page: ([, contest, index]) => `/problemset/submit?submittedProblemCode=${contest}${index}`,
  },
  {
    host: /^atcoder\.jp$/,
    path: /^\/contests\/([\w-]+)\/tasks\/(\w+)/,
    page: ([, contest, task]) => `/contests/${contest}/submit?taskScreenName=${task}`,
  },
  { host: /(^|\.)kattis\.com$/, path: /^(.*\/problems\/\w+)/, page: ([, problem]) => `${problem}/submit` },
  {
    host: /^cses\.fi$/,
    path: /^\/(\w+)\/task\/(\d+)/,
    page: ([, set, task]) => `/${set}/submit/${task}/`,
  },
];
