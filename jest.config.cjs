// One run, four projects: unit tests, the same end-to-end tests on each database engine, and a real browser.
// `npm test` (scripts/test.mjs) brings up the servers that they need; `npm test -- --selectProjects unit` runs one.

const { join } = require('node:path');

// Packages that are ES modules only. Node 20 can `require` them, jest cannot yet.
const ES_MODULES = [
  '@borewit/text-codec',
  '@marcbachmann/cel-js',
  '@tokenizer/inflate',
  'content-disposition',
  'file-type',
  'jose',
  'strtok3',
  'temporal-polyfill',
  'temporal-utils',
  'token-types',
  'typeid-js',
  'uint8array-extras',
];

const intoCommonJs = {
  '^.+\\.(ts|js|mjs)$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
        // The same meaning of decorators and class fields as in tsconfig.json.
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        target: 'es2022',
        keepClassNames: true,
      },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
      swcrc: false,
    },
  ],
};

const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: intoCommonJs,
  transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES.join('|')})/)`],
  setupFiles: ['reflect-metadata'],
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json', 'node'],
};

// By folders, not by patterns that begin with <rootDir>: in a pattern, parentheses in the path would mean something.
const testsIn = (folders, files) => ({
  roots: folders.map((folder) => join(__dirname, folder)),
  testMatch: [`**/${files}`],
});

const onTheEngine = (engine) => ({
  ...common,
  displayName: engine,
  ...testsIn(['test/e2e', 'test/engines'], '*.e2e.ts'),
  globals: { ENGINE: engine },
  runtime: join(__dirname, 'test', 'support', 'one-load.cjs'),
});

module.exports = {
  // Two at a time: each end-to-end file runs a server and a database of its own.
  maxWorkers: 2,
  // What a file leaves behind is not all given back: a worker is renewed before it is slow.
  workerIdleMemoryLimit: '1GB',
  // For the whole run: jest does not heed it in a project.
  testTimeout: 180_000,
  projects: [
    { ...common, displayName: 'unit', ...testsIn(['src', 'scripts'], '*.spec.ts') },
    onTheEngine('sqlite'),
    onTheEngine('mariadb'),
    { ...common, displayName: 'browser', ...testsIn(['test/browser'], '*.e2e.ts') },
  ],
};
