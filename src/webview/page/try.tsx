import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import * as z from 'zod';
import { read } from './server.ts';

const Operation = z.object({
  summary: z.string().optional(),
  description: z.string().optional(),
  requestBody: z
    .object({
      content: z.object({
        'application/json': z.object({ schema: z.looseObject({ example: z.unknown().optional() }) }),
      }),
    })
    .optional(),
});
const Described = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) });
type Operation = z.infer<typeof Operation>;

/** Every operation of `/openapi.json`, with a body to change and a button that sends it. */
function Try() {
  const [described, setDescribed] = useState<z.infer<typeof Described>>();
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    read('/openapi.json', Described).then(setDescribed, (error: Error) => setTrouble(error.message));
  }, []);
  return (
    <main>
      <h1>The API</h1>
      <p>
        Described by <a href="/openapi.json">/openapi.json</a>. <a href="/">The page</a>
      </p>
      <p class="warning" role="alert">
        {trouble && `${trouble} Enter the key on the page first.`}
      </p>
      {Object.entries(described?.paths ?? {}).flatMap(([path, operations]) =>
        Object.entries(operations).map(([method, operation]) => (
          <Attempt key={method + path} path={path} method={method.toUpperCase()} operation={operation} />
        )),
      )}
    </main>
  );
}

function Attempt({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const example = operation.requestBody?.content['application/json'].schema.example;
  const [body, setBody] = useState(JSON.stringify(example ?? {}, null, 2));
  const [answer, setAnswer] = useState('');
  const send = async () => {
    setAnswer('…');
    const key = sessionStorage.getItem('verdict-key');
    const response = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
      ...(method === 'POST' && { body }),
    });
    let text = `${response.status} ${response.statusText}\n`;
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: '' };
      if (done) break;
      text += value;
      setAnswer(text);
    }
    setAnswer(text);
  };
  const label = `${method} ${path}`;
  return (
    <details>
      <summary>
        <code>{label}</code> <span class="quiet">{operation.summary}</span>
      </summary>
      {operation.description && <p>{operation.description}</p>}
      {operation.requestBody && (
        <textarea
          aria-label={`Body of ${label}`}
          rows={8}
          value={body}
          onInput={(event) => setBody(event.currentTarget.value)}
        />
      )}
      <div class="buttons">
        <button
          type="button"
          onClick={() => send().catch((error: Error) => setAnswer(error.message))}
          disabled={path.includes('{')}
        >
          Send
        </button>
      </div>
      {answer && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <pre tabIndex={0}>{answer}</pre>
      )}
    </details>
  );
}

const root = document.getElementById('root');
if (root) render(<Try />, root);
