// A jest runtime that loads the program once for all end-to-end files of a worker, instead of anew for each of them: what
// is under src, migrations and node_modules comes from Node's own `require`, tests and their support from jest as always.
// What a file needs fresh it makes itself: a database, a server, a clock. It cannot `jest.mock` what it does not load.

const { createRequire, isBuiltin } = require('node:module');
const { dirname, join, sep } = require('node:path');
const { default: Runtime } = require('jest-runtime');

require('@swc-node/register');

const tests = join(dirname(__dirname), sep);

module.exports = class OneLoad extends Runtime {
  constructor(config, environment, ...others) {
    super(config, environment, ...others);
    // A file has globals of its own, and what the program makes has to be an instance of what the file names.
    Object.assign(environment.global, { Date, Error, Map, RangeError, RegExp, Set, SyntaxError, TypeError });
  }

  requireModuleOrMock(from, name) {
    if (isBuiltin(name) || name === '@jest/globals') return super.requireModuleOrMock(from, name);
    const load = createRequire(from);
    return load.resolve(name).startsWith(tests) ? super.requireModuleOrMock(from, name) : load(name);
  }
};
