import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProblem, type Problem, programFor, readProblem, signatureOf } from '../../src/problem/index.ts';

/** How each language's program is built and run here; a language whose tools are missing is skipped. */
const tools: Record<
  string,
  {
    file: string;
    build?: (folder: string) => [string, string[]];
    run: (folder: string) => [string, string[]];
    needs: string[];
  }
> = {
  python: { file: 'a.py', run: (folder) => ['python3', [join(folder, 'a.py')]], needs: ['python3'] },
  javascript: { file: 'a.cjs', run: (folder) => [process.execPath, [join(folder, 'a.cjs')]], needs: [] },
  typescript: {
    file: 'a.cts',
    run: (folder) => [process.execPath, ['--import=tsx', join(folder, 'a.cts')]],
    needs: [],
  },
  cpp: {
    file: 'a.cpp',
    build: (folder) => ['g++', ['-std=c++17', '-o', join(folder, 'a'), join(folder, 'a.cpp')]],
    run: (folder) => [join(folder, 'a'), []],
    needs: ['g++'],
  },
  java: {
    file: 'Main.java',
    build: (folder) => ['javac', ['-d', folder, join(folder, 'Main.java')]],
    run: (folder) => ['java', ['-cp', folder, 'Main']],
    needs: ['javac', 'java'],
  },
  go: {
    file: 'a.go',
    build: (folder) => ['go', ['build', '-o', join(folder, 'a'), join(folder, 'a.go')]],
    run: (folder) => [join(folder, 'a'), []],
    needs: ['go'],
  },
  rust: {
    file: 'a.rs',
    build: (folder) => ['rustc', ['-o', join(folder, 'a'), join(folder, 'a.rs')]],
    run: (folder) => [join(folder, 'a'), []],
    needs: ['rustc'],
  },
};

function isThere(tool: string): boolean {
  try {
    execFileSync(tool, [tool === 'go' ? 'version' : tool.startsWith('java') ? '-version' : '--version'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

function outputsOf(problem: Problem, code: string, languageId: string): string[] {
  const tool = tools[languageId];
  assert.ok(tool);
  const built = programFor(problem, code, languageId);
  assert.ok('program' in built, 'reason' in built ? built.reason : '');
  const folder = mkdtempSync(join(tmpdir(), 'verdict-function-'));
  try {
    writeFileSync(join(folder, tool.file), built.program);
    const build = tool.build?.(folder);
    if (build) execFileSync(build[0], build[1], { stdio: 'pipe', timeout: 300_000 });
    const [command, parameters] = tool.run(folder);
    return problem.samples.map((sample) =>
      execFileSync(command, parameters, { input: sample.input, encoding: 'utf8', timeout: 60_000 }).trim(),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function problemOf(text: string): Problem {
  const reading = readProblem(text, { languageId: 'markdown' });
  assert.ok(isProblem(reading), 'reason' in reading ? reading.reason : '');
  return reading.problem;
}

const example = (input: string, output: string): string => `Example:\nInput: ${input}\nOutput: ${output}\n\n`;

const grid = problemOf(
  `# Label a grid\n\n${example('grid = [["1","0"],["1","1"]], names = ["a\\"b","c"], scale = 2, deep = true', '["a\\"b:3","c:6"]')}`,
);
const lists = problemOf(
  `# Double a list\n\n${example('head = [1,2,3]', '[2,4,6]')}${example('head = []', '[]')}`,
);
const trees = problemOf(
  `# Mirror a tree\n\n${example('root = [4,2,7,1,3,null,9]', '[4,7,2,9,null,3,1]')}${example('root = []', '[]')}`,
);
const inPlace = problemOf(`# Rotate\n\n${example('nums = [1,2,3], k = 1', '[2,3,1]')}`);

const gridCode: Record<string, string> = {
  python:
    'class Solution:\n    def label(self, grid: List[List[str]], names: List[str], scale: int, deep: bool) -> List[str]:\n        n = sum(row.count("1") for row in grid)\n        return [f"{name}:{n * scale ** i}" for i, name in enumerate(names)] if deep else []\n',
  javascript:
    'var label = function(grid, names, scale, deep) {\n  const n = grid.flat().filter((c) => c === "1").length;\n  return deep ? names.map((name, i) => name + ":" + n * scale ** i) : [];\n};\n',
  typescript:
    'function label(grid: string[][], names: string[], scale: number, deep: boolean): string[] {\n  const n = grid.flat().filter((c) => c === "1").length;\n  return deep ? names.map((name, i) => name + ":" + n * scale ** i) : [];\n}\n',
  cpp: 'class Solution {\npublic:\n    vector<string> label(vector<vector<char>>& grid, vector<string>& names, int scale, bool deep) {\n        int n = 0;\n        for (auto& row : grid) for (char c : row) n += c == \'1\';\n        vector<string> out;\n        for (auto& name : names) { out.push_back(name + ":" + to_string(n)); n *= scale; }\n        return deep ? out : vector<string>();\n    }\n};\n',
  java: 'class Solution {\n    public List<String> label(char[][] grid, List<String> names, int scale, boolean deep) {\n        int n = 0;\n        for (char[] row : grid) for (char c : row) if (c == \'1\') n++;\n        List<String> out = new ArrayList<>();\n        for (String name : names) { out.add(name + ":" + n); n *= scale; }\n        return deep ? out : new ArrayList<>();\n    }\n}\n',
  go: 'func label(grid [][]byte, names []string, scale int, deep bool) []string {\n\tn := 0\n\tfor _, row := range grid {\n\t\tfor _, c := range row {\n\t\t\tif c == \'1\' {\n\t\t\t\tn++\n\t\t\t}\n\t\t}\n\t}\n\tout := []string{}\n\tfor _, name := range names {\n\t\tout = append(out, name+":"+strconv.Itoa(n))\n\t\tn *= scale\n\t}\n\treturn out\n}\n',
  rust: 'impl Solution {\n    pub fn label(grid: Vec<Vec<char>>, names: Vec<String>, scale: i32, deep: bool) -> Vec<String> {\n        let mut n = grid.iter().flatten().filter(|c| **c == \'1\').count() as i32;\n        let mut out = vec![];\n        for name in names { out.push(format!("{}:{}", name, n)); n *= scale; }\n        if deep { out } else { vec![] }\n    }\n}\n',
};

const listCode: Record<string, string> = {
  python:
    'class Solution:\n    def double(self, head: Optional[ListNode]) -> Optional[ListNode]:\n        node = head\n        while node:\n            node.val *= 2\n            node = node.next\n        return head\n',
  javascript:
    '/**\n * @param {ListNode} head\n * @return {ListNode}\n */\nvar double = function(head) {\n  for (let node = head; node; node = node.next) node.val *= 2;\n  return head;\n};\n',
  typescript:
    'function double(head: ListNode | null): ListNode | null {\n  for (let node = head; node; node = node.next) node.val *= 2;\n  return head;\n}\n',
  cpp: 'class Solution {\npublic:\n    ListNode* twice(ListNode* head) {\n        for (ListNode* node = head; node; node = node->next) node->val *= 2;\n        return head;\n    }\n};\n',
  java: 'class Solution {\n    public ListNode twice(ListNode head) {\n        for (ListNode node = head; node != null; node = node.next) node.val *= 2;\n        return head;\n    }\n}\n',
  go: 'func twice(head *ListNode) *ListNode {\n\tfor node := head; node != nil; node = node.Next {\n\t\tnode.Val *= 2\n\t}\n\treturn head\n}\n',
  rust: 'impl Solution {\n    pub fn twice(head: Option<Box<ListNode>>) -> Option<Box<ListNode>> {\n        let mut head = head;\n        let mut at = &mut head;\n        while let Some(node) = at { node.val *= 2; at = &mut node.next; }\n        head\n    }\n}\n',
};

const treeCode: Record<string, string> = {
  python:
    'class Solution:\n    def mirror(self, root: Optional[TreeNode]) -> Optional[TreeNode]:\n        if root:\n            root.left, root.right = self.mirror(root.right), self.mirror(root.left)\n        return root\n',
  javascript:
    '/**\n * @param {TreeNode} root\n * @return {TreeNode}\n */\nvar mirror = function(root) {\n  if (root) [root.left, root.right] = [mirror(root.right), mirror(root.left)];\n  return root;\n};\n',
  typescript:
    'function mirror(root: TreeNode | null): TreeNode | null {\n  if (root) [root.left, root.right] = [mirror(root.right), mirror(root.left)];\n  return root;\n}\n',
  cpp: 'class Solution {\npublic:\n    TreeNode* mirror(TreeNode* root) {\n        if (root) { swap(root->left, root->right); mirror(root->left); mirror(root->right); }\n        return root;\n    }\n};\n',
  java: 'class Solution {\n    public TreeNode mirror(TreeNode root) {\n        if (root != null) { TreeNode left = mirror(root.left); root.left = mirror(root.right); root.right = left; }\n        return root;\n    }\n}\n',
  go: 'func mirror(root *TreeNode) *TreeNode {\n\tif root != nil {\n\t\troot.Left, root.Right = mirror(root.Right), mirror(root.Left)\n\t}\n\treturn root\n}\n',
  rust: 'impl Solution {\n    pub fn mirror(root: Option<Rc<RefCell<TreeNode>>>) -> Option<Rc<RefCell<TreeNode>>> {\n        if let Some(node) = &root {\n            let mut node = node.borrow_mut();\n            let left = Self::mirror(node.left.take());\n            let right = Self::mirror(node.right.take());\n            node.left = right;\n            node.right = left;\n        }\n        root\n    }\n}\n',
};

const inPlaceCode: Record<string, string> = {
  python:
    'class Solution:\n    def rotate(self, nums: List[int], k: int) -> None:\n        nums[:] = nums[k:] + nums[:k]\n',
  javascript:
    '/**\n * @param {number[]} nums\n * @param {number} k\n * @return {void} in place\n */\nvar rotate = function(nums, k) {\n  nums.push(...nums.splice(0, k));\n};\n',
  typescript: 'function rotate(nums: number[], k: number): void {\n  nums.push(...nums.splice(0, k));\n}\n',
  cpp: 'class Solution {\npublic:\n    void rotateLeft(vector<int>& nums, int k) { rotate(nums.begin(), nums.begin() + k, nums.end()); }\n};\n',
  java: 'class Solution {\n    public void rotate(int[] nums, int k) {\n        int[] copy = nums.clone();\n        for (int i = 0; i < nums.length; i++) nums[i] = copy[(i + k) % nums.length];\n    }\n}\n',
  go: 'func rotate(nums []int, k int) {\n\tcopy(nums, append(append([]int{}, nums[k:]...), nums[:k]...))\n}\n',
  rust: 'impl Solution {\n    pub fn rotate(nums: &mut Vec<i32>, k: i32) {\n        nums.rotate_left(k as usize);\n    }\n}\n',
};

const kept = problemOf(
  `# Keep the even ones

Move the even numbers of nums to its front, in their order, and return how many there are.

**Custom Judge:**

\`\`\`
int[] nums = [...]; // Input array
int k = keep(nums); // Calls your code
assert k == expected.length;
\`\`\`

${example('nums = [3,2,4,5]', '2, nums = [2,4,_,_]')}${example('nums = [7]', '0, nums = [_]')}${example('nums = [8, 6]', '2, nums = [8,6]')}`,
);
const keptCode: Record<string, string> = {
  python:
    'class Solution:\n    def keep(self, nums: List[int]) -> int:\n        even = [x for x in nums if x % 2 == 0]\n        nums[:len(even)] = even\n        return len(even)\n',
  javascript:
    '/**\n * @param {number[]} nums\n * @return {number}\n */\nvar keep = function(nums) {\n  let k = 0;\n  for (const x of nums) if (x % 2 === 0) nums[k++] = x;\n  return k;\n};\n',
  typescript:
    'function keep(nums: number[]): number {\n  let k = 0;\n  for (const x of nums) if (x % 2 === 0) nums[k++] = x;\n  return k;\n}\n',
  cpp: 'class Solution {\npublic:\n    int keep(vector<int>& nums) {\n        int k = 0;\n        for (int x : nums) if (x % 2 == 0) nums[k++] = x;\n        return k;\n    }\n};\n',
  java: 'class Solution {\n    public int keep(int[] nums) {\n        int k = 0;\n        for (int x : nums) if (x % 2 == 0) nums[k++] = x;\n        return k;\n    }\n}\n',
  go: 'func keep(nums []int) int {\n\tk := 0\n\tfor _, x := range nums {\n\t\tif x%2 == 0 {\n\t\t\tnums[k] = x\n\t\t\tk++\n\t\t}\n\t}\n\treturn k\n}\n',
  rust: 'impl Solution {\n    pub fn keep(nums: &mut Vec<i32>) -> i32 {\n        nums.retain(|x| x % 2 == 0);\n        nums.len() as i32\n    }\n}\n',
};

const shelf = problemOf(
  [
    '# Shelf',
    ...[
      [
        '["Shelf", "putBook", "putBook", "isThere", "allOf", "mean"]\n[[2, "red"], [7, "a"], [10, "b"], [7], [], []]',
        '[null, null, null, true, [7, 10], 8.5]',
      ],
      ['["Shelf","isThere","putBook","allOf"]\n[[1,"x"],[1],[4,"q"],[]]', '[null,false,null,[4]]'],
    ].map(
      ([input, output], index) =>
        `**Example ${index + 1}:**\n\n**Input**\n\`\`\`\n${input}\n\`\`\`\n**Output**\n\`\`\`\n${output}\n\`\`\`\n`,
    ),
  ].join('\n\n'),
);
const shelfCode: Record<string, string> = {
  python:
    'class Shelf:\n    def __init__(self, size, colour): self.size, self.books = size, []\n    def putBook(self, book: int, name: str) -> None: self.books.append(book)\n    def isThere(self, book): return book in self.books\n    def allOf(self): return self.books\n    def mean(self): return sum(self.books) / len(self.books)\n',
  javascript:
    'class Shelf {\n  constructor(size, colour) { this.books = []; }\n  putBook(book, name) { this.books.push(book); }\n  isThere(book) { return this.books.includes(book); }\n  allOf() { return this.books; }\n  mean() { return this.books.reduce((a, b) => a + b, 0) / this.books.length; }\n}\n',
  typescript:
    'class Shelf {\n  private books: number[] = [];\n  constructor(size: number, colour: string) {}\n  putBook(book: number, name: string): void { this.books.push(book); }\n  isThere(book: number): boolean { return this.books.includes(book); }\n  allOf(): number[] { return this.books; }\n  mean(): number { return this.books.reduce((a, b) => a + b, 0) / this.books.length; }\n}\n',
  cpp: 'class Shelf {\n    vector<int> books;\n    int total() { int sum = 0; for (int b : books) sum += b; return sum; }\npublic:\n    Shelf(int size, string colour) : books() {\n        books.reserve(size);\n    }\n    void putBook(int book, const string& name) {\n        books.push_back(book);\n    }\n    bool isThere(int book) const {\n        for (int b : books) if (b == book) return true;\n        return false;\n    }\n    vector<int> allOf() { return books; }\n    double mean() { return (double) total() / books.size(); }\nprivate:\n    int unused() { return 1; }\n};\n',
  java: 'public class Shelf {\n    private final List<Integer> books = new ArrayList<>();\n    public Shelf(int size, String colour) {}\n    public void putBook(int book, String name) { books.add(book); }\n    public boolean isThere(int book) { return books.contains(book); }\n    public List<Integer> allOf() { return books; }\n    public double mean() { return books.stream().mapToInt(b -> b).average().orElse(0); }\n}\n',
  go: 'type Shelf struct {\n\tbooks []int\n}\n\nfunc Constructor(size int, colour string) Shelf {\n\treturn Shelf{}\n}\n\nfunc (this *Shelf) PutBook(book int, name string) {\n\tthis.books = append(this.books, book)\n}\n\nfunc (this *Shelf) IsThere(book int) bool {\n\treturn slices.Contains(this.books, book)\n}\n\nfunc (this *Shelf) AllOf() []int { return this.books }\n\nfunc (this *Shelf) Mean() float64 {\n\tsum := 0\n\tfor _, b := range this.books {\n\t\tsum += b\n\t}\n\treturn float64(sum) / float64(len(this.books))\n}\n',
  rust: 'struct Shelf {\n    books: Vec<i32>,\n}\n\nimpl Shelf {\n    fn new(size: i32, colour: String) -> Self { Shelf { books: vec![] } }\n    fn put_book(&mut self, book: i32, name: String) { self.books.push(book); }\n    fn is_there(&self, book: i32) -> bool { self.books.contains(&book) }\n    fn all_of(&self) -> Vec<i32> { self.books.clone() }\n    fn mean(&self) -> f64 { self.books.iter().sum::<i32>() as f64 / self.books.len() as f64 }\n}\n',
};

describe('a function-style problem', function () {
  this.timeout(600_000);

  for (const languageId of Object.keys(tools)) {
    it(`is judged by its samples in ${languageId}: values, lists, trees, in place, kept at the front`, function () {
      if (!tools[languageId]?.needs.every(isThere)) this.skip();
      for (const [problem, codes] of [
        [grid, gridCode],
        [lists, listCode],
        [trees, treeCode],
        [inPlace, inPlaceCode],
        [kept, keptCode],
      ] as const) {
        const wanted = problem.samples.map((sample) => sample.output.trim());
        assert.deepEqual(
          outputsOf(problem, codes[languageId] ?? '', languageId),
          wanted,
          `${languageId}: ${problem.title}`,
        );
      }
    });
  }

  for (const languageId of Object.keys(tools)) {
    it(`may be a class whose operations are called in order, in ${languageId}`, function () {
      if (!tools[languageId]?.needs.every(isThere)) this.skip();
      assert.equal(shelf.function, 'class');
      assert.deepEqual(
        outputsOf(shelf, shelfCode[languageId] ?? '', languageId),
        shelf.samples.map((sample) => sample.output.trim()),
      );
    });
  }

  it('that returns how many elements it keeps is judged by the count and by these elements', () => {
    assert.deepEqual(
      kept.samples.map(({ output }) => output),
      ['2\n2\n4\n', '0\n', '2\n8\n6\n'],
    );
    assert.equal(kept.function, '(nums: int[]): int');
    const lazy = 'class Solution:\n    def keep(self, nums: List[int]) -> int:\n        return 2\n';
    assert.deepEqual(outputsOf(kept, lazy, 'python'), ['2\n3\n2', '2\n7', '2\n8\n6']);
  });

  it('may leave the order of what is kept free, and tell it in a sentence', () => {
    const { samples, checker } = problemOf(
      `# Squeeze\n\nThe order of the elements may be changed.\n\n${example('chars = ["a","a","b"]', 'Return 2, and the first 2 characters of the input array should be: ["a","2"]')}`,
    );
    assert.deepEqual(samples, [{ input: '["a","a","b"]\n', output: '2\n"a"\n"2"\n' }]);
    assert.deepEqual(checker, { kind: 'unordered' });
  });

  it('is not seen in a count and a list that do not agree', () => {
    const { function: wanted } = problemOf(`# Odd\n\n${example('nums = [1]', '2, nums = [1,_]')}`);
    assert.equal(wanted, undefined);
  });

  it('takes its name from the code below the comment', () => {
    const comment = `"""Sum of two\n\n${example('a = 1, b = 2', '3')}"""\n`;
    const named = (code: string) => {
      const reading = readProblem(comment + code, { path: 'a.py' });
      return isProblem(reading) ? reading.problem.function : undefined;
    };
    assert.equal(
      named('class Solution:\n    def add(self, a: int, b: int) -> int:\n        pass\n'),
      'add(a: int, b: int): int',
    );
    assert.equal(named('def helper(x):\n    pass\n'), '(a: int, b: int): int');
  });

  it('leaves a whole program alone', () => {
    assert.deepEqual(programFor(grid, 'print(input())', 'python'), { program: 'print(input())' });
    const plain = problemOf('# Sum\n## Sample Input\n```\n1\n```\n## Sample Output\n```\n1\n```\n');
    assert.equal(plain.function, undefined);
    assert.deepEqual(programFor(plain, 'def f(): pass', 'python'), { program: 'def f(): pass' });
  });

  it('says what to do when there is nothing to call', () => {
    const built = programFor(grid, 'x = 1', 'python');
    assert.ok('reason' in built && built.reason.includes('Write'));
    assert.ok('reason' in programFor(grid, 'x', 'haskell'));
  });

  it('has its signature read in every language', () => {
    assert.deepEqual(
      signatureOf(gridCode.cpp ?? '', 'cpp')?.parameters.map(({ type }) => type),
      ['vector<vector<char>>&', 'vector<string>&', 'int', 'bool'],
    );
    assert.equal(
      signatureOf('def helper(a):\n    pass\n\ndef solve(a: int, b) -> int:\n    pass\n', 'python')?.name,
      'solve',
    );
    assert.equal(signatureOf('# def f(x):\n', 'python'), undefined);
  });
});
