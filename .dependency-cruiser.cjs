/** The arrows between rooms, as ARCHITECTURE.md draws them: each room may import the ones it lists, no other. */
const arrows = {
  problem: [],
  judge: ['problem'],
  model: ['problem'],
  solver: ['model', 'judge', 'problem'],
  coach: ['solver', 'model', 'judge', 'problem'],
  evals: ['coach', 'solver', 'model', 'judge', 'problem'],
  server: ['coach', 'evals', 'solver', 'model', 'judge', 'problem'],
  cli: ['server', 'coach', 'evals', 'solver', 'model', 'judge', 'problem'],
  extension: ['webview/protocol', 'server', 'coach', 'evals', 'solver', 'model', 'judge', 'problem'],
  webview: ['solver', 'judge', 'problem', 'model', 'coach'],
};

const againstTheArrows = Object.entries(arrows).map(([room, allowed]) => ({
  name: `${room}-imports`,
  comment: `${room} may import only ${allowed.join(', ') || 'no other room'}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})(/|\\.ts$)` },
}));

/** A process entry and a webview protocol are addressed as files of their own; all else goes through the index. */
const publicFaces = Object.keys(arrows).map((room) => ({
  name: `${room}-public-face`,
  comment: `other rooms import only src/${room}/index.ts (the webview: its pure parts)`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/(${room}|webview)/` },
  to: { path: `^src/${room}/`, pathNot: `^src/${room}/(index|protocol)\\.ts$` },
}));

module.exports = {
  forbidden: [
    ...againstTheArrows,
    ...publicFaces,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'vscode-only-in-extension',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/extension/' },
      to: { path: '^vscode$' },
    },
    {
      name: 'llama-only-in-the-model-process',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/model/process/llama\\.ts$' },
      to: { path: 'node-llama-cpp' },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
