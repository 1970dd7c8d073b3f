import assert from 'node:assert/strict';
import fc from 'fast-check';
import { StopTexts } from '../../src/model/stop-texts.ts';

describe('stop texts', () => {
  it('end the text before the first of them, however it is cut', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 40 });
    const stops = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n'), minLength: 1, maxLength: 4 }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(letters, stops, fc.array(fc.integer({ min: 1, max: 5 })), (text, texts, sizes) => {
        const stop = new StopTexts(texts);
        let out = '';
        let at = 0;
        for (const size of [...sizes, text.length]) {
          out += stop.push(text.slice(at, at + size));
          at += size;
        }
        out += stop.end();
        const found = texts.map((one) => text.indexOf(one)).filter((place) => place >= 0);
        // The first to be complete ends the stream; with one text that is the first to begin.
        if (texts.length === 1) assert.equal(out, found.length > 0 ? text.slice(0, found[0]) : text);
        assert.equal(stop.stopped, found.length > 0);
        assert.ok(text.startsWith(out));
      }),
    );
  });
});
