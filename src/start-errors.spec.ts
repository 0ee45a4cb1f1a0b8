import { readConfig, StartError } from './config';
import { UnfitDatabaseError } from './shared/database/unfit';
import { explained } from './start-errors';

const embedded = readConfig({ DATA_DIR: '/var/lib/trellis' });
const remote = readConfig({ DATABASE_URL: 'mysql://trellis:hunter2@db:3307/weave', DATA_DIR: '/var/lib/trellis' });
const failure = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

describe('an error at the start', () => {
  it.each([
    ['a port in use', remote, failure('EADDRINUSE', { syscall: 'listen' }), /^PORT=4000: .* listens .* free port/],
    ['a privileged port', remote, failure('EACCES', { syscall: 'listen' }), /^PORT=4000: .* 1024/],
    ['an address of another machine', remote, failure('EADDRNOTAVAIL', { syscall: 'listen' }), /^HOST="127.0.0.1": /],
    [
      'a host that does not resolve',
      embedded,
      failure('ENOTFOUND', { syscall: 'getaddrinfo', hostname: '127.0.0.1' }),
      /^HOST=/,
    ],
    ['an unreachable database', remote, failure('ECONNREFUSED'), /^DATABASE_URL=.*no database answers at db:3307/],
    [
      'an unknown database host',
      remote,
      failure('ENOTFOUND', { hostname: 'db' }),
      /^DATABASE_URL=.*correct the address/,
    ],
    ['a wrong password', remote, failure('ER_ACCESS_DENIED_ERROR'), /^DATABASE_URL=.*refuses the user trellis/],
    ['a missing database', remote, failure('ER_BAD_DB_ERROR'), /^DATABASE_URL=.*CREATE DATABASE `weave`/],
    ['a nested cause', remote, new Error('x', { cause: failure('ETIMEDOUT') }), /^DATABASE_URL=/],
    [
      'a folder that is not writable',
      embedded,
      failure('EACCES', { path: '/var/lib/trellis/files' }),
      /^DATA_DIR="\/var/,
    ],
    ['a database that cannot be opened', embedded, failure('SQLITE_CANTOPEN'), /^DATA_DIR=.*cannot be written/],
    ['a database of a newer release', remote, new UnfitDatabaseError('It is newer.'), /^DATABASE_URL: It is newer\.$/],
    [
      'a folder in use by another process',
      embedded,
      new UnfitDatabaseError('DATA_DIR=/x: is used.'),
      /^DATA_DIR=\/x: is used\.$/,
    ],
    ['a file that is not a database', embedded, failure('SQLITE_NOTADB'), /^DATA_DIR=.*damaged/],
  ])('names the variable and the remedy for %s', (_what, config, error, expected) => {
    const result = explained(error, config);
    expect(result).toBeInstanceOf(StartError);
    expect((result as Error).message).toMatch(expected);
    expect((result as Error).message).not.toContain('hunter2');
  });

  it.each([
    ['with its own message', new StartError('Told already.')],
    ['that is unexpected', new TypeError('x is not a function')],
    ['of a file elsewhere', failure('EACCES', { path: '/etc/shadow' })],
  ])('%s is left unchanged', (_what, error) => {
    expect(explained(error, embedded)).toBe(error);
  });
});
