import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type OutputPiece, ThoughtParser, type ThoughtStyle } from '../../src/model/index.ts';

function parse(chunks: string[], style: ThoughtStyle = 'think'): OutputPiece[] {
  const parser = new ThoughtParser(style);
  return [...chunks.flatMap((chunk) => parser.push(chunk)), ...parser.end()];
}

function channel(pieces: OutputPiece[], name: OutputPiece['channel']): string {
  return pieces.map((piece) => (piece.channel === name ? piece.text : '')).join('');
}

const fragments = fc.constantFrom(
  '<think>',
  '</think>',
  '<',
  '</',
  'think>',
  '\n',
  '```',
  '```python\n',
  '~~~',
  ' text ',
  'π≤😀',
  '<|channel|>',
  'analysis',
  'final',
  '<|message|>',
  '<|end|>',
  '<|',
  '<|start|>assistant',
);
const outputs = fc.array(fragments, { maxLength: 30 }).map((parts) => parts.join(''));
const cuts = fc.array(fc.nat(200), { maxLength: 20 });

function cut(text: string, at: number[]): string[] {
  const places = [...new Set([0, ...at.map((place) => place % (text.length + 1)), text.length])].sort(
    (a, b) => a - b,
  );
  return places.slice(1).map((end, index) => text.slice(places[index], end));
}

describe('the thought parser', () => {
  it('loses nothing, whatever the text and however it is cut', () => {
    fc.assert(
      fc.property(
        outputs,
        cuts,
        fc.constantFrom<ThoughtStyle>('none', 'think', 'harmony'),
        (text, at, style) => {
          const pieces = parse(cut(text, at), style);
          assert.equal(pieces.map((piece) => piece.text).join(''), text);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('finds the same thoughts and answer however the text is cut', () => {
    fc.assert(
      fc.property(outputs, cuts, fc.constantFrom<ThoughtStyle>('think', 'harmony'), (text, at, style) => {
        const whole = parse([text], style);
        const pieces = parse(cut(text, at), style);
        for (const name of ['thought', 'answer', 'mark'] as const)
          assert.equal(channel(pieces, name), channel(whole, name));
      }),
      { numRuns: 2000 },
    );
  });

  it('separates a thought from the answer', () => {
    const pieces = parse(['<thi', 'nk>why', '</th', 'ink>\n\n42']);
    assert.deepEqual([channel(pieces, 'thought'), channel(pieces, 'answer')], ['why', '\n\n42']);
  });

  it('takes text without tags as answer, and an unclosed thought as thought', () => {
    assert.equal(channel(parse(['just 42']), 'answer'), 'just 42');
    assert.equal(channel(parse(['<think>never ends']), 'thought'), 'never ends');
  });

  it('copes with a repeated opening tag and with a second thought', () => {
    const pieces = parse(['<think><think>a</think>b\n<think>c</think>d']);
    assert.deepEqual([channel(pieces, 'thought'), channel(pieces, 'answer')], ['ac', 'b\nd']);
  });

  it('ends a thought that holds an open fence, and begins another on the same line', () => {
    const pieces = parse(['<think>```\ncode</think><think>b</think>42']);
    assert.deepEqual([channel(pieces, 'thought'), channel(pieces, 'answer')], ['```\ncodeb', '42']);
  });

  it('leaves tags inside code alone', () => {
    const code = 'Here:\n```python\nprint("<think>")\n<think>\n```\nand `<think>` inline';
    assert.equal(channel(parse([`<think>x</think>${code}`]), 'answer'), code);
  });

  it('knows a fence by its beginning, and its end by the same mark, as long or longer, alone', () => {
    const thoughtAfter = (text: string) => channel(parse([`${text}\n<think>t</think>a`]), 'thought');
    for (const open of [
      '```',
      '~~~',
      '   ```',
      '````\n```',
      '~~~\n```',
      '```\n~~~',
      '```\n```py',
      '~~~~\n~~~',
    ])
      assert.equal(thoughtAfter(open), '', `${open} is still open`);
    for (const none of [
      '``',
      '~~',
      'a ```',
      '    ```',
      '```\n```',
      '```\n  ````  ',
      '```py\r\n```\r',
      '~~~ x\n~~~',
    ])
      assert.equal(thoughtAfter(none), 't', `${none} is closed, or none`);
  });

  it('opens a thought at the beginning of a line alone, and closes one anywhere', () => {
    assert.equal(channel(parse(['  <think>t</think>']), 'thought'), 't');
    assert.equal(channel(parse(['a <think>t']), 'answer'), 'a <think>t');
    assert.deepEqual(parse(['an</think>swer\n<think>t']), [
      { channel: 'answer', text: 'an' },
      { channel: 'mark', text: '</think>' },
      { channel: 'answer', text: 'swer\n' },
      { channel: 'mark', text: '<think>' },
      { channel: 'thought', text: 't' },
    ]);
  });

  it('gives each run of a channel as one piece, and no empty one', () => {
    const parser = new ThoughtParser('think');
    assert.deepEqual(parser.push(''), []);
    assert.deepEqual(parser.push('1 < 2 < 3 <'), [{ channel: 'answer', text: '1 < 2 < 3 ' }]);
    assert.deepEqual(parser.end(), [{ channel: 'answer', text: '<' }]);
    assert.deepEqual(parse(['<think>a', ' < b'], 'none'), [
      { channel: 'answer', text: '<think>a' },
      { channel: 'answer', text: ' < b' },
    ]);
  });

  it('says whether the model is thinking', () => {
    const parser = new ThoughtParser('think');
    const thinking = ['', '<think>', 'a', '</think>', 'b'].map((text) => {
      parser.push(text);
      return parser.thinking;
    });
    assert.deepEqual(thinking, [false, true, true, false, false]);
  });

  it('reads the channels of gpt-oss', () => {
    const pieces = parse(
      [
        '<|channel|>analysis<|mess',
        'age|>hm<|end|><|start|>assistant<|channel|>final<|message|>42<|return|>',
      ],
      'harmony',
    );
    assert.deepEqual([channel(pieces, 'thought'), channel(pieces, 'answer')], ['hm', '42']);
    assert.equal(
      channel(pieces, 'mark'),
      '<|channel|>analysis<|message|><|end|><|start|>assistant<|channel|>final<|message|><|return|>',
    );
  });

  it('takes a call, and what follows an answer in another channel of gpt-oss, for no answer', () => {
    const text = '<|channel|>final<|message|>1<|channel|>analysis<|message|>2<|call|>final';
    assert.equal(channel(parse([text], 'harmony'), 'answer'), '1');
    assert.equal(channel(parse([text], 'harmony'), 'thought'), '2');
    assert.deepEqual(parse(['assistant<|message|>final<|message|>3'], 'harmony'), [
      { channel: 'mark', text: 'assistant<|message|>' },
      { channel: 'thought', text: 'final' },
      { channel: 'mark', text: '<|message|>' },
      { channel: 'thought', text: '3' },
    ]);
  });
});
