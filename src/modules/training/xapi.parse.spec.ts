import fc from 'fast-check';
import { DomainError } from '../../shared/domain/errors';
import { newId } from '../../shared/domain/ids';
import { parseStatements, personOf } from './xapi.parse';
import { isSupported } from './xapi.schema';

const good = {
  actor: { mbox: 'mailto:Ada@Example.com', name: 'Ada' },
  verb: { id: 'http://adlnet.gov/expapi/verbs/passed', display: { en: 'passed' } },
  object: { id: 'urn:trellis:course:1', definition: { name: { en: 'Course' } } },
};

describe('a statement', () => {
  it('is parsed into what matters here, and kept as sent except for what the server sets', () => {
    const id = '6690E6C9-3EF0-4ED3-8B37-7F3964730BEE';
    const ours = { stored: '2020-01-01T00:00:00Z', authority: { mbox: 'mailto:a@b' }, version: '1.0.0' };
    const timestamp = '2026-03-01T12:00:00+02:00';
    expect(parseStatements({ id, ...good, timestamp, ...ours })).toEqual([
      {
        id: id.toLowerCase(),
        person: 'ada@example.com',
        verbId: good.verb.id,
        activityId: good.object.id,
        timestamp: new Date('2026-03-01T10:00:00Z'),
        body: { ...good, timestamp },
      },
    ]);
  });

  it.each([
    ['a person', { objectType: 'Agent', mbox: 'mailto:a@b' }],
    ['a group', { objectType: 'Group', member: [] }],
    ['another statement', { objectType: 'StatementRef', id: '6690e6c9-3ef0-4ed3-8b37-7f3964730bee' }],
  ])('about %s has no activity', (_what, object) => {
    expect(parseStatements({ ...good, object })[0]!.activityId).toBe('');
  });

  const userId = newId('user');
  it.each([
    [{ mbox: 'mailto:A@B.c' }, 'a@b.c'],
    [{ mbox: 'mailto:a@\u200b\uff22.c\u00ad' }, 'a@b.c'],
    [{ account: { homePage: 'https://lms', name: 'A@B.c' } }, 'a@b.c'],
    [{ account: { homePage: 'https://lms', name: 'A@\u200bB.c' } }, 'a@b.c'],
    [{ account: { homePage: 'https://lms', name: userId } }, userId],
    [{ account: { homePage: 'https://lms', name: '4711' } }, 'https://lms 4711'],
    [{ mbox_sha1sum: 'EBD31E95054C018B10727CCFFD2EF2EC3A016EE9' }, 'sha1:ebd31e95054c018b10727ccffd2ef2ec3a016ee9'],
    [{ openid: 'https://ada.example.com/' }, 'https://ada.example.com/'],
    [{ objectType: 'Group', member: [{ mbox: 'mailto:a@b.c' }] }, 'group'],
    [{ objectType: 'Group', mbox: 'mailto:team@b.c' }, 'team@b.c'],
  ])('by %j has the actor %s', (actor, person) => {
    expect(personOf(actor, ['actor'])).toBe(person);
  });

  it('names the path of a fault', () => {
    expect(() => parseStatements([good, { ...good, verb: {} }])).toThrow('1.verb.id is missing.');
    expect(() => parseStatements({ ...good, result: { score: { scaled: 2 } } })).toThrow(
      'result.score.scaled must be a number from -1 to 1.',
    );
  });

  it('is accepted or refused with a reason, for any input', () => {
    const near = fc.record(
      {
        id: fc.oneof(fc.uuid(), fc.string()),
        actor: fc.oneof(fc.constant(good.actor), fc.object()),
        verb: fc.oneof(fc.constant(good.verb), fc.object()),
        object: fc.oneof(fc.constant(good.object), fc.object()),
        result: fc.oneof(fc.constant({ success: true }), fc.object()),
        timestamp: fc.oneof(fc.constant('2026-03-01T10:00:00Z'), fc.string()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(near, fc.anything()), (input) => {
        try {
          for (const { person, verbId } of parseStatements(input))
            expect(Math.max(person.length, verbId.length)).toBeLessThanOrEqual(500);
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
        }
      }),
    );
  });
});

it.each([
  ['1.0.3', true],
  ['1.0', true],
  ['1.0.0', true],
  ['1.1.0', false],
  ['0.95', false],
  ['1.0.x', false],
  ['', false],
])('the version %j is supported: %s', (version, supported) => {
  expect(isSupported(version)).toBe(supported);
});

describe('an actor with a very long name', () => {
  it.each([
    ['an address of @', { mbox: `mailto:${'@'.repeat(60_000)}` }],
    ['an account of @', { account: { homePage: 'https://lms.example', name: '@'.repeat(60_000) } }],
    ['an address that is longer when normalized', { mbox: `mailto:a@${'\ufdfa'.repeat(100)}` }],
    ['an IRI of letters', { openid: 'a'.repeat(60_000) }],
  ])('is refused by its length before any expression matches it: %s', (_what, actor) => {
    expect(() => personOf(actor, ['actor'])).toThrow('is longer than 500 characters');
  });

  it('is described in a message that does not repeat it', () => {
    const unknown = { ...good, ['x'.repeat(500_000)]: 1 };
    expect(() => parseStatements(unknown)).toThrow(/^x{200}… is not a property of a statement\.$/);
  });

  it.each(['1899-12-31T23:59:59Z', '9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z'])(
    'is refused with a timestamp like %s',
    (timestamp) => {
      expect(() => parseStatements({ ...good, timestamp })).toThrow('from 1900-01-01 to 2200-12-31');
    },
  );
});
