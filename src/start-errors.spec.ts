import { readConfig, StartError } from './config';
import { UnfitDatabaseError } from './shared/database/unfit';
import { explained } from './start-errors';

const embedded = readConfig({ DATA_DIR: '/var/lib/trellis' });
const remote = readConfig({ DATABASE_URL: 'mysql://trellis:hunter2@db:3307/weave', DATA_DIR: '/var/lib/trellis' });
const failure = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

describe('an error of the start', () => {
  it.each([
    ['a port in use', remote, failure('EADDRINUSE', { syscall: 'listen' }), /^PORT=4000: .* listens .* free port/],
    ['a port of the system', remote, failure('EACCES', { syscall: 'listen' }), /^PORT=4000: .* 1024/],
    ['an address of another machine', remote, failure('EADDRNOTAVAIL', { syscall: 'listen' }), /^HOST="127.0.0.1": /],
    [
      'a host that has no address',
      embedded,
      failure('ENOTFOUND', { syscall: 'getaddrinfo', hostname: '127.0.0.1' }),
      /^HOST=/,
    ],
    ['no database there', remote, failure('ECONNREFUSED'), /^DATABASE_URL=.*no database answers at db:3307/],
    ['no host of that name', remote, failure('ENOTFOUND', { hostname: 'db' }), /^DATABASE_URL=.*correct the address/],
    ['a wrong password', remote, failure('ER_ACCESS_DENIED_ERROR'), /^DATABASE_URL=.*refuses the user trellis/],
    ['no database of that name', remote, failure('ER_BAD_DB_ERROR'), /^DATABASE_URL=.*CREATE DATABASE `weave`/],
    ['a cause inside', remote, new Error('x', { cause: failure('ETIMEDOUT') }), /^DATABASE_URL=/],
    ['a folder it may not write', embedded, failure('EACCES', { path: '/var/lib/trellis/files' }), /^DATA_DIR="\/var/],
    ['a database that cannot be opened', embedded, failure('SQLITE_CANTOPEN'), /^DATA_DIR=.*cannot be written/],
    ['a database of a newer release', remote, new UnfitDatabaseError('It is newer.'), /^DATABASE_URL: It is newer\.$/],
    [
      'a folder of another process',
      embedded,
      new UnfitDatabaseError('DATA_DIR=/x: is used.'),
      /^DATA_DIR=\/x: is used\.$/,
    ],
    ['a file that is no database', embedded, failure('SQLITE_NOTADB'), /^DATA_DIR=.*damaged/],
  ])('names the variable and what to do for %s', (_what, config, error, expected) => {
    const result = explained(error, config);
    expect(result).toBeInstanceOf(StartError);
    expect((result as Error).message).toMatch(expected);
    expect((result as Error).message).not.toContain('hunter2');
  });

  it.each([
    ['of its own words', new StartError('Told already.')],
    ['that nobody foresaw', new TypeError('x is not a function')],
    ['of a file elsewhere', failure('EACCES', { path: '/etc/shadow' })],
  ])('%s stays as it is', (_what, error) => {
    expect(explained(error, embedded)).toBe(error);
  });
});
