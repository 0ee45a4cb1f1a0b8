// A jest runtime that loads the program once per worker instead of once per end-to-end file: Node's own `require` loads what is
// under src, migrations and node_modules; jest loads tests and their support as usual. A file creates its own database, server
// and clock. `jest.mock` has no effect on modules of the program.

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
