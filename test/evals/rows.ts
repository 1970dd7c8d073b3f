import { deflateSync } from 'node:zlib';

/** A row in the shape of LiveCodeBench, its private tests packed as there. */
export function liveCodeBenchRow(more: Record<string, unknown> = {}): Record<string, unknown> {
  const hidden = [{ input: '3 4\n', output: '7\n', testtype: 'stdin' }];
  return {
    question_title: 'Two Numbers',
    question_content: 'Print the sum of two integers.',
    platform: 'atcoder',
    question_id: 'own_a',
    contest_id: 'own',
    contest_date: '2025-03-01T00:00:00',
    starter_code: '',
    difficulty: 'easy',
    public_test_cases: JSON.stringify([{ input: '1 2\n', output: '3\n', testtype: 'stdin' }]),
    private_test_cases: packed(JSON.stringify(hidden)),
    metadata: '{}',
    ...more,
  };
}

function packed(text: string): string {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  const pickle = Buffer.concat([Buffer.from([0x80, 4, 0x58]), length, bytes, Buffer.from([0x94, 0x2e])]);
  return deflateSync(pickle).toString('base64');
}
