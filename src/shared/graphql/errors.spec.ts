import { GraphQLError } from 'graphql';
import pino from 'pino';
import { growthOf } from '../../../test/support/growth';
import {
  ConflictError,
  type DomainError,
  ForbiddenError,
  GateNotMetError,
  IllegalTransitionError,
  InvalidInputError,
  NotFoundError,
  RuleViolationError,
} from '../domain/errors';
import { formatError } from './errors';
import { userErrorsOf } from './user-errors';

describe('a top-level error', () => {
  const lines: { err?: { message?: string }; requestId?: string }[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  beforeEach(() => lines.splice(0));

  /** The error that a client receives for an error that a resolver threw. */
  const heard = (original: Error) => {
    const error = new GraphQLError(original.message, { originalError: original, path: ['partner'] });
    error.extensions.requestId = 'request-1';
    return formatError(error.toJSON(), error, { log, suggestions: true });
  };

  it.each<[Error, string]>([
    [new InvalidInputError('Too long.', ['input', 'name']), 'BAD_USER_INPUT'],
    [new ForbiddenError('No.'), 'FORBIDDEN'],
    [new NotFoundError('partner_x'), 'NOT_FOUND'],
  ])('of the domain keeps its message: %s', (original, code) => {
    const { field } = original as InvalidInputError;
    expect(heard(original)).toEqual({
      message: original.message,
      path: ['partner'],
      extensions: field.length > 0 ? { code, field } : { code },
    });
    expect(lines).toEqual([]);
  });

  it('of a bug reveals only the request id, which is also in the log', () => {
    const secret = 'SELECT passwordHash FROM user at /srv/app.js';
    expect(heard(new Error(secret))).toEqual({
      message: 'Something went wrong on our side.',
      path: ['partner'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1' },
    });
    expect(lines).toMatchObject([{ requestId: 'request-1', err: { message: secret } }]);
  });

  it.each(['ECONNREFUSED', 'PROTOCOL_CONNECTION_LOST', 'ETIMEDOUT'])(
    'of an unavailable database (%s) says that the request may be retried',
    (code) => {
      for (const lost of [{ code }, { driverError: { code } }]) {
        const answer = heard(Object.assign(new Error('connect 10.0.0.3:3306'), lost));
        expect(answer.extensions).toEqual({ code: 'SERVICE_UNAVAILABLE', requestId: 'request-1' });
        expect(JSON.stringify(answer)).not.toContain('10.0.0.3');
      }
    },
  );
});

describe('a message that GraphQL builds from client input', () => {
  const log = pino({ level: 'silent' });
  const heardOf = (message: string, suggestions: boolean) =>
    formatError(new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } }).toJSON(), null, {
      log,
      suggestions,
    }).message;

  it('repeats at most 200 characters of it', () => {
    const value = `Variable "$x" got invalid value "${'v'.repeat(500_000)}"; String cannot represent it.`;
    for (const suggestions of [true, false]) {
      const message = heardOf(value, suggestions);
      expect(message.match(/v/g)!.length).toBeLessThan(200);
      expect(message).toMatch(/^Variable "\$x" got invalid value .*String cannot represent it\.$/);
    }
    expect(heardOf(`${'v'.repeat(139)}\u{1f680}${'v'.repeat(500)}`, true).isWellFormed()).toBe(true);
  });

  it('has no suggestion if clients may not learn about the schema', () => {
    expect(heardOf('Cannot query field "nam". Did you mean "name"?', true)).toContain('Did you mean');
    expect(heardOf('Cannot query field "nam". Did you mean "name"?', false)).toBe('Cannot query field "nam".');
    expect(heardOf('Is "Did you mean " a name?', false)).toBe('Is "');
  });

  it('is scanned once, however often it suggests something', () => {
    // A pattern that backtracks at each suggestion costs a hundred times as much for ten times as many.
    for (const end of ['" is no value.', '?']) {
      expect(growthOf((times) => heardOf(`"${'Did you mean '.repeat(times)}${end}`, false), 500)).toBeLessThan(40);
    }
  });
});

describe('a user error', () => {
  it.each<[DomainError, object]>([
    [new NotFoundError('partner_x'), { code: 'NOT_FOUND', field: ['id'] }],
    [new ForbiddenError('No.'), { code: 'FORBIDDEN', field: null }],
    [new ConflictError('partner_x', 7), { code: 'CONFLICT', field: ['version'], currentVersion: 7 }],
    [
      new IllegalTransitionError('admit', 'ACTIVE', ['suspend']),
      { code: 'ILLEGAL_TRANSITION', from: 'ACTIVE', action: 'admit', allowed: ['suspend'] },
    ],
    [
      new RuleViolationError('name-taken', 'Taken.', ['by another'], ['input', 'name']),
      { code: 'RULE_VIOLATION', rule: 'name-taken', details: ['by another'], field: ['input', 'name'] },
    ],
  ])('carries the details of the domain error: %s', (error, expected) => {
    const errors = userErrorsOf(error);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ ...expected, message: error.message });
  });

  it('is one of several if several inputs are wrong', () => {
    const error = new InvalidInputError('One.', ['a'], [new InvalidInputError('Two.', ['b'])]);
    expect(userErrorsOf(error).map(({ message, field }) => [message, field])).toEqual([
      ['One.', ['a']],
      ['Two.', ['b']],
    ]);
  });

  it('of a gate carries the unmet criteria with their evidence', () => {
    const criterion = {
      code: 'members',
      description: 'Certified members',
      required: '2',
      observed: null,
      met: false,
      gap: 'Certified members: not known',
      waived: false,
      waiverReason: null,
      evidence: ['certification_x'],
    };
    const [error] = userErrorsOf(new GateNotMetError('to ASSISTED', [criterion]));
    expect(error).toMatchObject({ code: 'GATE_NOT_MET', criteria: [criterion] });
    expect(error!.message).toBe('The gate to ASSISTED is not met: Certified members: not known.');
  });
});
