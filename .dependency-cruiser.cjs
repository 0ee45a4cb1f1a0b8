// Who may import whom: the rules of the architecture, as `npm run boundaries` checks them.
// A module is a folder of src/modules; its index.ts is the door through which the others come in.

const BY_TESTS = '[.](spec|e2e)[.]ts$';
// Formulas, lifecycles and the actions that these name, and the pure kernel that they stand on.
const PURE = '[.](lifecycle|formula|actions)[.]ts$';
// Entities, and the doors through which an entity of another module is reached.
const MAY_STAND_IN_A_CIRCLE = '([.]entity|^src/modules/[^/]+/index)[.]ts$';
// These name the record that something is done to, as a type.
const ACTIONS = '[.]actions[.]ts$';
// A circle with a type in it does not exist when the program runs.
const REAL = { dependencyTypesNot: ['type-only'] };

// From upstream to downstream, as in src/schema.ts.
const MODULES = [
  'identity',
  'catalog',
  'customers',
  'documents',
  'partners',
  'training',
  'assessments',
  'projects',
  'sow',
  'time',
  'performance',
  'oversight',
  'assisted-delivery',
  'alliances',
  'relationship',
  'incentives',
  'scorecards',
];

// What a file is for is the last word of its name. Each layer may import itself and those before it.
const words = (text) => text.split(' ');
const LAYERS = [
  {
    name: 'records',
    roles: words('entity inputs types lifecycle formula actions facts'),
    why: 'What is stored, taken in, shown and computed is understood without knowing how it is found or changed.',
  },
  {
    name: 'rules',
    roles: words(
      'policy relations filter rules checks steps visibility parse schema negotiation credential links form page pdf storage',
    ),
    why: 'Who may do what, what belongs together and what is printed can be read at a sitting: it queries nothing.',
  },
  {
    name: 'readers',
    roles: words('reader inbox metrics publish effect progress pages csv xlsx ticket worker'),
    why: 'A read never goes through a service that writes: it changes nothing, wherever it is called from.',
  },
  {
    name: 'services',
    roles: words('service matching runner repair'),
    why: 'A service works the same for a job, a script and a request.',
  },
  {
    name: 'entry-points',
    roles: words('resolver handlers jobs routes'),
    why: 'Requests, facts and the clock come in here.',
  },
];
const filesOf = (...layers) => `[.](${layers.flatMap(({ roles }) => roles).join('|')})[.]ts$`;
const [, , , SERVICES, ENTRY_POINTS] = LAYERS;
// The lists of what a folder and a module bring.
const LISTS = '/(part|module)[.]ts$';
const DOORS = '/(part|module|index)[.]ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'shared-knows-no-module',
      comment: 'The kernel is what modules stand on. What it needs to know of them, they register with it.',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { path: '^src/(modules/|[^/]+[.]ts$)', pathNot: '^src/config[.]ts$' },
    },
    ...MODULES.slice(0, -1).map((name, index) => ({
      name: `${name}-knows-nothing-downstream`,
      comment:
        'A module imports what stands above it in the list of modules. What it needs from below is contributed to it: ' +
        'blockers, checks, answers, filters, relations, readers of facts.',
      severity: 'error',
      from: { path: `^src/modules/${name}/`, pathNot: BY_TESTS },
      to: { path: `^src/modules/(${MODULES.slice(index + 1).join('|')})/` },
    })),
    {
      name: 'modules-in-the-list',
      comment: 'A new module has a place in the order.',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/', pathNot: `^src/modules/(${MODULES.join('|')})/` },
      to: {},
    },
    {
      name: 'modules-through-the-door',
      comment:
        "Another module's index.ts says what others may use; the rest can change without asking anybody. Only formulas " +
        'import the formula or lifecycle itself: the door leads to everything, and they stay pure.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/', pathNot: [BY_TESTS, PURE] },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index[.]ts$'] },
    },
    {
      name: 'pure-ones-through-the-door-or-to-pure-ones',
      comment: 'The same for formulas, lifecycles and actions, which may import those of other modules.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/.*' + PURE },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index[.]ts$', PURE] },
    },
    {
      name: 'no-way-back-through-the-door',
      comment: 'Inside a module, import the file itself: through the own index.ts, everything imports everything.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/.+', pathNot: BY_TESTS },
      to: { path: '^src/modules/$1/index[.]ts$' },
    },
    {
      name: 'pure-stays-pure',
      comment:
        'Lifecycles, actions and formulas can be read, and tested exhaustively, because nothing but their arguments counts: ' +
        'they import the pure kernel and each other. A type leaves nothing behind, and may come from anywhere in the module; ' +
        'a hash depends on nothing but its argument.',
      severity: 'error',
      from: { path: PURE },
      to: {
        pathNot: ['^src/shared/domain/', PURE, '^node_modules/decimal[.]js/', '^crypto$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'domain-kernel-stays-pure',
      comment: 'Ids, money, dates, lifecycles and metrics know no database, no GraphQL and no Node.',
      severity: 'error',
      from: { path: '^src/shared/domain/', pathNot: BY_TESTS },
      to: {
        path: ['^src/', '^node_modules/(typeorm|type-graphql|graphql|fastify|@apollo|mysql2|better-sqlite3)/'],
        pathNot: '^src/shared/domain/',
      },
    },
    ...LAYERS.slice(0, -1).map((layer, index) => ({
      name: `${layer.name}-know-no-later-layer`,
      comment: `Resolver → service → reader → rules → records, never back. ${layer.why}`,
      severity: 'error',
      from: { path: `^src/.*${filesOf(layer)}` },
      to: { path: filesOf(...LAYERS.slice(index + 1)) },
    })),
    {
      name: 'tools-know-no-service',
      comment: 'A file without a role helps any layer. What it did through a service, readers would do through it.',
      severity: 'error',
      from: { path: '^src/modules/.*/[^/.]+[.]ts$', pathNot: DOORS },
      to: { path: filesOf(SERVICES, ENTRY_POINTS) },
    },
    {
      name: 'roles-in-the-list',
      comment: 'A new role has a layer, or no rule would look at its files.',
      severity: 'error',
      from: { path: '^src/modules/.*/[^/]+[.][^/.]+[.]ts$', pathNot: [BY_TESTS, '[.]d[.]ts$', filesOf(...LAYERS)] },
      to: {},
    },
    {
      name: 'entry-points-are-registered',
      comment: 'Resolvers, handlers, jobs, routes and relations stand in a list of their module. Nothing calls them.',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: [BY_TESTS, LISTS] },
      to: { path: `^src/modules/.*[.](${[...ENTRY_POINTS.roles, 'relations'].join('|')})[.]ts$` },
    },
    {
      name: 'parts-through-their-module',
      comment:
        'A part lists what a folder brings, for the list of its module. Imported elsewhere, it brings everything.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/modules/[^/]+/module[.]ts$' },
      to: { path: '^src/modules/.*/part[.]ts$' },
    },
    {
      name: 'modules-through-the-schema',
      comment: 'src/schema.ts holds the one list of modules.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/schema[.]ts$' },
      to: { path: '^src/modules/[^/]+/module[.]ts$' },
    },
    {
      name: 'no-database-in-resolvers',
      comment: 'A resolver is one line per operation. A repository or SQL in it would pass by policy and transaction.',
      severity: 'error',
      from: { path: '[.]resolver[.]ts$' },
      to: { path: '^node_modules/(typeorm|mysql2|better-sqlite3)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'engines-in-one-place',
      comment: 'Only src/shared/database knows which engine is running; nothing else has to be tried on a third one.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '^src/shared/database/' },
      to: { path: '^node_modules/(@types/)?(better-sqlite3|mysql2)/' },
    },
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other are one file. Upstream states facts, downstream listens: that is how modules ' +
        'get along without a circle.',
      severity: 'error',
      from: { path: '^src/', pathNot: MAY_STAND_IN_A_CIRCLE },
      to: { circular: true, viaOnly: REAL },
    },
    {
      name: 'entity-cycles-of-entities-only',
      comment: 'Relations go both ways, so entities may stand in a circle, but only with other entities.',
      severity: 'error',
      from: { path: MAY_STAND_IN_A_CIRCLE },
      to: { circular: true, via: { pathNot: MAY_STAND_IN_A_CIRCLE }, viaOnly: REAL },
    },
    {
      name: 'no-cycles-of-types',
      comment:
        'What two files need of each other, if only as a type, has a file of its own. An action names the record that it ' +
        'is done to, so the circle of record, lifecycle and actions stays.',
      severity: 'error',
      from: { path: '^src/(modules|demo)/', pathNot: [MAY_STAND_IN_A_CIRCLE, ACTIONS] },
      to: { circular: true, viaOnly: { pathNot: ACTIONS } },
    },
    {
      name: 'no-development-packages',
      comment: 'What runs in production is a dependency, not a devDependency.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: BY_TESTS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment: 'A path that leads nowhere, or a package that package.json does not name.',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Types too: an entity that mentions a service in a type knows it.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
