import type { LooksAt, Signature } from '../signature.ts';

export const javaBefore = 'import java.util.*;\nimport java.util.function.*;\nimport java.util.stream.*;\n';

/** The node types the code lacks, and the class that reads and writes values; `main` is the method that runs. */
function program(code: string, main: string): string {
  const own = (name: string): boolean =>
    new RegExp(`^\\s*(?:public\\s+)?class\\s+${name}\\b`, 'm').test(code);
  const list = own('ListNode')
    ? ''
    : 'class ListNode { int val; ListNode next; ListNode() {} ListNode(int val) { this.val = val; } ListNode(int val, ListNode next) { this.val = val; this.next = next; } }\n';
  const tree = own('TreeNode')
    ? ''
    : 'class TreeNode { int val; TreeNode left, right; TreeNode() {} TreeNode(int val) { this.val = val; } TreeNode(int val, TreeNode left, TreeNode right) { this.val = val; this.left = left; this.right = right; } }\n';
  return `
${list}${tree}public class Main {
  static String s; static int at;
  static char peek() { while (at < s.length() && Character.isWhitespace(s.charAt(at))) at++; return at < s.length() ? s.charAt(at) : 0; }
  static Object parse() {
    char c = peek();
    if (c == '[') {
      List<Object> out = new ArrayList<>(); at++;
      while (peek() != ']' && peek() != 0) { out.add(parse()); if (peek() == ',') at++; }
      at++; return out;
    }
    if (c == '"') {
      StringBuilder out = new StringBuilder(); at++;
      while (at < s.length() && s.charAt(at) != '"') {
        char x = s.charAt(at++);
        if (x == '\\\\') { x = s.charAt(at++); x = x == 'n' ? '\\n' : x == 't' ? '\\t' : x; }
        out.append(x);
      }
      at++; return out.toString();
    }
    int from = at;
    while (at < s.length() && ",]".indexOf(s.charAt(at)) < 0 && !Character.isWhitespace(s.charAt(at))) at++;
    String word = s.substring(from, at);
    if (word.equals("null")) return null;
    if (word.equals("true") || word.equals("false")) return word.equals("true");
    return word.contains(".") || word.contains("e") ? (Object) Double.valueOf(word) : (Object) Long.valueOf(word);
  }
  static Object convert(Object v, java.lang.reflect.Type type) {
    if (type instanceof java.lang.reflect.ParameterizedType) {
      java.lang.reflect.Type item = ((java.lang.reflect.ParameterizedType) type).getActualTypeArguments()[0];
      List<Object> out = new ArrayList<>();
      for (Object x : (List<?>) v) out.add(convert(x, item));
      return out;
    }
    Class<?> c = (Class<?>) type;
    if (c == ListNode.class) { ListNode head = null; List<?> l = (List<?>) v; for (int i = l.size() - 1; i >= 0; i--) { ListNode n = new ListNode(((Long) l.get(i)).intValue()); n.next = head; head = n; } return head; }
    if (c == TreeNode.class) {
      List<?> l = (List<?>) v;
      if (l.isEmpty() || l.get(0) == null) return null;
      TreeNode root = new TreeNode(((Long) l.get(0)).intValue()); Deque<TreeNode> row = new ArrayDeque<>(); row.add(root); int i = 1;
      while (!row.isEmpty() && i < l.size()) {
        TreeNode n = row.poll();
        if (i < l.size() && l.get(i) != null) { n.left = new TreeNode(((Long) l.get(i)).intValue()); row.add(n.left); } i++;
        if (i < l.size() && l.get(i) != null) { n.right = new TreeNode(((Long) l.get(i)).intValue()); row.add(n.right); } i++;
      }
      return root;
    }
    if (c.isArray()) {
      List<?> l = (List<?>) v; Object out = java.lang.reflect.Array.newInstance(c.getComponentType(), l.size());
      for (int i = 0; i < l.size(); i++) java.lang.reflect.Array.set(out, i, convert(l.get(i), c.getComponentType()));
      return out;
    }
    if (v == null) return null;
    if (c == int.class || c == Integer.class) return ((Number) v).intValue();
    if (c == long.class || c == Long.class) return ((Number) v).longValue();
    if (c == double.class || c == Double.class) return ((Number) v).doubleValue();
    if (c == char.class || c == Character.class) return ((String) v).charAt(0);
    return v;
  }
  static String show(Object v, Class<?> wanted) {
    if (v == null) return wanted == ListNode.class || wanted == TreeNode.class ? "[]" : "null";
    if (v instanceof ListNode) { StringJoiner j = new StringJoiner(",", "[", "]"); for (ListNode n = (ListNode) v; n != null; n = n.next) j.add("" + n.val); return j.toString(); }
    if (v instanceof TreeNode) {
      List<String> out = new ArrayList<>(); LinkedList<TreeNode> row = new LinkedList<>(); row.add((TreeNode) v);
      while (!row.isEmpty()) { TreeNode n = row.poll(); out.add(n == null ? "null" : "" + n.val); if (n != null) { row.add(n.left); row.add(n.right); } }
      while (!out.isEmpty() && out.get(out.size() - 1).equals("null")) out.remove(out.size() - 1);
      return "[" + String.join(",", out) + "]";
    }
    if (v.getClass().isArray()) { StringJoiner j = new StringJoiner(",", "[", "]"); for (int i = 0; i < java.lang.reflect.Array.getLength(v); i++) j.add(show(java.lang.reflect.Array.get(v, i), Object.class)); return j.toString(); }
    if (v instanceof Collection) { StringJoiner j = new StringJoiner(",", "[", "]"); for (Object x : (Collection<?>) v) j.add(show(x, Object.class)); return j.toString(); }
    if (v instanceof String || v instanceof Character) return "\\"" + v.toString().replace("\\\\", "\\\\\\\\").replace("\\"", "\\\\\\"").replace("\\n", "\\\\n") + "\\"";
    return v.toString();
  }
${main}}
`;
}

/** Reads one value a line by the method's own parameter types, calls it and prints what its judge looks at. */
export function javaAfter(signature: Signature, code: string, looksAt: LooksAt): string {
  const end: Record<LooksAt, string> = {
    result: 'System.out.println(show(result, m.getReturnType()));',
    argument: 'System.out.println(show(given[0], m.getParameterTypes()[0]));',
    prefix: `System.out.println(result);
      for (int i = 0; i < ((Number) result).intValue() && i < java.lang.reflect.Array.getLength(given[0]); i++) System.out.println(show(java.lang.reflect.Array.get(given[0], i), Object.class));`,
  };
  return program(
    code,
    `  public static void main(String[] arguments) throws Exception {
    java.io.BufferedReader in = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
    for (java.lang.reflect.Method m : Solution.class.getDeclaredMethods()) {
      if (!m.getName().equals(${JSON.stringify(signature.name)}) || m.getParameterCount() != ${signature.parameters.length}) continue;
      m.setAccessible(true);
      Object[] given = new Object[m.getParameterCount()];
      for (int i = 0; i < given.length; i++) { s = in.readLine(); at = 0; given[i] = convert(parse(), m.getGenericParameterTypes()[i]); }
      Object result = m.invoke(new Solution(), given);
      ${end[looksAt]}
      return;
    }
  }
`,
  );
}

/** Makes the designed class by the first operation and calls the others in order. */
export function javaDesign(code: string): string {
  return program(
    code,
    `  static Object[] given(java.lang.reflect.Executable target, List<?> values) {
    Object[] out = new Object[values.size()];
    for (int i = 0; i < out.length; i++) out[i] = convert(values.get(i), target.getGenericParameterTypes()[i]);
    return out;
  }
  public static void main(String[] arguments) throws Exception {
    java.io.BufferedReader in = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
    s = in.readLine(); at = 0; List<?> names = (List<?>) parse();
    s = in.readLine(); at = 0; List<?> values = (List<?>) parse();
    Class<?> type = Class.forName((String) names.get(0));
    Object object = null; StringJoiner out = new StringJoiner(",", "[", "]");
    for (int k = 0; k < names.size(); k++) {
      List<?> row = (List<?>) values.get(k);
      if (k == 0) {
        for (java.lang.reflect.Constructor<?> c : type.getDeclaredConstructors())
          if (c.getParameterCount() == row.size()) { c.setAccessible(true); object = c.newInstance(given(c, row)); }
        out.add("null");
        continue;
      }
      boolean isFound = false;
      for (java.lang.reflect.Method m : type.getDeclaredMethods()) {
        if (isFound || !m.getName().equals(names.get(k)) || m.getParameterCount() != row.size()) continue;
        m.setAccessible(true); isFound = true;
        Object result = m.invoke(object, given(m, row));
        out.add(m.getReturnType() == void.class ? "null" : show(result, m.getReturnType()));
      }
      if (!isFound) throw new NoSuchMethodException((String) names.get(k));
    }
    System.out.println(out);
  }
`,
  );
}
