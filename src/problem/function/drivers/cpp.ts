import { type LooksAt, type Signature, split } from '../signature.ts';

/** What judges of this kind include and define before the solution. */
export function cppBefore(code: string): string {
  const own = (name: string): boolean => new RegExp(`^\\s*struct\\s+${name}\\s*\\{`, 'm').test(code);
  const list = own('ListNode')
    ? ''
    : 'struct ListNode { int val; ListNode *next; ListNode(int x = 0, ListNode *n = nullptr) : val(x), next(n) {} };\n';
  const tree = own('TreeNode')
    ? ''
    : 'struct TreeNode { int val; TreeNode *left; TreeNode *right; TreeNode(int x = 0, TreeNode *l = nullptr, TreeNode *r = nullptr) : val(x), left(l), right(r) {} };\n';
  const headers =
    'algorithm array bitset climits cmath cstring deque functional iostream limits map numeric queue set sstream stack string tuple unordered_map unordered_set utility vector';
  return `${headers
    .split(' ')
    .map((header) => `#include <${header}>\n`)
    .join('')}using namespace std;\n${list}${tree}`;
}

const io = `
namespace verdict_io {
struct Text { string s; size_t i = 0; char peek() { while (i < s.size() && isspace((unsigned char)s[i])) i++; return i < s.size() ? s[i] : '\\0'; } };
inline string word(Text &t) { t.peek(); size_t from = t.i; while (t.i < t.s.size() && string(",]").find(t.s[t.i]) == string::npos && !isspace((unsigned char)t.s[t.i])) t.i++; return t.s.substr(from, t.i - from); }
inline void read(Text &t, int &v) { v = (int)stoll(word(t)); }
inline void read(Text &t, unsigned &v) { v = (unsigned)stoull(word(t)); }
inline void read(Text &t, long &v) { v = (long)stoll(word(t)); }
inline void read(Text &t, long long &v) { v = stoll(word(t)); }
inline void read(Text &t, double &v) { v = stod(word(t)); }
inline void read(Text &t, bool &v) { v = word(t) == "true"; }
inline void read(Text &t, string &v) {
  v.clear(); t.peek(); t.i++;
  while (t.i < t.s.size() && t.s[t.i] != '"') {
    if (t.s[t.i] == '\\\\') { t.i++; char c = t.s[t.i]; v += c == 'n' ? '\\n' : c == 't' ? '\\t' : c; } else v += t.s[t.i];
    t.i++;
  }
  t.i++;
}
inline void read(Text &t, char &v) { string s; read(t, s); v = s.empty() ? ' ' : s[0]; }
template <class T> void read(Text &t, vector<T> &v) {
  v.clear(); t.peek(); t.i++;
  while (t.peek() != ']' && t.peek() != '\\0') { T item; read(t, item); v.push_back(item); if (t.peek() == ',') t.i++; }
  t.i++;
}
inline void read(Text &t, ListNode *&v) { vector<int> values; read(t, values); v = nullptr; for (size_t i = values.size(); i-- > 0;) v = new ListNode(values[i], v); }
inline void read(Text &t, TreeNode *&v) {
  vector<string> values; t.peek(); t.i++;
  while (t.peek() != ']' && t.peek() != '\\0') { values.push_back(word(t)); if (t.peek() == ',') t.i++; }
  t.i++; v = nullptr;
  if (values.empty() || values[0] == "null") return;
  v = new TreeNode(stoi(values[0])); vector<TreeNode *> row{v}; size_t at = 1;
  for (size_t i = 0; i < row.size() && at < values.size(); i++) for (int side = 0; side < 2 && at < values.size(); side++, at++)
    if (values[at] != "null") { TreeNode *child = new TreeNode(stoi(values[at])); (side ? row[i]->right : row[i]->left) = child; row.push_back(child); }
}
inline void show(ostream &o, int v) { o << v; }
inline void show(ostream &o, unsigned v) { o << v; }
inline void show(ostream &o, long v) { o << v; }
inline void show(ostream &o, long long v) { o << v; }
inline void show(ostream &o, double v) { o.precision(12); o << v; }
inline void show(ostream &o, bool v) { o << (v ? "true" : "false"); }
inline void show(ostream &o, const string &v) { o << '"'; for (char c : v) { if (c == '"' || c == '\\\\') o << '\\\\'; if (c == '\\n') o << "\\\\n"; else o << c; } o << '"'; }
inline void show(ostream &o, char v) { show(o, string(1, v)); }
inline void show(ostream &o, ListNode *v) { o << '['; for (bool first = true; v; v = v->next, first = false) { if (!first) o << ','; o << v->val; } o << ']'; }
inline void show(ostream &o, TreeNode *v) {
  vector<TreeNode *> row{v}; vector<string> out;
  for (size_t i = 0; i < row.size(); i++) { out.push_back(row[i] ? to_string(row[i]->val) : "null"); if (row[i]) { row.push_back(row[i]->left); row.push_back(row[i]->right); } }
  while (!out.empty() && out.back() == "null") out.pop_back();
  o << '['; for (size_t i = 0; i < out.size(); i++) o << (i ? "," : "") << out[i]; o << ']';
}
template <class T> void show(ostream &o, const vector<T> &v) { o << '['; bool first = true; for (const T &item : v) { if (!first) o << ','; show(o, item); first = false; } o << ']'; }
inline void show(ostream &o, const vector<bool> &v) { o << '['; for (size_t i = 0; i < v.size(); i++) { if (i) o << ','; show(o, (bool)v[i]); } o << ']'; }
}
`;

/** Reads one value a line, calls the function, prints what the judge of such a function looks at. */
export function cppAfter(signature: Signature, looksAt: LooksAt): string {
  const reads = signature.parameters.map(({ type }, index) => {
    const bare = type.replace(/\bconst\b|&/g, '').trim();
    return `  ${bare} verdict_${index}; { verdict_io::Text text; getline(cin, text.s); verdict_io::read(text, verdict_${index}); }\n`;
  });
  const call = `${signature.method ? 'Solution().' : ''}${signature.name}(${signature.parameters.map((_, index) => `verdict_${index}`).join(', ')})`;
  const end: Record<LooksAt, string> = {
    result: `  verdict_io::show(cout, ${call});\n`,
    argument: `  ${call};\n  verdict_io::show(cout, verdict_0);\n`,
    prefix: `  auto verdict_count = ${call};
  verdict_io::show(cout, verdict_count);
  for (long long i = 0; i < verdict_count && i < (long long)verdict_0.size(); i++) { cout << '\\n'; verdict_io::show(cout, verdict_0[i]); }
`,
  };
  return `${io}int main() {\n${reads.join('')}${end[looksAt]}  cout << endl;\n  return 0;\n}\n`;
}

const calls = `
namespace verdict_io {
inline void skip(Text &t, char c) { if (t.peek() == c) t.i++; }
template <class T> T next(Text &t) { T v{}; read(t, v); skip(t, ','); return v; }
template <class C, class R, class... A> string called(C &o, R (C::*f)(A...), Text &t) {
  tuple<decay_t<A>...> given{next<decay_t<A>>(t)...}; ostringstream out;
  auto call = [&](auto &...a) -> R { return (o.*f)(a...); };
  if constexpr (is_void_v<R>) { apply(call, given); out << "null"; } else show(out, apply(call, given));
  return out.str();
}
template <class C, class R, class... A> string called(C &o, R (C::*f)(A...) const, Text &t) { return called(o, (R (C::*)(A...))f, t); }
}
`;

/** Makes the designed class by the first operation and calls the others in order. */
export function cppDesign(className: string, code: string): string {
  const body = code.slice(Math.max(0, code.search(new RegExp(`\\b(?:class|struct)\\s+${className}\\b`))));
  const made = new RegExp(
    `\\b${className}\\s*\\(([^(){};]{0,400})\\)\\s*(?::[^;{}]{0,400}(?:\\{[^{}]{0,100}\\}[^;{}]{0,400}){0,9})?\\{`,
  ).exec(body);
  const reads = parametersOf(made?.[1] ?? '').map(
    (type, index) => `      auto verdict_${index} = verdict_io::next<${type}>(values);\n`,
  );
  const given = reads.map((_, index) => `verdict_${index}`).join(', ');
  const branches = publicMethods(body, className).map(
    (name) =>
      `    else if (names[k] == "${name}") out << verdict_io::called(*object, &${className}::${name}, values);\n`,
  );
  return `${io}${calls}int main() {
  verdict_io::Text line, values; getline(cin, line.s); getline(cin, values.s);
  vector<string> names; verdict_io::read(line, names);
  ${className} *object = nullptr; ostringstream out;
  verdict_io::skip(values, '[');
  for (size_t k = 0; k < names.size(); k++) {
    verdict_io::skip(values, '[');
    if (k) out << ',';
    if (k == 0) {
${reads.join('')}      object = new ${className}${given === '' ? '()' : `(${given})`};
      out << "null";
    }
${branches.join('')}    else { cerr << "no operation " << names[k] << endl; return 1; }
    verdict_io::skip(values, ']'); verdict_io::skip(values, ',');
  }
  cout << '[' << out.str() << ']' << endl;
  return 0;
}
`;
}

/** The types of a parameter list, by value. */
function parametersOf(list: string): string[] {
  return split(list).map((part) => {
    const type = /^(.*?[\s*&>])\w+$/.exec(part.replace(/\s*=.*$/, '').trim())?.[1] ?? part;
    return type.replace(/\bconst\b|&/g, '').trim();
  });
}

/** The names of a class's public methods, in order. */
function publicMethods(body: string, className: string): string[] {
  const parts =
    /\b(public|private|protected)\s*:|^[ \t]*(?:virtual\s+|inline\s+)*(?!return\b|else\b|new\b|case\b|typedef\b)(?:const\s+)?[\w:]+(?:<[\w:<>,*& ]{1,120}>)?[\s*&]+(\w{1,60})\s*\([^(){};]{0,400}\)\s*(?:const\s*|noexcept\s*|override\s*){0,3}\{/gm;
  let isPublic = body.startsWith('struct');
  const names = new Set<string>();
  for (const [, access, name] of body.matchAll(parts)) {
    if (access !== undefined) isPublic = access === 'public';
    else if (
      isPublic &&
      name !== undefined &&
      name !== className &&
      !/^(?:if|for|while|switch|main)$/.test(name)
    )
      names.add(name);
  }
  return [...names];
}
