import fc from 'fast-check';
import { statement as rule } from './xapi.schema';

/* For each rule, values that satisfy it and values that break it, in a statement and in a nested one. */

const uuid = '6690e6c9-3ef0-4ed3-8b37-7f3964730bee';
const person = { mbox: 'mailto:ada@example.com' };
const team = { objectType: 'Group', member: [person] };
const activity = { id: 'https://example.com/course' };
const verbs = 'http://adlnet.gov/expapi/verbs/';
const good = () => ({
  actor: { ...person },
  verb: { id: `${verbs}experienced` } as object,
  object: { ...activity } as object,
});
const moment = '2026-03-01T10:00:00Z';
const attached = {
  usageType: 'https://example.com/usage',
  display: { en: 'Badge' },
  contentType: 'image/png; q=1',
  length: 0,
  sha2: 'a'.repeat(64),
};
const question = (interactionType: string, more: object = {}) => ({ interactionType, ...more });
const options = [{ id: 'a', description: { en: 'A' } }, { id: 'b' }];

const noObjects = [null, 1, 'text', true, []];
const noTexts = [null, 1, true, {}, []];
const noIris = [...noTexts, '', 'no iri', 'ab=c://example.com'];
const noLanguageMaps = [...noObjects, { a12345678: 'x' }, { en: null }, { en: 1 }, { '': 'x' }];
const noExtensions = [...noObjects, { 'no iri': 1 }];
const noUuids = [...noTexts, 'x', `${uuid}0`, uuid.replace('6', 'g')];
const noAgents = [
  ...noObjects,
  {},
  { name: 'Ada' },
  { ...person, openid: 'https://ada.example.com' },
  { mbox: 'ada@example.com' },
  { mbox: 'mailto:example.com' },
  { mbox_sha1sum: 'x' },
  { openid: 'ada' },
  { account: {} },
  { account: { homePage: 'https://lms' } },
  { account: { name: 'ada' } },
  { account: { homePage: 'lms', name: 'ada' } },
  { account: { homePage: 'https://lms', name: '' } },
  { account: { homePage: 'https://lms', name: {} } },
  { ...person, name: 1 },
  { ...person, objectType: 'agent' },
  { ...person, other: 1 },
];
const agents = [
  person,
  { ...person, objectType: 'Agent', name: '' },
  { account: { homePage: 'https://lms', name: '4711' } },
  { openid: 'https://ada.example.com' },
  { mbox_sha1sum: 'a'.repeat(40) },
];
const noGroups = [
  ...noObjects,
  { objectType: 'Group' },
  { objectType: 'Group', member: person },
  { objectType: 'Group', member: [team] },
  { objectType: 'Group', member: [{}] },
  { objectType: 'group', member: [person] },
  { objectType: 'Group', ...person, openid: 'https://team.example.com' },
];
const groups = [team, { objectType: 'Group', ...person }, { ...team, ...person, name: 'Team' }];
const noActivities = [
  ...noIris.map((id) => ({ id })),
  {},
  { ...activity, objectType: 'activity' },
  { ...activity, name: 'x' },
];
const noMoments = [
  ...noTexts,
  'yesterday',
  '2026-02-30T10:00:00Z',
  '2026-02-29T10:00:00Z',
  '2026-13-01T10:00:00Z',
  '2026-11-20T24:00:00Z',
  '2026-11-20T10:60:00Z',
  '2026-11-20T10:00:00',
  '2026-11-20',
  '2026-11-20T10:00:00-00:00',
  '2026-11-20T10:00:00-0000',
  '2026-11-20T10:00:00-00',
  '2026-11-20T10:00:00+24:00',
  '0000-01-01T00:00:00Z',
];
const moments = [
  moment,
  '2024-02-29T23:59:59.123456+05:30',
  '2026-11-20T00:00Z',
  '2026-11-20T10:00:00-0800',
  '2026-11-20T10:00:00+00:00',
];

const rules: [place: string, valid: unknown[], invalid: unknown[]][] = [
  ['actor', [...agents, ...groups], [...noAgents, ...noGroups]],
  ['verb', [{ id: 'urn:verb', display: {} }, { id: 'urn:verb', display: { 'en-GB': 'x', tlh: '', 'zh-Hant-TW': 'x' } }], [...noObjects, {}, { id: 'urn:verb', name: 'x' }]],
  ['verb.id', ['urn:verb', 'HTTPS://example.com/ü'], noIris],
  ['verb.display', [{}, { en: 'x' }], noLanguageMaps],
  ['object', [activity, person, ...groups].map((each) => ('mbox' in each && !('objectType' in each) ? { objectType: 'Agent', ...each } : each)), [...noActivities, { objectType: 'Agent' }, { objectType: 'Group' }, { objectType: 'StatementRef' }, { objectType: 'StatementRef', id: 'not-a-uuid' }, { objectType: 'statementref', id: uuid }, { objectType: 1 }]],
  ['object.definition', [{}, { type: 'urn:type', moreInfo: 'https://example.com', name: { en: 'x' } }], [...noObjects, { extension: {} }]],
  ['object.definition.name', [{ en: 'x' }], noLanguageMaps],
  ['object.definition.description', [{ en: 'x' }], noLanguageMaps],
  ['object.definition.type', ['urn:type'], noIris],
  ['object.definition.moreInfo', ['https://example.com'], noIris],
  ['object.definition.extensions', [{}, { 'urn:x': null }, { 'urn:x': { deep: [null] } }], noExtensions],
  ['object.definition', [question('choice', { choices: options, correctResponsesPattern: ['a[,]b'] }), question('matching', { source: options, target: [] }), question('other')], [question('choiCe'), question('likert', { choices: options }), { choices: options }, question('choice', { choices: [{}] }), question('choice', { choices: [{ id: 1 }] }), question('choice', { choices: [...options, { id: 'a' }] }), question('choice', { choices: {} }), question('choice', { correctResponsesPattern: 'a' }), { correctResponsesPattern: ['a'] }]],
  ['result', [{}, { success: true, completion: false, response: '' }], noObjects],
  ['result.success', [true, false], [null, 'true', 1]],
  ['result.completion', [true, false], [null, 'false', 0]],
  ['result.response', ['', 'x'], noTexts],
  ['result.extensions', [{}, { 'urn:x': null }], noExtensions],
  ['result.duration', ['PT1H0M0S', 'P4W', 'P3Y1M29DT4H35M59.14S', 'PT0S', 'P1D'], [...noTexts, '', 'P', 'PT', 'P1DT', 'PA1H0M0S', 'P4W1D', '1H', 'PT1D', 'P1S', 'P-1D']],
  ['result.score', [{}, { scaled: -1 }, { raw: 5, min: 0, max: 10 }, { raw: 10, max: 10 }, { raw: -5 }], [...noObjects, { scaled: 1.01 }, { scaled: '1' }, { raw: '1' }, { raw: null }, { raw: Infinity }, { min: NaN }, { raw: 120, min: 0, max: 100 }, { raw: -1, min: 0 }, { min: 5, max: 1 }, { points: 1 }]],
  ['context', [{}, { registration: uuid }], [...noObjects, { other: 1 }]],
  ['context.registration', [uuid, uuid.toUpperCase()], noUuids],
  ['context.instructor', [...agents, ...groups], [...noAgents, ...noGroups]],
  ['context.team', groups, [...noGroups, person, { ...person, objectType: 'Agent' }]],
  ['context.contextActivities', [{}, { parent: activity, grouping: [activity], category: [], other: [activity, activity] }], [...noObjects, { parents: [] }, ...noActivities.map((each) => ({ parent: each })), ...noActivities.map((each) => ({ other: [activity, each] })), { category: [{ ...person, objectType: 'Agent' }] }]],
  ['context.revision', ['', '1'], noTexts],
  ['context.platform', ['LMS'], noTexts],
  ['context.language', ['en', 'tlh', 'de-CH-1996', 'x-own', 'i-klingon', 'sr-Latn-RS'], [...noTexts, '', 'e', 'a12345678', 'en_GB', 'en-']],
  ['context.statement', [{ objectType: 'StatementRef', id: uuid }], [...noObjects, { id: uuid }, { objectType: 'statementref', id: uuid }, ...noUuids.map((id) => ({ objectType: 'StatementRef', id }))]],
  ['context.extensions', [{}, { 'urn:x': '' }], noExtensions],
  ['timestamp', moments, noMoments],
  ['attachments', [[], [attached], [{ ...attached, description: { en: 'x' }, fileUrl: 'https://example.com/a' }]], [null, {}, 'x', [1], ['x'], [null], ...Object.keys(attached).map((name) => [{ ...attached, [name]: undefined }]), ...([['usageType', 'x'], ['display', 'x'], ['description', 1], ['contentType', 1], ['contentType', 'png'], ['length', '1'], ['length', -1], ['length', 1.5], ['sha2', 'x'], ['fileUrl', 'x'], ['size', 1]] as const).map(([name, value]) => [{ ...attached, [name]: value }])]],
]; // prettier-ignore

/** Rules for a whole statement only. */
const rulesOfTheWhole: typeof rules = [
  ['id', [uuid], noUuids],
  ['stored', moments, noMoments],
  ['version', ['1.0', '1.0.0', '1.0.9'], [...noTexts, '', '1', '0.9.9', '1.1.0', '2.0.0']],
  ['authority', [person, { objectType: 'Group', member: [person, { openid: 'https://app.example.com' }] }], [...noAgents, team, { objectType: 'Group', ...person }, { objectType: 'Group', ...person, member: [person, person] }, { objectType: 'Group', member: [person, person, person] }]],
  ['object', [{ objectType: 'StatementRef', id: uuid }, { objectType: 'SubStatement', ...good() }], [{ ...good() }, { objectType: 'substatement', ...good() }, { objectType: 'SubStatement', ...good(), object: { objectType: 'SubStatement', ...good() } }, ...['id', 'stored', 'version', 'authority'].map((name) => ({ objectType: 'SubStatement', ...good(), [name]: { id: uuid, stored: moment, version: '1.0.0', authority: person }[name] })), ...['actor', 'verb', 'object'].map((name) => ({ objectType: 'SubStatement', ...good(), [name]: undefined }))]],
]; // prettier-ignore

/** A valid statement except for the value at that place. */
function withValue(place: string, value: unknown): Record<string, unknown> {
  const made = good() as Record<string, unknown>;
  const names = place.split('.');
  let at = made;
  for (const name of names.slice(0, -1)) at = (at[name] ??= {}) as typeof made;
  at[names.at(-1)!] = value;
  // As parsed from JSON, except for numbers that JSON reads but does not write.
  return made;
}

const refused = (value: unknown) => {
  try {
    rule(value, []);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};
const within = (made: object) => ({ ...good(), object: { objectType: 'SubStatement', ...made } });

describe.each([...rules, ...rulesOfTheWhole])('%s', (place, valid, invalid) => {
  const places = rulesOfTheWhole.some(([, one]) => one === valid)
    ? [(made: object) => made]
    : [(made: object) => made, within];

  it('is accepted if it satisfies the rule', () => {
    for (const put of places)
      for (const value of valid) expect([value, refused(put(withValue(place, value)))]).toEqual([value, null]);
  });

  it('is refused if it breaks the rule, with its path', () => {
    for (const [index, put] of places.entries())
      for (const value of invalid) {
        const message = refused(put(withValue(place, value)));
        expect([value, message]).toEqual([value, expect.stringContaining(`${index ? 'object.' : ''}${place}`)]);
      }
  });

  it('is refused under a name with another case', () => {
    for (const put of places) {
      const name = place.replace(/.$/, (letter) => letter.toUpperCase());
      expect(refused(put(withValue(name, valid[0])))).toContain('is not a property of a statement');
    }
  });
});

it.each(['actor', 'verb', 'object'])('needs %s', (name) => {
  expect(refused({ ...good(), [name]: undefined })).not.toBeNull();
});

it.each([
  ['passed', { success: false }, true],
  ['passed', { success: true, completion: true }, false],
  ['passed', { success: false, completion: false, score: { scaled: 0.2 } }, true],
  ['failed', { success: true }, true],
  ['failed', { success: false }, false],
  ['completed', { completion: false }, true],
  ['completed', { completion: true, success: false }, false],
  ['experienced', { success: false }, false],
])('%s with %j contradicts itself: %s', (verb, result, contradicts) => {
  const made = { ...good(), verb: { id: verbs + verb }, result };
  for (const each of [made, within(made)]) expect(refused(each) !== null).toBe(contradicts);
});

it.each(['revision', 'platform'])('has a %s only about an activity', (name) => {
  const about = (object: object) => refused({ ...good(), object, context: { [name]: 'x' } });
  expect(about(activity)).toBeNull();
  expect(about({ ...activity, objectType: 'Activity' })).toBeNull();
  for (const object of [{ objectType: 'Agent', ...person }, team, { objectType: 'StatementRef', id: uuid }])
    expect(about(object)).toContain(`context.${name}`);
});

it('refuses null anywhere except in extensions', () => {
  const full = (): Record<string, unknown> => ({
    ...good(),
    result: { score: { scaled: 1 }, response: 'x' },
    context: { team, contextActivities: { parent: [activity] } },
    attachments: [attached],
  });
  const placesIn = (value: unknown): string[][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, each]) => [[name], ...placesIn(each).map((rest) => [name, ...rest])])
      : [];
  fc.assert(
    fc.property(fc.constantFrom(...placesIn(full())), (place) => {
      const made = structuredClone(full());
      let at = made;
      for (const name of place.slice(0, -1)) at = at[name] as typeof made;
      at[place.at(-1)!] = null;
      expect(refused(made)).not.toBeNull();
    }),
  );
});
