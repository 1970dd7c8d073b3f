import type { ComponentChild } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { Code } from './Code.tsx';
import { Markdown } from './Markdown.tsx';
import { type Piece, Pieces } from './pieces.ts';

/** Draws a program of an answer; `isOpen` while more of it comes in. */
export type DrawCode = (code: string, language: string, isOpen: boolean) => ComponentChild;

/**
 * What a model writes, whole or as it comes in: Markdown and programs. What is complete is drawn once, so that a
 * frame costs the same however long the answer grows, and nothing moves when it ends.
 */
export function Answer(props: {
  text: string;
  /** The text cut up already, while it grows. */
  pieces?: Pieces | undefined;
  isOpen?: boolean;
  code?: DrawCode;
}) {
  const { text, isOpen = false, code = plain } = props;
  const whole = useMemo(() => (props.pieces ? undefined : new Pieces().add(text)), [props.pieces, text]);
  // A piece that is complete keeps its node: one that is the same is not even compared.
  const nodes = useRef(new WeakMap<Piece, ComponentChild>()).current;
  const drawn = (piece: Piece, index: number) => {
    if (!nodes.has(piece)) nodes.set(piece, <Drawn key={index} piece={piece} code={code} />);
    return nodes.get(piece);
  };
  return <>{(props.pieces ?? whole)?.all(isOpen).map(drawn)}</>;
}

function Drawn({ piece, code }: { piece: Piece; code: DrawCode }) {
  const { kind, text } = piece;
  const language = kind === 'code' ? piece.language : '';
  const isOpen = kind === 'code' && piece.isOpen;
  return useMemo(
    () => (kind === 'code' ? code(text, language, isOpen) : <Markdown text={text} />),
    [kind, text, language, isOpen],
  );
}

const plain: DrawCode = (code, language, isOpen) => <Code code={code} language={language} isOpen={isOpen} />;
