import * as z from 'zod';
import { signatureOf } from '../../problem/index.ts';
import type { EvalTask } from '../task.ts';
import { fieldsOf, textOrNumber } from './fields.ts';
import type { Row } from './rows.ts';

/** As the published evaluations have it: a few seconds for all tests of a problem. */
const limits = { timeLimitMs: 10_000, memoryLimitMiB: 4096 };

const HumanEval = z.object({
  task_id: textOrNumber,
  prompt: z.string(),
  entry_point: z.string(),
  test: z.string().optional(),
  canonical_solution: z.string().optional(),
  /** EvalPlus's own release: arguments instead of statements; the reference says what is right. */
  base_input: z.array(z.array(z.unknown())).optional(),
  plus_input: z.array(z.array(z.unknown())).optional(),
  atol: z.number().optional(),
});

export function isHumanEval(fields: Row['fields']): boolean {
  return 'entry_point' in fields && 'prompt' in fields && ('test' in fields || 'base_input' in fields);
}

export function humanEvalTask(row: Row): EvalTask {
  const fields = fieldsOf(row, HumanEval);
  const { prompt, entry_point: name } = fields;
  return {
    id: fields.task_id,
    kind: 'programming',
    language: 'python',
    problem: { statement: `Complete this function.`, samples: [], function: headOf(prompt, name) },
    starter: prompt,
    tests: async () => {
      const own = fieldsOf(row, HumanEval, await row.again());
      const after = own.test === undefined ? comparing(own) : `${own.test}\n\ncheck(${name})\n`;
      // The prompt first: an answer may be the whole function, or only its body.
      return { kind: 'python', before: prompt, after, ...limits };
    },
    topics: [],
  };
}

function headOf(prompt: string, name: string): string {
  const found = prompt.match(new RegExp(`^def ${name}\\(.*$`, 'm'))?.[0];
  return found?.replace(/^def /, '').replace(/:\s*$/, '') ?? name;
}

/** Runs the set's own solution beside the answer on the arguments the set has. */
function comparing(fields: z.infer<typeof HumanEval>): string {
  const { prompt, canonical_solution: reference = '', entry_point: name, atol = 0 } = fields;
  const inputs = JSON.stringify([...(fields.base_input ?? []), ...(fields.plus_input ?? [])]);
  return `
import copy as _copy, json as _json, math as _math
_reference = {}
exec(${JSON.stringify(prompt + reference)}, _reference)

def _same(got, wanted):
    if isinstance(wanted, float) or isinstance(got, float):
        try:
            return _math.isclose(got, wanted, rel_tol=1e-07, abs_tol=${atol || 1e-6})
        except TypeError:
            return got == wanted
    if isinstance(wanted, (list, tuple)) and isinstance(got, (list, tuple)):
        return type(got) is type(wanted) and len(got) == len(wanted) and all(map(_same, got, wanted))
    return got == wanted

for _arguments in _json.loads(${JSON.stringify(inputs)}):
    _wanted = _reference[${JSON.stringify(name)}](*_copy.deepcopy(_arguments))
    assert _same(${name}(*_copy.deepcopy(_arguments)), _wanted), repr(_arguments)[:200]
`;
}

const Mbpp = z.object({
  task_id: textOrNumber,
  text: z.string().optional(),
  prompt: z.string().optional(),
  code: z.string(),
  test_list: z.array(z.string()),
  challenge_test_list: z.array(z.string()).optional(),
  test_setup_code: z.string().optional(),
  test_imports: z.array(z.string()).optional(),
  /** MBPP+: statements that test more. */
  test: z.string().optional(),
});

export function isMbpp(fields: Row['fields']): boolean {
  return 'test_list' in fields && 'code' in fields;
}

export function mbppTask(row: Row): EvalTask {
  const fields = fieldsOf(row, Mbpp);
  const asked = (fields.text ?? fields.prompt ?? '').trim();
  const name = /assert\s+(?:\w+\()?\s*(\w+)\(/.exec(fields.test_list[0] ?? '')?.[1];
  const written = signatureOf(fields.code, 'python');
  const called =
    written && written.name === name
      ? `${name}(${written.parameters.map((it) => it.name).join(', ')})`
      : name;
  return {
    id: fields.task_id,
    kind: 'programming',
    language: 'python',
    problem: {
      statement: `${asked}\n\nYour code should pass these tests:\n\n${fields.test_list.join('\n')}`,
      samples: [],
      ...(called === undefined ? {} : { function: called }),
    },
    tests: async () => {
      const own = fieldsOf(row, Mbpp, await row.again());
      const imports = [...(own.test_imports ?? []), own.test_setup_code ?? ''].join('\n');
      const after = own.test ?? [...own.test_list, ...(own.challenge_test_list ?? [])].join('\n');
      return { kind: 'python', before: '', after: `${imports}\n${after}\n`, ...limits };
    },
    topics: [],
  };
}
