// What a compiler lets pass and a reader would stumble over. Formatting is prettier's, boundaries between files are
// dependency-cruiser's.

import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const onlyConfigReadsTheEnvironment = {
  object: 'process',
  property: 'env',
  message: 'src/config.ts reads the environment, and nothing else does: take what you need from the config.',
};

const onlyTheDatabaseKnowsTheEngine = {
  // What a connection says about its engine: `options.type`, compared with a name or switched on.
  selector:
    'BinaryExpression > Literal[value=/^(mysql|mariadb|sqlite|better-sqlite3)$/], SwitchCase > Literal[value=/^(mysql|mariadb|sqlite|better-sqlite3)$/]',
  message: 'Only src/shared/database knows which engine is running: give it a function that does the right thing.',
};

const modulesAreLists = {
  selector: 'ImportDeclaration[specifiers.length=0]',
  message: 'What a module brings stands in the lists of its module.ts or part.ts: import a value and list it.',
};

const clocksMakeDays = [
  {
    selector:
      'CallExpression[callee.property.name=/^(slice|substring|substr|split)$/][callee.object.callee.property.name=/^to(ISOString|JSON)$/], CallExpression[callee.property.name=/^(getUTCDate|getDate|getUTCDay|getDay|getUTCMonth|getMonth|getUTCFullYear|getFullYear|toLocaleDateString|toDateString|setHours|setUTCHours)$/]',
    message:
      'Which day it is depends on a time zone: take clock.today(), clock.dayOf(moment) or todayOf(tx), see src/shared/domain/today.ts.',
  },
  {
    selector: 'TemplateElement[value.raw=/T(00:00|23:59)/]',
    message: 'A day begins and ends in a time zone: take beginningIn(clock.timeZone, day).',
  },
  {
    selector: 'MemberExpression[object.name="Temporal"], NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Days are calculated in src/shared/domain/dates.ts, and the time comes from the clock.',
  },
];

const onlyHtmlMakesMarkup = [
  {
    selector:
      ':not(TaggedTemplateExpression) > TemplateLiteral > TemplateElement[value.raw=/<[a-z!?\\u002F]/i], Literal[value=/<[a-z!?\\u002F]/i]',
    message: 'Markup is made by html`…` from src/shared/http/markup.ts, which escapes what is put into it.',
  },
];

// Through the door of another module dependency-cruiser cannot tell a service from a record.
const mayCallServices = 'service,matching,runner,repair,resolver,handlers,jobs,routes';
const onlyServicesCallServices = {
  regex: '^[./]+/[a-z-]+$',
  importNamePattern: 'Service$',
  message: 'A service is called by services, resolvers, handlers, jobs and routes only.',
};

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', '.data/', 'node_modules/', 'schema/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-template-curly-in-string': 'error',
      'no-promise-executor-return': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }],
      // consistent-type-imports stays off: decorators' metadata needs the classes themselves, and a type import has none.
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  {
    // An expression that backtracks takes quadratic time or worse over a text that somebody else has written.
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    files: ['src/**/*.ts', 'migrations/**/*.ts', 'test/**/*.ts', 'scripts/**/*.ts', 'ormconfig.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A promise that nobody waits for fails where nobody sees it.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
      // An assertion that changes nothing hides the one that does.
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
    },
  },
  {
    files: ['explorer/**/*.ts'],
    languageOptions: { parserOptions: { project: './explorer/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: { '@typescript-eslint/no-floating-promises': 'error' },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      // The log is structured, see src/shared; main.ts talks to the person who has started the server.
      'no-console': 'error',
      'no-restricted-properties': ['error', onlyConfigReadsTheEnvironment],
      'no-restricted-syntax': ['error', onlyTheDatabaseKnowsTheEngine],
    },
  },
  {
    files: ['src/modules/**/*.ts', 'src/demo/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', onlyTheDatabaseKnowsTheEngine, modulesAreLists, ...clocksMakeDays] },
  },
  {
    files: ['src/**/*.page.ts'],
    rules: {
      'no-restricted-syntax': ['error', onlyTheDatabaseKnowsTheEngine, ...clocksMakeDays, ...onlyHtmlMakesMarkup],
    },
  },
  {
    files: ['src/modules/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/index.ts', `**/*.{${mayCallServices}}.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns: [onlyServicesCallServices] }] },
  },
  { files: ['src/main.ts'], rules: { 'no-console': 'off' } },
  { files: ['src/config.ts'], rules: { 'no-restricted-properties': 'off', 'no-restricted-syntax': 'off' } },
  { files: ['src/shared/database/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
