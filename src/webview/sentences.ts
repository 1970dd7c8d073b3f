import { describeEvidence, type Evidence, type Words } from '../solver/protocol.ts';

/**
 * What the rooms say in English and users see most: how a program ended, what it was checked with, what went wrong and
 * the way out. Values stand in holes; each is looked up in turn.
 */
const sentences = [
  'Running the tests …',
  'Comparing it with the oracle …',
  'Running it on large inputs …',
  'Running it with wider integers …',
  'Running it under sanitizers …',
  'Waiting for the model …',
  'Judging a fix …',
  'The budget is spent.',
  'A candidate held against everything it was checked with.',
  'None of {0} candidates passed.',
  'The statement has no samples: no program could be checked.',
  'The problem is interactive, and there is no interactor to talk to.',
  'Several answers are right, and there is no checker to tell.',
  'Stopped.',
  'it held against everything it was checked with',
  'it held against what it was checked with, but other programs give other answers',
  'there is nothing to check it with',
  'the stress test could not be made: {0}',
  'it wrote more than any program is long',
  'it used up its tokens before it wrote a program',
  'its context was full before it wrote a program',
  'it kept repeating itself and was ended',
  'stopped before it had an answer',
  'stopped',
  'the answer holds no program',
  'the program is longer than {0} KiB',
  'it is written in {0}, not in the language asked for',
  'the same program as candidate {0}',
  'it failed a sample',
  'it differs from {0}',
  'it fails on a generated input',
  'test {0}',
  'largest, by the generator',
  'inputs of up to {0}, the largest allowed,',
  'the brute force beside the statement',
  'a brute force by the model',
  'another brute force by the model (the {0})',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  "the model's generator",
  "the model's validator",
  "by the model's generator",
  'by the generator beside the statement',
  'built from the statement',
  '{0} is not used: {1}',
  '{0} is not used: it gets {1} on the samples ({2})',
  '{0} is not used: it refuses a sample ({1})',
  '{0} is not used: it prints no input ({1})',
  'no reason given',
  '{0} passes the samples {1}',
  '{0} could not be checked, there are no samples',
  '{0} accepts the samples',
  '{0} works',
  '{0} fails on most generated inputs',
  '{0} fails on most generated inputs, and is not used',
  '{0} gave other answers and was not believed',
  '{0} is suspect: programs that pass the samples give other answers',
  'The validator refuses what the generator printed ({0}).',
  'The generator prints no valid input.',
  'The generator failed ({0}): {1}.',
  '{0} writes Python only. Choose Python, or a larger model.',
  'brute force',
  'greedy',
  'dynamic programming',
  'graph',
  'mathematics',
  'data structure',
  'wrote more than {0} MiB',
  'started more processes than it may',
  'used more than {0} MiB of memory',
  '{0} s of CPU time, limit {1} s',
  'more than {0} s of CPU time, limit {1} s',
  'more CPU time than the limit {0} s',
  'not done after {0} s, limit {1} s',
  'not done after {0} s, only {1} s of it on the CPU: it waits or sleeps, limit {2} s',
  'took {0} s, limit {1} s',
  'the program wrote neither {0} nor anything to stdout',
  'both sides wait for each other after {0} s: the output may not be flushed, or one more line is read than is sent',
  'the program did not end after the interaction was over',
  'the program ended before the interaction was over',
  '{0}: only the white space differs',
  'The checker failed.',
  'The judge failed.',
  'The judge failed: {0}',
  'The judge was closed.',
  'The compiler ended with exit code {0}.',
  'The compiler was killed by {0}.',
  '"{0}" is no language of the judge. Known: {1}.',
  '{0} was not found.',
  '{0} were not found.',
  '{0} does not work: {1}.',
  'Install {0} ({1}) or choose another language in `verdict.languages`.',
  'Install it, or correct {0}.',
  'The {0} does not compile:',
  '{0} could not be started: {1}.',
  'temporary folder, cleared environment, no shell, process group ended, output and time capped',
  'as plain, and daemons ended too, CPU time, memory, file size and process count capped and measured',
  'as basic, and files outside the system’s and the temporary folder unreadable and unwritable, no network',
  'own file system, process, network and user namespaces: no home, no network, no other process',
  'as basic, and home, other users’ and temporary folders unreadable, nothing but the temporary folder writable, no network',
  'as basic, in a Job Object, and nothing but the temporary folder writable, no other process touched; files stay readable and the network open',
  'as bubblewrap, made by the runner itself, with a memory-backed temporary folder and system calls filtered',
  '{0}: {1} lane x {2} tokens on {3}, {4} of {5} GiB',
  '{0}: {1} lanes x {2} tokens on {3}, {4} of {5} GiB',
  '{0}: {1} lanes x {2} tokens with 8-bit KV on {3}, {4} of {5} GiB',
  '{0}: {1} lane x {2} tokens with 8-bit KV on {3}, {4} of {5} GiB',
  '{0} ({1} of {2} layers)',
  'it may not fit',
  '{0} (smaller than planned: memory was short)',
  'No supported GPU was found.',
  'it does not start here',
  'CUDA’s code is not here yet: verdict models backend cuda fetches it.',
  'No NVIDIA driver was found.',
  'The only {0} device is a program on the CPU ({1}); the CPU itself is faster.',
  'The GPU could not be used: {0}.',
  '{0} could not be used: {1}.',
  'Programming and maths; the strongest of its size.',
  'As vibethinker-3b, closer to the original weights, for more memory.',
  'Programming and maths where memory is short.',
  'As vibethinker-1.5b, closer to the original weights, for more memory.',
  'An all-rounder that also explains and chats.',
  'Programming and maths with more knowledge, for 8 GiB and more.',
  'The largest here, for 16 GiB and more; also explains and chats.',
  'Tiny, for demonstrations and tests: often wrong, which is what the verdicts are for.',
  'A model file of this machine.',
  'A model behind an endpoint.',
  '{0} cannot be reached ({1}).',
  'Start the server, or correct its address in the settings.',
  '{0} answered {1}.',
  '{0} answered {1}: {2}.',
  'Set the API key for this endpoint.',
  'Check the address and the name of the model.',
  'Wait a little, or use fewer lanes.',
  'Check the settings of this endpoint.',
  'The endpoint does not say which models it has.',
  'Name the model at the endpoint.',
  '"{0}" is no address of a server.',
  'It looks like http://127.0.0.1:8080 or https://host/v1.',
  '{0} sent a web page instead of an answer.',
  'Check the address: it must be that of an OpenAI-compatible API, and no sign-in page may stand before it.',
  'The answer of {0} broke off ({1}).',
  'it ended without saying why',
  'Ask again, and look at the log of the server.',
  '{0} has sent nothing for {1} s.',
  'Look at the server, or allow it more time in the settings.',
  'The model process could not be started ({0}).',
  'Reinstall the extension; its file dist/model-process.mjs may be missing.',
  'The model process ended unexpectedly ({0}).',
  'Ask again: the next request starts a new one. If it happens again, choose fewer lanes or see the model log.',
  'The model process failed ({0}).',
  'See the model log.',
  'The model was closed while it was answering.',
  'The model was unloaded while it was answering.',
  'No endpoint answered.',
  'Start one.',
  'No model is loaded.',
  'Load one first.',
  'The engine is closed.',
  'Ask again.',
  'Open a new one.',
  'Try again.',
  'There is too little memory, tried down to {0} ({1}).',
  'Close other programs, or choose a smaller model.',
  '{0} cannot be read as a model ({1}).',
  'Remove the file and download it again.',
  '{0} could not be loaded ({1}).',
  'See the model log ("Verdict: Show Log") for what llama.cpp said.',
  '{0} could not be fetched: {1}',
  'The download failed ({0}).',
  'Check the network and the proxy settings.',
  'the connection broke off',
  'the server answered {0}',
  'nothing came for {0} s',
  'pip was not found.',
  'Install Python with pip, or let another source be used.',
  'The disk with {0} is full.',
  'Free some space, or set VERDICT_CACHE to a folder on a larger disk.',
  'There is no file {0}.',
  'Check the path.',
  '{0} is no model: {1}.',
  'Bring a GGUF file.',
  'it is empty',
  'it begins with zeros, as a copy that broke off does',
  'it is a web page (a sign-in or error page was saved instead)',
  'it is a Git LFS pointer; the file itself has not been fetched',
  'it is a zip archive; unpack it first',
  'it is a safetensors file; a GGUF file is needed',
  'it does not begin as a GGUF file does',
  '{0} is being fetched by another window or command.',
  'Wait for it, or stop it there.',
  '{0} cannot be removed: it is in use, or the folder is read-only.',
  'Close the windows and commands that use it, and try again.',
  'The file is empty. Paste the problem statement into it, with its samples.',
  'This is not text (it holds binary data). Open the statement as text, Markdown, HTML, LaTeX or PDF.',
  'No problem statement was found at the head of this file. Put it in a comment before the code, with a sample headed "Sample Input" and "Sample Output".',
  'This does not read like a programming problem: there is no sample and no input or output section. Add the samples under "Sample Input" and "Sample Output", or select the statement and try again.',
  '{0} does not exist. Check the path.',
  '{0} could not be read: {1}',
  'No function to call was found in this {0} code. Write {1}, or a whole program that reads its input, in one of {2}.',
  'Functions can be judged in {0}, not in {1}. Choose one of these or write a whole program.',
  'This problem is from a contest at {0} that may still be running, and contests do not allow help by a model.',
  'Is the contest over, or is this practice?',
  'Is this practice?',
  '{0} is running; {1} does not allow help by a model until it ends ({2} UTC).',
  '{0} has not begun yet; {1} does not allow help by a model until it ends ({2} UTC).',
  'Try again when it has ended, or set the contest guard to "ask".',
  'Let the contest lists be fetched so that its end is known, or set the contest guard to "ask".',
  'No fault was found: {0}.',
  'Undefined behaviour: {0}',
  'It does not compile: {0}',
  '{0} on a generated input of {1}: {2}',
  'Answers are not compared.',
  'nothing could be checked: there are no tests and no oracle',
  'There is no generator, and no inputs could be built from the statement.',
  'The stress test could not be made: {0}',
  'The sanitizers could not be used: {0}',
  'the tests',
  '{0} on test {1}',
  '{0} on test {1}: {2}',
  '{0} on a generated input, made as small as possible',
  '{0} on a generated input, made as small as possible: {1}',
  'access outside of a vector or other heap memory',
  'access outside of a local array',
  'access outside of a global array',
  'use of memory that was given back',
  'use of a local variable after its function returned',
  'use of a local variable outside of its block',
  'the recursion is deeper than the stack',
  'access to an invalid address',
  '{0} (read of {1} bytes)',
  '{0} (write of {1} bytes)',
];

/** Parts of a list, whose holes end where the list goes on. */
const clauses = [
  'tests {0}',
  'tests {0} end well',
  '{0} inputs built from the statement against {1}',
  '{0} generated cases against {1}',
  'inputs built from the statement against {0}, until one differed',
  'generated cases against {0}, until one differed',
  '{0} under address and undefined-behaviour sanitizers',
  'a large input of at most {0} in {1} s',
  '{0} large inputs of at most {1} in {2} s',
];

/** The same, with holes that quote a program or a system: they stay as they are. */
const quoting = [
  'line {0}: expected {1}, got {2}',
  'the output ends where {0} was expected',
  'line {0}: {1} after the end of the answer',
  'the line {0} is not in the answer',
  'the line {0} is missing',
  'output after the end of the interaction: {0}',
  'the heap of {0} MiB is full: {1}',
  'killed by {0} ({1})',
  'killed by {0}',
  'exit code {0}: {1}',
  'exit code {0}',
];

/** The same, with holes that are numbers. */
const numbered = [
  'candidate {0}',
  'sample {0}',
  'line {0}',
  'seed {0} size {1}',
  '{0} bytes',
  '{0} built inputs',
  '{0} large ones',
];

/** How sentences and names are put together, and whether all of them must be known. */
const joints = [
  { text: '{0} {1}', at: /(?<=[.?!]) (?=\S)/g, whole: false },
  { text: '{0}; {1}', at: /; /g, whole: false },
  { text: '{0}: {1}', at: /: /g, whole: false },
  { text: '{0}, {1}', at: /, /g, whole: true },
  { text: '{0} and {1}', at: / and /g, whole: true },
];

/** Longer ones are what a compiler or a program wrote. */
const longest = 2000;

/**
 * Gives back a function that says in the user's language what a room said in English; what is not known stays. A room
 * need not know of languages, and there is one table for each: that of `words`.
 */
export function translator(words: Words): (text: string) => string {
  const patterns = [
    ...sentences.map((text) => ({ text, like: like(text, '(.+?)'), quotes: false })),
    ...clauses.map((text) => ({ text, like: like(text, '([^;]+?)'), quotes: false })),
    ...quoting.map((text) => ({ text, like: like(text, '(.*?)'), quotes: true })),
    ...numbered.map((text) => ({ text, like: like(text, '(\\d+)'), quotes: true })),
  ].sort((a, b) => lettersOf(b.text) - lettersOf(a.text));
  const said = new Map<string, string | undefined>();

  const known = (text: string): string | undefined => {
    if (text.length > longest) return undefined;
    if (!said.has(text)) {
      if (said.size > 1000) said.clear();
      said.set(text, lookUp(text));
    }
    return said.get(text);
  };

  const lookUp = (text: string): string | undefined => {
    const [line = '', ...rest] = text.split('\n');
    if (rest.length > 0) {
      const first = known(line);
      return first === undefined ? undefined : [first, ...rest].join('\n');
    }
    for (const { text: pattern, like, quotes } of patterns) {
      const [, ...values] = like.exec(text) ?? [];
      if (values.length > 0 || text === pattern)
        return words(pattern, ...values.map((value) => (quotes ? value : (known(value) ?? value))));
    }
    for (const { text: joint, at, whole } of joints)
      for (const { index, 0: separator } of text.matchAll(at)) {
        const [left, right] = [text.slice(0, index), text.slice(index + separator.length)];
        const [before, after] = [known(left), known(right)];
        const isKnown = whole ? before !== undefined && after !== undefined : (before ?? after) !== undefined;
        if (isKnown) return words(joint, before ?? left, after ?? right);
      }
    return undefined;
  };

  return (text) => known(text) ?? text;
}

/** The evidence in words, with the names and doubts of the solver in the user's language too. */
export function evidenceIn(evidence: Evidence, words: Words, translated: (text: string) => string): string {
  const { suspect } = evidence;
  const known = suspect ? { ...evidence, suspect: translated(suspect) } : evidence;
  const said = describeEvidence(known, (text, ...values) =>
    translated(words(text, ...values.map((it) => (typeof it === 'string' ? translated(it) : it)))),
  );
  return said.replaceAll('; ', words('{0}; {1}', '', ''));
}

/** A plan in words, without the model's name that it begins with. */
export function withoutName(plan: string, name: string): string {
  return plan.startsWith(name) ? plan.slice(name.length).replace(/^[:：]\s*/, '') : plan;
}

function like(text: string, hole: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\d\}/g, hole)}$`);
}

function lettersOf(text: string): number {
  return text.replace(/\{\d\}/g, '').length;
}
