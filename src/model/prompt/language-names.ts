/** How a language is called in English, and the tag of its code fence. Unknown ids are passed on as they are. */
const names: Record<string, [name: string, tag: string]> = {
  c: ['C', 'c'],
  cpp: ['C++20', 'cpp'],
  python: ['Python 3', 'python'],
  pypy: ['Python 3', 'python'],
  java: ['Java', 'java'],
  kotlin: ['Kotlin', 'kotlin'],
  rust: ['Rust', 'rust'],
  go: ['Go', 'go'],
  javascript: ['JavaScript (Node.js)', 'javascript'],
  typescript: ['TypeScript', 'typescript'],
  csharp: ['C#', 'csharp'],
  ruby: ['Ruby', 'ruby'],
  haskell: ['Haskell', 'haskell'],
  ocaml: ['OCaml', 'ocaml'],
  php: ['PHP', 'php'],
  lua: ['Lua', 'lua'],
};

export function languageName(id: string): { name: string; tag: string } {
  const [name, tag] = names[id] ?? [id, id];
  return { name, tag };
}
