import { type LooksAt, type Signature, split } from '../signature.ts';

/** `Solution` and the node types, where the code does not define them itself. */
export function rustBefore(code: string): string {
  const own = (name: string): boolean => new RegExp(`^\\s*(?:pub\\s+)?struct\\s+${name}\\b`, 'm').test(code);
  return `#![allow(dead_code, unused_imports, unused_mut, unused_variables)]
${/\buse\s+std::rc::Rc\b/.test(code) ? '' : 'use std::rc::Rc;\n'}${/\buse\s+std::cell::RefCell\b/.test(code) ? '' : 'use std::cell::RefCell;\n'}${own('Solution') ? '' : 'struct Solution;\n'}${
  own('ListNode')
    ? ''
    : '#[derive(PartialEq, Eq, Clone, Debug)]\npub struct ListNode { pub val: i32, pub next: Option<Box<ListNode>> }\nimpl ListNode { #[inline] fn new(val: i32) -> Self { ListNode { next: None, val } } }\n'
}${
  own('TreeNode')
    ? ''
    : '#[derive(Debug, PartialEq, Eq)]\npub struct TreeNode { pub val: i32, pub left: Option<Rc<RefCell<TreeNode>>>, pub right: Option<Rc<RefCell<TreeNode>>> }\nimpl TreeNode { #[inline] pub fn new(val: i32) -> Self { TreeNode { val, left: None, right: None } } }\n'
}`;
}

const io = `
mod verdict_io {
    use super::{ListNode, TreeNode};
    use std::cell::RefCell;
    use std::rc::Rc;
    pub struct Text { s: Vec<char>, i: usize }
    impl Text {
        pub fn new(line: &str) -> Text { Text { s: line.chars().collect(), i: 0 } }
        pub fn skip(&mut self, c: char) { if self.peek() == c { self.i += 1; } }
        fn peek(&mut self) -> char { while self.i < self.s.len() && self.s[self.i].is_whitespace() { self.i += 1; } if self.i < self.s.len() { self.s[self.i] } else { '\\0' } }
        fn word(&mut self) -> String { self.peek(); let mut out = String::new(); while self.i < self.s.len() && !",]".contains(self.s[self.i]) && !self.s[self.i].is_whitespace() { out.push(self.s[self.i]); self.i += 1; } out }
    }
    pub trait Value { fn read(t: &mut Text) -> Self; fn show(&self) -> String; }
    macro_rules! number { ($($t:ty),*) => { $(impl Value for $t { fn read(t: &mut Text) -> Self { t.word().parse().unwrap() } fn show(&self) -> String { self.to_string() } })* } }
    number!(i32, i64, u32, u64, usize, f64);
    impl Value for bool { fn read(t: &mut Text) -> Self { t.word() == "true" } fn show(&self) -> String { self.to_string() } }
    impl Value for String {
        fn read(t: &mut Text) -> Self {
            let mut out = String::new(); t.peek(); t.i += 1;
            while t.i < t.s.len() && t.s[t.i] != '"' { if t.s[t.i] == '\\\\' { t.i += 1; out.push(match t.s[t.i] { 'n' => '\\n', 't' => '\\t', c => c }); } else { out.push(t.s[t.i]); } t.i += 1; }
            t.i += 1; out
        }
        fn show(&self) -> String { format!("\\"{}\\"", self.replace('\\\\', "\\\\\\\\").replace('"', "\\\\\\"").replace('\\n', "\\\\n")) }
    }
    impl Value for char { fn read(t: &mut Text) -> Self { String::read(t).chars().next().unwrap_or(' ') } fn show(&self) -> String { self.to_string().show() } }
    impl<T: Value> Value for Vec<T> {
        fn read(t: &mut Text) -> Self { let mut out = Vec::new(); t.peek(); t.i += 1; while t.peek() != ']' && t.peek() != '\\0' { out.push(T::read(t)); if t.peek() == ',' { t.i += 1; } } t.i += 1; out }
        fn show(&self) -> String { format!("[{}]", self.iter().map(|v| v.show()).collect::<Vec<_>>().join(",")) }
    }
    impl Value for Option<Box<ListNode>> {
        fn read(t: &mut Text) -> Self { let values: Vec<i32> = Vec::read(t); let mut head = None; for v in values.into_iter().rev() { head = Some(Box::new(ListNode { val: v, next: head })); } head }
        fn show(&self) -> String { let mut out = Vec::new(); let mut at = self; while let Some(node) = at { out.push(node.val.to_string()); at = &node.next; } format!("[{}]", out.join(",")) }
    }
    impl Value for Option<Rc<RefCell<TreeNode>>> {
        fn read(t: &mut Text) -> Self {
            let mut values = Vec::new(); t.peek(); t.i += 1;
            while t.peek() != ']' && t.peek() != '\\0' { values.push(t.word()); if t.peek() == ',' { t.i += 1; } }
            t.i += 1;
            if values.is_empty() || values[0] == "null" { return None; }
            let node = |w: &String| Rc::new(RefCell::new(TreeNode { val: w.parse().unwrap(), left: None, right: None }));
            let root = node(&values[0]); let mut row = vec![root.clone()]; let (mut i, mut at) = (0, 1);
            while i < row.len() && at < values.len() {
                for side in 0..2 { if at < values.len() { if values[at] != "null" { let child = node(&values[at]); let parent = row[i].clone(); if side == 0 { parent.borrow_mut().left = Some(child.clone()); } else { parent.borrow_mut().right = Some(child.clone()); } row.push(child); } at += 1; } }
                i += 1;
            }
            Some(root)
        }
        fn show(&self) -> String {
            let mut row = vec![self.clone()]; let mut out = Vec::new(); let mut i = 0;
            while i < row.len() { match row[i].clone() { None => out.push("null".to_string()), Some(n) => { out.push(n.borrow().val.to_string()); row.push(n.borrow().left.clone()); row.push(n.borrow().right.clone()); } } i += 1; }
            while out.last().map_or(false, |w| w == "null") { out.pop(); }
            format!("[{}]", out.join(","))
        }
    }
}
`;

/** Reads one value a line, calls the function, prints what the judge of such a function looks at. */
export function rustAfter(signature: Signature, looksAt: LooksAt): string {
  const reads = signature.parameters.map(({ type }, index) => {
    const bare = type.replace(/^&\s*(?:mut\s+)?/, '');
    return `    let mut verdict_line = String::new(); std::io::stdin().read_line(&mut verdict_line).unwrap();\n    let mut verdict_${index}: ${bare} = verdict_io::Value::read(&mut verdict_io::Text::new(&verdict_line));\n`;
  });
  const given = signature.parameters.map(
    ({ type }, index) =>
      `${/^&\s*mut\b/.test(type) ? '&mut ' : type.startsWith('&') ? '&' : ''}verdict_${index}`,
  );
  const call = `${signature.method ? 'Solution::' : ''}${signature.name}(${given.join(', ')})`;
  const end: Record<LooksAt, string> = {
    result: `    println!("{}", verdict_io::Value::show(&${call}));\n`,
    argument: `    ${call};\n    println!("{}", verdict_io::Value::show(&verdict_0));\n`,
    prefix: `    let verdict_count = ${call};
    println!("{}", verdict_io::Value::show(&verdict_count));
    for item in verdict_0.iter().take(verdict_count.max(0) as usize) { println!("{}", verdict_io::Value::show(item)); }
`,
  };
  return `${io}fn main() {\n${reads.join('')}${end[looksAt]}}\n`;
}

/** Makes the designed class by `new` and calls the others in order; operations are named in camel case, functions in snake case. */
export function rustDesign(className: string, code: string): string {
  const body = code.slice(Math.max(0, code.search(new RegExp(`\\bimpl\\s+${className}\\b`))));
  const made = /\bfn\s+new\s*\(([^()]{0,400})\)/.exec(body)?.[1] ?? '';
  const methods = [
    ...body.matchAll(/\bfn\s+(\w{1,60})\s*\(\s*&\s*(?:mut\s+)?self\s*,?\s*([^()]{0,400})\)\s*(->)?/g),
  ];
  const reads = (list: string): string =>
    typesOf(list)
      .map(
        (type, index) =>
          `let mut verdict_${index}: ${type.replace(/^&\s*(?:mut\s+)?/, '')} = verdict_io::Value::read(&mut values); values.skip(','); `,
      )
      .join('');
  const given = (list: string): string =>
    typesOf(list)
      .map(
        (type, index) =>
          `${type.startsWith('&mut') ? '&mut ' : type.startsWith('&') ? '&' : ''}verdict_${index}`,
      )
      .join(', ');
  const arms = methods.map(([, name = '', list = '', returns]) => {
    const call = `object.as_mut().unwrap().${name}(${given(list)})`;
    const result = returns ? `verdict_io::Value::show(&${call})` : `{ ${call}; "null".to_string() }`;
    return `            ${JSON.stringify(camel(name))} => { ${reads(list)}${result} }\n`;
  });
  return `${io}fn main() {
    let mut line = String::new(); std::io::stdin().read_line(&mut line).unwrap();
    let names: Vec<String> = verdict_io::Value::read(&mut verdict_io::Text::new(&line));
    let mut line = String::new(); std::io::stdin().read_line(&mut line).unwrap();
    let mut values = verdict_io::Text::new(&line);
    let mut object: Option<${className}> = None; let mut out: Vec<String> = Vec::new();
    values.skip('[');
    for (k, name) in names.iter().enumerate() {
        values.skip('[');
        let shown = if k == 0 { ${reads(made)}object = Some(${className}::new(${given(made)})); "null".to_string() } else { match name.as_str() {
${arms.join('')}            other => panic!("no operation {}", other),
        } };
        out.push(shown); values.skip(']'); values.skip(',');
    }
    println!("[{}]", out.join(","));
}
`;
}

function typesOf(list: string): string[] {
  return split(list).map((part) => part.slice(part.indexOf(':') + 1).trim());
}

function camel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
