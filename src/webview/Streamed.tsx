import { useMemo } from 'preact/hooks';
import { Markdown } from './Markdown.tsx';

/**
 * Markdown that still comes in: what is complete is rendered once, only the last paragraphs again and again, so that
 * a frame costs the same however long the answer grows.
 */
export function Streamed({ text }: { text: string }) {
  const pieces = piecesOf(text);
  return (
    <>
      {pieces.map((piece, index) => (
        <Piece key={index} text={piece} />
      ))}
    </>
  );
}

function Piece({ text }: { text: string }) {
  return useMemo(() => <Markdown text={text} />, [text]);
}

/** A piece ends at a blank line outside code blocks once it is this long, in characters. */
const pieceLength = 1500;

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  let fence = '';
  let at = 0;
  for (const line of text.split('\n')) {
    const end = at + line.length + 1;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && fence === '') fence = mark;
    else if (mark && line.trim() === mark && mark.startsWith(fence)) fence = '';
    const next = text[end];
    const isBreak = line.trim() === '' && next !== undefined && /\S/.test(next) && !/^[-*+\d>|]/.test(next);
    if (fence === '' && isBreak && end - start >= pieceLength) {
      pieces.push(text.slice(start, end));
      start = end;
    }
    at = end;
  }
  pieces.push(text.slice(start));
  return pieces;
}
