import type { LooksAt, Signature } from '../signature.ts';

const usual = ['sort', 'math', 'strings', 'strconv', 'container/heap', 'slices', 'bytes'];

/** The package clause, our imports under names of their own, and the usual ones that the code uses without importing. */
export function goBefore(code: string): string {
  const missing = usual.filter(
    (path) => new RegExp(`\\b${path.split('/').pop()}\\.`).test(code) && !code.includes(`"${path}"`),
  );
  return `package main

import (
	verdictjson "encoding/json"
	verdictbufio "bufio"
	verdictfmt "fmt"
	verdictos "os"
	verdictreflect "reflect"
	verdictstrings "strings"
${missing.map((path) => `\t"${path}"\n`).join('')})

`;
}

/** The node types the code lacks, what reads and writes values, and the `main` that runs. */
function program(code: string, main: string): string {
  const own = (name: string): boolean => new RegExp(`^\\s*type\\s+${name}\\s+struct`, 'm').test(code);
  const list = own('ListNode') ? '' : 'type ListNode struct {\n\tVal  int\n\tNext *ListNode\n}\n\n';
  const tree = own('TreeNode')
    ? ''
    : 'type TreeNode struct {\n\tVal   int\n\tLeft  *TreeNode\n\tRight *TreeNode\n}\n\n';
  return `
${list}${tree}func verdictInt(v any) int { n, _ := v.(verdictjson.Number).Int64(); return int(n) }

func verdictRead(v any, t verdictreflect.Type) verdictreflect.Value {
	out := verdictreflect.New(t).Elem()
	switch {
	case t == verdictreflect.TypeOf((*ListNode)(nil)):
		var head *ListNode
		values := v.([]any)
		for i := len(values) - 1; i >= 0; i-- {
			head = &ListNode{verdictInt(values[i]), head}
		}
		return verdictreflect.ValueOf(head)
	case t == verdictreflect.TypeOf((*TreeNode)(nil)):
		values := v.([]any)
		if len(values) == 0 || values[0] == nil {
			return verdictreflect.ValueOf((*TreeNode)(nil))
		}
		root := &TreeNode{Val: verdictInt(values[0])}
		row, at := []*TreeNode{root}, 1
		for i := 0; i < len(row) && at < len(values); i++ {
			for side := 0; side < 2 && at < len(values); side++ {
				if values[at] != nil {
					child := &TreeNode{Val: verdictInt(values[at])}
					if side == 0 { row[i].Left = child } else { row[i].Right = child }
					row = append(row, child)
				}
				at++
			}
		}
		return verdictreflect.ValueOf(root)
	case t.Kind() == verdictreflect.Slice:
		values := v.([]any)
		out.Set(verdictreflect.MakeSlice(t, 0, len(values)))
		for _, item := range values {
			out.Set(verdictreflect.Append(out, verdictRead(item, t.Elem())))
		}
	case t.Kind() == verdictreflect.String:
		out.SetString(v.(string))
	case t.Kind() == verdictreflect.Bool:
		out.SetBool(v.(bool))
	case t.Kind() == verdictreflect.Uint8:
		out.SetUint(uint64(v.(string)[0]))
	case t.Kind() == verdictreflect.Float64:
		f, _ := v.(verdictjson.Number).Float64()
		out.SetFloat(f)
	default:
		if text, ok := v.(string); ok { out.SetInt(int64([]rune(text)[0])) } else { n, _ := v.(verdictjson.Number).Int64(); out.SetInt(n) }
	}
	return out
}

func verdictShow(v verdictreflect.Value) string {
	switch node := v.Interface().(type) {
	case *ListNode:
		parts := []string{}
		for ; node != nil; node = node.Next { parts = append(parts, verdictfmt.Sprint(node.Val)) }
		return "[" + verdictstrings.Join(parts, ",") + "]"
	case *TreeNode:
		parts, row := []string{}, []*TreeNode{node}
		for i := 0; i < len(row); i++ {
			if row[i] == nil { parts = append(parts, "null"); continue }
			parts = append(parts, verdictfmt.Sprint(row[i].Val))
			row = append(row, row[i].Left, row[i].Right)
		}
		for len(parts) > 0 && parts[len(parts)-1] == "null" { parts = parts[:len(parts)-1] }
		return "[" + verdictstrings.Join(parts, ",") + "]"
	}
	switch v.Kind() {
	case verdictreflect.Slice:
		parts := []string{}
		for i := 0; i < v.Len(); i++ { parts = append(parts, verdictShow(v.Index(i))) }
		return "[" + verdictstrings.Join(parts, ",") + "]"
	case verdictreflect.String:
		var text verdictstrings.Builder
		encoder := verdictjson.NewEncoder(&text)
		encoder.SetEscapeHTML(false)
		encoder.Encode(v.String())
		return verdictstrings.TrimSpace(text.String())
	case verdictreflect.Uint8:
		return "\\"" + string(rune(v.Uint())) + "\\""
	}
	return verdictfmt.Sprint(v.Interface())
}

${main}`;
}

/** Reads one value a line by the function's own parameter types, calls it and prints what its judge looks at. */
export function goAfter(signature: Signature, code: string, looksAt: LooksAt): string {
  const end: Record<LooksAt, string> = {
    result: 'verdictfmt.Println(verdictShow(result[0]))',
    argument: '_ = result\n\tverdictfmt.Println(verdictShow(given[0]))',
    prefix: `verdictfmt.Println(verdictShow(result[0]))
	for i := 0; i < int(result[0].Int()) && i < given[0].Len(); i++ {
		verdictfmt.Println(verdictShow(given[0].Index(i)))
	}`,
  };
  return program(
    code,
    `func main() {
	in := verdictbufio.NewReaderSize(verdictos.Stdin, 1<<20)
	call := verdictreflect.ValueOf(${signature.name})
	given := []verdictreflect.Value{}
	for i := 0; i < call.Type().NumIn(); i++ {
		line, _ := in.ReadString('\\n')
		decoder := verdictjson.NewDecoder(verdictstrings.NewReader(line))
		decoder.UseNumber()
		var value any
		decoder.Decode(&value)
		given = append(given, verdictRead(value, call.Type().In(i)))
	}
	result := call.Call(given)
	${end[looksAt]}
}
`,
  );
}

/** Makes the designed class by `Constructor` and calls its methods in order; theirs are the operations' names in upper case. */
export function goDesign(code: string): string {
  return program(
    code,
    `func verdictGiven(target verdictreflect.Type, values any, from int) []verdictreflect.Value {
	given := []verdictreflect.Value{}
	for i, value := range values.([]any) {
		given = append(given, verdictRead(value, target.In(i+from)))
	}
	return given
}

func main() {
	in := verdictbufio.NewReaderSize(verdictos.Stdin, 1<<20)
	lines := [2][]any{}
	for i := range lines {
		line, _ := in.ReadString('\\n')
		decoder := verdictjson.NewDecoder(verdictstrings.NewReader(line))
		decoder.UseNumber()
		decoder.Decode(&lines[i])
	}
	construct := verdictreflect.ValueOf(Constructor)
	object := construct.Call(verdictGiven(construct.Type(), lines[1][0], 0))[0]
	if object.Kind() != verdictreflect.Ptr {
		pointer := verdictreflect.New(object.Type())
		pointer.Elem().Set(object)
		object = pointer
	}
	out := []string{"null"}
	for k := 1; k < len(lines[0]); k++ {
		name := lines[0][k].(string)
		method := object.MethodByName(verdictstrings.ToUpper(name[:1]) + name[1:])
		if !method.IsValid() {
			verdictfmt.Fprintln(verdictos.Stderr, "no operation", name)
			verdictos.Exit(1)
		}
		result := method.Call(verdictGiven(method.Type(), lines[1][k], 0))
		if len(result) == 0 { out = append(out, "null") } else { out = append(out, verdictShow(result[0])) }
	}
	verdictfmt.Println("[" + verdictstrings.Join(out, ",") + "]")
}
`,
  );
}
