import type { LooksAt, Signature } from '../signature.ts';

/** Definitions that judges of this kind give: imports, list and tree nodes. */
export const pythonBefore = `import bisect, collections, functools, heapq, itertools, json, math, operator, random, re, string, sys
from bisect import *
from collections import *
from functools import *
from heapq import *
from itertools import *
from math import *
from typing import *

inf = float("inf")


class ListNode:
    def __init__(self, val=0, next=None):
        self.val = val
        self.next = next


class TreeNode:
    def __init__(self, val=0, left=None, right=None):
        self.val = val
        self.left = left
        self.right = right


`;

const nodes = `

def _verdict_list(values):
    head = None
    for value in reversed(values or []):
        head = ListNode(value, head)
    return head


def _verdict_tree(values):
    if not values or values[0] is None:
        return None
    root = TreeNode(values[0])
    row, at = collections.deque([root]), 1
    while row and at < len(values):
        node = row.popleft()
        for side in ("left", "right"):
            if at < len(values):
                if values[at] is not None:
                    child = TreeNode(values[at])
                    setattr(node, side, child)
                    row.append(child)
                at += 1
    return root


def _verdict_plain(value):
    if isinstance(value, ListNode):
        out = []
        while value is not None and len(out) < 1000000:
            out.append(value.val)
            value = value.next
        return out
    if isinstance(value, TreeNode):
        out, row = [], collections.deque([value])
        while row:
            node = row.popleft()
            out.append(None if node is None else node.val)
            if node is not None:
                row.append(node.left)
                row.append(node.right)
        while out and out[-1] is None:
            out.pop()
        return out
    if isinstance(value, (list, tuple)):
        return [_verdict_plain(item) for item in value]
    return value


def _verdict_show(value, wanted=""):
    if value is None and ("ListNode" in wanted or "TreeNode" in wanted):
        value = []
    return json.dumps(_verdict_plain(value), separators=(",", ":"), ensure_ascii=False)


def _verdict_read(line, wanted):
    value = json.loads(line)
    if "ListNode" in wanted:
        return [_verdict_list(item) for item in value] if value and isinstance(value[0], list) else _verdict_list(value)
    return _verdict_tree(value) if "TreeNode" in wanted else value


`;

/** Reads one value a line, calls the function, prints what the judge of such a function looks at. */
export function pythonAfter(signature: Signature, looksAt: LooksAt): string {
  const types = JSON.stringify(signature.parameters.map((parameter) => parameter.type));
  const target = signature.method ? `Solution().${signature.name}` : signature.name;
  const end: Record<LooksAt, string> = {
    result: `_verdict_show(_verdict_result, ${JSON.stringify(signature.returns)})`,
    argument: `_verdict_show(_verdict_arguments[0], ${JSON.stringify(signature.parameters[0]?.type ?? '')})`,
    prefix:
      '*map(_verdict_show, [_verdict_result, *_verdict_arguments[0][: max(0, _verdict_result)]]), sep="\\n"',
  };
  return `${nodes}_verdict_lines = [line for line in sys.stdin.read().split("\\n") if line.strip()]
_verdict_arguments = [_verdict_read(line, wanted) for line, wanted in zip(_verdict_lines, ${types})]
_verdict_result = ${target}(*_verdict_arguments)
print(${end[looksAt]})
`;
}

/** Runs a designed class: the first operation constructs it, the others are called in order. */
export const pythonDesign = `${nodes}_verdict_names, _verdict_values = [json.loads(line) for line in sys.stdin.read().split("\\n") if line.strip()][:2]
_verdict_object = globals()[_verdict_names[0]](*_verdict_values[0])
_verdict_results = [None]
for _verdict_name, _verdict_value in zip(_verdict_names[1:], _verdict_values[1:]):
    _verdict_results.append(getattr(_verdict_object, _verdict_name)(*_verdict_value))
print(_verdict_show(_verdict_results))
`;
