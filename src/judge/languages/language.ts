/** Where the parts of one build are; every path is absolute. `tools` are the commands that were found. */
export interface Build {
  /** The folder of the build: source and everything the compiler wrote. */
  folder: string;
  /** The source file. */
  source: string;
  /** The other sources of a multi-file submission that the compiler is told about. */
  others: string[];
  /** Where a native compiler puts the program. */
  program: string;
  /** Name of the source file without its extension: Java's main class. */
  stem: string;
  tools: Record<string, string>;
  /** Extra flags for the compiler (an include folder of the judge's own). */
  flags: string[];
  memoryMiB: number;
}

/** How the user gets a toolchain, in one line each. */
export interface Install {
  debian: string;
  macos: string;
  windows: string;
}

/** One entry of the language table. */
export interface Language {
  id: string;
  name: string;
  /** Extensions with the dot; the first is the one given to new files. */
  extensions: string[];
  /** VS Code's language identifiers. */
  languageIds: string[];
  /** Tool name -> command names in order of preference; all tools must be found. */
  tools: Record<string, string[]>;
  /** What makes the first tool (or `versionTool`) print its version; absent: it is not asked. */
  versionArguments?: string[];
  versionTool?: string;
  install: Install;
  /** What makes the first tool print a folder it needs besides its own. */
  folderArguments?: string[];
  /**
   * Asks a version manager's shim for the program behind it: what to pass, and what follows its answer. Where it
   * has none to give, `remedy` says how to choose one.
   */
  behindShim?: { arguments: string[]; suffix?: string[]; remedy: string };
  /** The source file's name, with extension. */
  fileName(source: string): string;
  /** Files made from the source before it is compiled. What it throws is a compile error. */
  translate?(source: string): { fileName: string; content: string };
  /** The command that precompiles a header with the flags of `compile`. */
  precompile?(tools: Record<string, string>, header: string, output: string): string[];
  /** The environment variable that names a folder in which the toolchain keeps work between compilations. */
  cacheVariable?: string;
  /** The command that compiles or checks the source; undefined when there is nothing to do. */
  compile?(build: Build): string[];
  /** The command that runs the program. */
  run(build: Build): string[];
  /** Environment for compiling and running, besides the cleared one. */
  environment?(build: Build): Record<string, string>;
  /** Other files of a multi-file submission that the compiler is told about, by extension. */
  compiledExtensions?: string[];
  /** By how much a time limit may be stretched for this language when the user turns factors on. */
  timeFactor: number;
  /** The runtime reserves more address space than it uses, so only resident memory can be limited. */
  reservesMemory: boolean;
  /** Processes and threads the runtime itself needs at most. */
  processes: number;
}

/** What is on this machine for one language, as `verdict doctor` shows it. */
export interface LanguageStatus {
  id: string;
  name: string;
  found: boolean;
  version?: string;
  /** Absolute paths of the tools, in the order of the table. */
  commands: string[];
  /** How to install it here. */
  install: string;
  /** Why what is there does not work, and what to do. */
  trouble?: string;
  extensions: string[];
  languageIds: string[];
}
