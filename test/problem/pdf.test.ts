import assert from 'node:assert/strict';
import { isProblem, readPdf } from '../../src/problem/index.ts';
import { pdfOf, type Text } from './pdf-of.ts';

const lines = (texts: string[], from = 60): Text[] =>
  texts.map((text, index) => ({ x: 60, y: from + 16 * index, text }));

describe('a PDF statement', function () {
  this.timeout(60_000);

  it('is read in the order of its lines, over pages, whatever the order of its drawing', async () => {
    const first = lines([
      'Problem F: Frost',
      'Time limit: 2 seconds',
      'Water freezes at night.',
      'Input',
      'One integer n, 1 <= n <= 500.',
      'Output',
      'The thickness.',
    ]);
    const second = lines(['Sample Input 1', '4', '5 6', 'Sample Output 1', '8']);
    const reading = await readPdf(pdfOf([[...first].reverse(), second]), '/x/frost.pdf');
    assert.ok(isProblem(reading), 'reason' in reading ? reading.reason : '');
    assert.equal(reading.problem.title, 'Problem F: Frost');
    assert.equal(reading.problem.timeLimitMs, 2000);
    assert.deepEqual(reading.problem.samples, [{ input: '4\n5 6\n', output: '8\n' }]);
    assert.deepEqual(reading.problem.constraints, [{ variable: 'n', lower: '1', upper: '500' }]);
    assert.equal(reading.problem.source?.path, '/x/frost.pdf');
  });

  it('may set a sample in two columns', async () => {
    const page = [
      ...lines(['Kites', 'Input', 'n and n heights.', 'Output', 'The highest.']),
      { x: 60, y: 200, text: 'Sample Input 1' },
      { x: 320, y: 200, text: 'Sample Output 1' },
      { x: 60, y: 216, text: '3' },
      { x: 320, y: 216, text: '9' },
      { x: 60, y: 232, text: '2 9 4' },
      { x: 60, y: 260, text: 'Sample Input 2' },
      { x: 320, y: 260, text: 'Sample Output 2' },
      { x: 60, y: 276, text: '1' },
      { x: 320, y: 276, text: '5' },
      { x: 60, y: 292, text: '5' },
    ];
    const reading = await readPdf(pdfOf([page]));
    assert.ok(isProblem(reading));
    assert.deepEqual(reading.problem.samples, [
      { input: '3\n2 9 4\n', output: '9\n' },
      { input: '1\n5\n', output: '5\n' },
    ]);
  });

  it('that is broken, empty or no problem gives a reason', async () => {
    for (const bytes of [
      Buffer.from('%PDF-1.4 nonsense'),
      Buffer.alloc(0),
      pdfOf([[]]),
      pdfOf([lines(['Dear diary, it rained.'])]),
    ]) {
      const reading = await readPdf(bytes);
      assert.ok('reason' in reading && reading.reason.length > 30);
    }
  });
});
