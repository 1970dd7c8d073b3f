import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import go from 'highlight.js/lib/languages/go';
import haskell from 'highlight.js/lib/languages/haskell';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import kotlin from 'highlight.js/lib/languages/kotlin';
import lua from 'highlight.js/lib/languages/lua';
import ocaml from 'highlight.js/lib/languages/ocaml';
import php from 'highlight.js/lib/languages/php';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import typescript from 'highlight.js/lib/languages/typescript';
import { createLowlight } from 'lowlight';
import { type ComponentChild, h } from 'preact';

/** The languages that are judged. */
const grammars = {
  ...{ c, cpp, csharp, go, haskell, java, javascript, kotlin, lua, ocaml, php, python, ruby, rust },
  typescript,
};
const highlighter = createLowlight(grammars);

/** Code as elements whose classes name what a part of it is; undefined when the language is not known. */
export function highlighted(code: string, language: string): ComponentChild[] | undefined {
  const name = language.toLowerCase();
  if (!highlighter.registered(name)) return undefined;
  return highlighter.highlight(name, code).children.map(drawn);
}

type Node = ReturnType<typeof highlighter.highlight>['children'][number];

function drawn(node: Node): ComponentChild {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return null;
  const { className } = node.properties;
  return h('span', { class: Array.isArray(className) ? className.join(' ') : '' }, node.children.map(drawn));
}
