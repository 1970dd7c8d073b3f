import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { Pieces } from '../../src/webview/pieces.ts';

const long = 'A sentence of the model. '.repeat(70);

describe('the pieces of an answer', () => {
  it('are prose and programs', () => {
    const text = 'So:\n\n```cpp\nint main() {}\n```\n\nIt is $O(1)$.\n';
    assert.deepEqual(new Pieces().add(text).all(false), [
      { kind: 'prose', text: 'So:\n\n' },
      { kind: 'code', text: 'int main() {}\n', language: 'cpp', isOpen: false },
      { kind: 'prose', text: '\nIt is $O(1)$.\n' },
    ]);
  });

  it('tell of a program that is still being written', () => {
    const [piece] = new Pieces().add('~~~python\nprint(1').all(true);
    assert.deepEqual(piece, { kind: 'code', text: 'print(1', language: 'python', isOpen: true });
  });

  it('take the indentation of a fence from its program, and know a fence inside of a longer one', () => {
    const text = '  ````md\n  ```py\n    x\n  ```\n  ````\n';
    assert.deepEqual(new Pieces().add(text).all(false), [
      { kind: 'code', text: '```py\n  x\n```\n', language: 'md', isOpen: false },
    ]);
  });

  it('end at a blank line once they are long, but not inside of a formula or before the next item of a list', () => {
    const cut = (after: string) => new Pieces().add(after).all(false).length;
    assert.equal(cut(`${long}\n\nMore.`), 2);
    assert.equal(cut(`${long}\n\n- more`), 1);
    assert.equal(cut(`$$\n${long}\n\nMore.\n$$\n`), 1);
  });

  it('are the same in whatever parts the answer came, and lose nothing', () => {
    const line = fc.constantFrom(
      '',
      'text',
      '```cpp',
      '```',
      '~~~',
      '  ```',
      '- item',
      '$$',
      long,
      '    ```',
      '`x`',
    );
    const answer = fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(answer, fc.array(fc.nat({ max: 400 }), { maxLength: 60 }), (text, lengths) => {
        const pieces = new Pieces();
        let at = 0;
        for (const length of lengths) {
          pieces.add(text.slice(at, at + length));
          pieces.all(true);
          at += length;
        }
        const found = pieces.add(text.slice(at)).all(false);
        assert.deepEqual(found, new Pieces().add(text).all(false));
        const words = (of: string) => of.match(/text|item|sentence/g)?.length ?? 0;
        assert.equal(
          found.reduce((sum, piece) => sum + words(piece.text), 0),
          words(text),
        );
      }),
    );
  });
});
