import { QueryFailedError } from 'typeorm';
import { type Failure, failureOf, failuresByCode, failuresByNumber } from './failure';
import { isNothingDone, isUnavailable, UnavailableError } from './unavailable';

/** A driver error as the ORM wraps it. */
const failed = (properties: object) => new QueryFailedError('SELECT 1', [], Object.assign(new Error(''), properties));

describe('the failures of a database', () => {
  it.each<[Failure, number[]]>([
    ['REPEAT', [1213, 1205, 1020, 8002, 8005, 8022, 8028, 9007]],
    ['BUSY', [1040, 1203, 1969, 3024, 9003]],
    ['AWAY', [1047, 1053, 1290, 1836, 1927, 9001, 9002, 9005]],
  ])('are %s by their numbers', (failure, numbers) => {
    for (const errno of numbers)
      expect([errno, failureOf(failed({ errno, code: 'UNKNOWN' }))]).toEqual([errno, failure]);
  });

  it.each<[Failure, string[]]>([
    ['REPEAT', ['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED']],
    ['AWAY', ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'PROTOCOL_CONNECTION_LOST']],
  ])('are %s by their codes', (failure, codes) => {
    for (const code of codes) expect([code, failureOf(failed({ code }))]).toEqual([code, failure]);
  });

  it('are all reported as unavailable', () => {
    for (const errno of failuresByNumber.keys()) expect(isUnavailable(failed({ errno }))).toBe(true);
    for (const code of failuresByCode.keys()) expect(isUnavailable(failed({ code }))).toBe(true);
    expect(isUnavailable(new UnavailableError('busy'))).toBe(true);
  });

  it('are recognized on a connection that has ended, for which the driver gives no code', () => {
    expect(failureOf(failed({ fatal: true }))).toBe('AWAY');
  });

  it('are found inside wrapping errors, and never by their message', () => {
    expect(failureOf({ driverError: { errno: 1047 } })).toBe('AWAY');
    for (const words of [
      'SQLITE_BUSY: database is locked',
      'Deadlock found',
      'Queue limit reached.',
      'in closed state',
    ]) {
      expect([words, failureOf(new Error(words))]).toEqual([words, null]);
    }
  });

  it('are not treated as overload if the statement or the data are wrong', () => {
    for (const errno of [1062, 1064, 1146, 1451, 1452, 1366]) expect(failureOf(failed({ errno }))).toBeNull();
    for (const value of [null, undefined, 'ECONNREFUSED', 1213]) expect(failureOf(value)).toBeNull();
  });

  it('leave it open whether a commit arrived only if the connection or the server was lost', () => {
    expect(isNothingDone(failed({ code: 'ECONNRESET' }))).toBe(false);
    expect(isNothingDone(failed({ errno: 1047 }))).toBe(false);
    for (const error of [new UnavailableError('busy'), failed({ errno: 1969 }), failed({ errno: 1213 })]) {
      expect(isNothingDone(error)).toBe(true);
    }
  });
});
