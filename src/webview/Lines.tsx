/** Long plain text in blocks of whole lines, so that the browser lays out again only the one that grows. */
export function Lines({ text }: { text: string }) {
  const blocks = blocksOf(text);
  if (blocks.length === 1) return <>{text}</>;
  return (
    <>
      {blocks.map((block, index) => (
        <span key={index} class="lines">
          {block}
        </span>
      ))}
    </>
  );
}

/** Characters of a block at least, and where no line ends, at most twice as many. */
const blockLength = 4000;

function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let start = 0;
  while (text.length - start > 2 * blockLength) {
    const line = text.indexOf('\n', start + blockLength);
    const isNear = line !== -1 && line < start + 2 * blockLength;
    const end = isNear ? line + 1 : start + 2 * blockLength;
    blocks.push(text.slice(start, end));
    start = end;
  }
  blocks.push(text.slice(start));
  return blocks;
}
