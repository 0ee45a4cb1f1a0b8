import { addDays } from '../../../src/shared/domain/dates';
import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import { givenAdmittedPartner, givenProgramme } from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

const certified = (changes: object = {}) => ({
  code: 'certified',
  label: 'A certification',
  source: 'certificationEarned',
  kind: 'EARNED',
  unit: 'POINTS',
  value: 'FIXED',
  rate: 10,
  credits: [{ beneficiary: 'PARTNER', percent: 100 }],
  ...changes,
});

const late = (changes: object = {}) => ({
  code: 'late',
  label: 'A late milestone',
  source: 'milestoneAccepted',
  condition: 'daysLate > 0',
  kind: 'PENALTY',
  unit: 'MONEY',
  value: 'PERCENT',
  rate: 1,
  quantity: 'contractValue * min(ceil(daysLate / 7), 10)',
  credits: [{ beneficiary: 'PARTNER', percent: 100 }],
  ...changes,
});

const content = (changes: object = {}) => ({
  name: 'Rewards 2027',
  rules: [certified()],
  appealDays: 30,
  responseDays: 14,
  ...changes,
});
const input = (changes: object = {}) => ({ input: content(changes) });
const rule = (changes: object) => input({ rules: [certified(changes)] });

const complete = `incentiveScheme {
  id version name number status effectiveOn publishedAt publishedBy { id } appealDays responseDays notes
  payoutMinimums { amount currencyCode } sanctionLadder { penaltyPoints sanctions months severity }
  rules {
    code label source condition kind unit currencyCode value rate quantity tiers { from rate } tierMode tierBasis
    countedOver cap { amount period } credits { beneficiary percent } hold
  }
  availableActions { name allowed blockedBy { code } }
}`;
const brief = 'incentiveScheme { id version status number }';

describe('incentive schemes', () => {
  let app: TestApp;
  let manager: Client;
  let analyst: Client;
  let partnerId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    analyst = await app.as(Role.ANALYST);
    await givenProgramme(app);
    partnerId = (await givenAdmittedPartner(app)).id;
  });
  afterAll(() => app.stop());

  const draft = (changes: object = {}): Promise<any> => manager.done('incentiveSchemeDraft', input(changes), brief);
  /** A day that no scheme has yet. */
  let days = 0;
  const nextDay = () => addDays(app.clock.today(), days++);
  const publish = async (changes: object = {}): Promise<any> => {
    const { id, version } = await draft(changes);
    const args = { id, version, effectiveOn: nextDay() };
    return manager.done('incentiveSchemePublish', args, 'incentiveScheme { id version status number effectiveOn }');
  };

  describe('incentiveSchemeDraft', () => {
    it('keeps every field', async () => {
      const rules = [
        certified({
          condition: 'offeringId != null',
          rate: '2.50',
          cap: { amount: 100, period: 'QUARTER' },
          credits: [
            { beneficiary: 'PARTNER', percent: '66.67' },
            { beneficiary: 'MEMBER', percent: '33.33' },
          ],
        }),
        late({ currencyCode: 'EUR', cap: { amount: '5000.00', period: 'YEAR' }, hold: 'UNTIL_ACCEPTED' }),
        certified({
          code: 'volume',
          source: 'projectClosed',
          unit: 'MONEY',
          currencyCode: 'EUR',
          value: 'PER_UNIT',
          rate: null,
          quantity: 'contractValue / 1000',
          tiers: [
            { from: 0, rate: 1 },
            { from: 100, rate: '1.5' },
          ],
          tierMode: 'MARGINAL',
          countedOver: 'YEAR',
        }),
      ];
      const given = {
        rules,
        notes: 'By the board.',
        payoutMinimums: [{ amount: '50.00', currencyCode: 'EUR' }],
        sanctionLadder: [
          { penaltyPoints: 30, months: 6, severity: 'MINOR' },
          { sanctions: 2, months: 12, severity: 'MAJOR' },
        ],
      };
      const made = await manager.done('incentiveSchemeDraft', input(given), complete);
      expect(made).toMatchObject({
        version: 1,
        name: 'Rewards 2027',
        number: null,
        status: 'DRAFT',
        effectiveOn: null,
        publishedAt: null,
        publishedBy: null,
        appealDays: 30,
        responseDays: 14,
        notes: 'By the board.',
        payoutMinimums: [{ amount: '50', currencyCode: 'EUR' }],
        sanctionLadder: [
          { penaltyPoints: '30', sanctions: null, months: 6, severity: 'MINOR' },
          { penaltyPoints: null, sanctions: 2, months: 12, severity: 'MAJOR' },
        ],
        availableActions: [
          { name: 'incentiveSchemeUpdate', allowed: true, blockedBy: [] },
          { name: 'incentiveSchemePublish', allowed: true, blockedBy: [] },
          { name: 'incentiveSchemeDiscard', allowed: true, blockedBy: [] },
        ],
      });
      expect(made.rules).toEqual([
        {
          ...{ code: 'certified', label: 'A certification', source: 'certificationEarned', kind: 'EARNED' },
          ...{ condition: 'offeringId != null', unit: 'POINTS', currencyCode: null, value: 'FIXED', rate: '2.5' },
          ...{ quantity: null, tiers: [], tierMode: null, tierBasis: null, countedOver: 'OCCURRENCE', hold: 'NONE' },
          cap: { amount: '100', period: 'QUARTER' },
          credits: [
            { beneficiary: 'PARTNER', percent: '66.67' },
            { beneficiary: 'MEMBER', percent: '33.33' },
          ],
        },
        {
          ...{ code: 'late', label: 'A late milestone', source: 'milestoneAccepted', kind: 'PENALTY' },
          ...{ condition: 'daysLate > 0', unit: 'MONEY', currencyCode: 'EUR', value: 'PERCENT', rate: '1' },
          ...{ quantity: 'contractValue * min(ceil(daysLate / 7), 10)', tiers: [], tierMode: null, tierBasis: null },
          ...{ countedOver: 'OCCURRENCE', hold: 'UNTIL_ACCEPTED', cap: { amount: '5000', period: 'YEAR' } },
          credits: [{ beneficiary: 'PARTNER', percent: '100' }],
        },
        {
          ...{ code: 'volume', label: 'A certification', source: 'projectClosed', kind: 'EARNED', condition: null },
          ...{ unit: 'MONEY', currencyCode: 'EUR', value: 'PER_UNIT', rate: null, quantity: 'contractValue / 1000' },
          tiers: [
            { from: '0', rate: '1' },
            { from: '100', rate: '1.5' },
          ],
          ...{ tierMode: 'MARGINAL', tierBasis: null, countedOver: 'YEAR', cap: null, hold: 'NONE' },
          credits: [{ beneficiary: 'PARTNER', percent: '100' }],
        },
      ]);
      expect(await app.factsAbout(made.id)).toEqual(['IncentiveSchemeDrafted']);
      expect(await app.historyOf(made.id)).toEqual(['incentiveSchemeDraft']);
      const copy = await manager.done('incentiveSchemeDraft', { fromId: made.id }, complete);
      expect(copy).toEqual({ ...made, id: copy.id });
    });

    it.each<[string, object, (string | number)[], string]>([
      ['an unknown source', { source: 'dealWon' }, ['source'], 'There is no source dealWon. Pick one of: '],
      [
        'an unknown name, at its place',
        { condition: 'offeringId == "a" &&\n offering == "b"' },
        ['condition'],
        'There is no name `offering`; names here: offeringId. Found at line 2, column 2.',
      ],
      ['a condition that is a number', { condition: '1 + 1' }, ['condition'], 'gives true or false'],
      ['a quantity of a fixed value', { quantity: '1' }, ['quantity'], 'has no quantity'],
      ['no quantity of a value per unit', { value: 'PER_UNIT' }, ['quantity'], 'Give the quantity'],
      ['a quantity that is a text', { value: 'PER_UNIT', quantity: 'offeringId' }, ['quantity'], 'gives a number'],
      ['points in percent', { value: 'PERCENT', quantity: '1' }, ['unit'], 'Pick MONEY'],
      ['points in a currency', { currencyCode: 'EUR' }, ['currencyCode'], 'no currency'],
      ['money without a currency', { unit: 'MONEY' }, ['currencyCode'], 'Name the currency'],
      ['held points', { hold: 'UNTIL_PAID' }, ['hold'], 'not paid out'],
      ['neither rate nor tiers', { rate: null }, ['rate'], 'Give a rate or tiers.'],
      ['a mode without tiers', { tierMode: 'WHOLE' }, ['tierMode'], 'Without tiers'],
      ['a basis without tiers', { tierBasis: '1' }, ['tierBasis'], 'Without tiers'],
      ['a count without tiers', { countedOver: 'YEAR' }, ['countedOver'], 'Pick OCCURRENCE'],
      ['shares that do not sum to 100', { credits: [{ beneficiary: 'MEMBER', percent: 99 }] }, ['credits'], 'to 99'],
      [
        'a beneficiary twice',
        {
          credits: [
            { beneficiary: 'MEMBER', percent: 50 },
            { beneficiary: 'MEMBER', percent: 50 },
          ],
        },
        ['credits', 1, 'beneficiary'],
        'already used',
      ],
      ['points with three decimals', { rate: '0.125' }, ['rate'], '2 decimal places'],
      [
        'a cap with too many decimals',
        { unit: 'MONEY', currencyCode: 'JPY', cap: { amount: '1.5', period: 'YEAR' } },
        ['cap', 'amount'],
        'JPY has 0 decimal places.',
      ],
      ...(
        [
          ['without a mode', { tierMode: null }, ['tierMode'], 'Say how'],
          ['with a rate as well', { rate: 1 }, ['rate'], 'leave the rate out'],
          ['that give nothing', { tiers: [{ from: 0, rate: 0 }] }, ['tiers'], 'At least one tier'],
          [
            'out of order',
            {
              tiers: [
                { from: 5, rate: 1 },
                { from: 5, rate: 2 },
              ],
            },
            ['tiers', 1, 'from'],
            'A higher tier',
          ],
          ['with a basis of their own over a year', { tierBasis: '2' }, ['tierBasis'], 'the quantity decides'],
          ['that split a fixed value', { value: 'FIXED', tierMode: 'MARGINAL' }, ['tierMode'], 'Pick WHOLE'],
        ] as [string, object, (string | number)[], string][]
      ).map(([what, changes, path, message]): [string, object, (string | number)[], string] => {
        const tiers = { value: 'PER_UNIT', rate: null, quantity: '1', tiers: [{ from: 0, rate: 1 }] };
        return [`tiers ${what}`, { ...tiers, tierMode: 'WHOLE', countedOver: 'YEAR', ...changes }, path, message];
      }),
    ])('refuses %s', async (_, changes, path, message) => {
      await app.expectNothingChanged(async () => {
        const refused = await manager.refused('incentiveSchemeDraft', rule(changes), brief);
        expect(refused).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'rules', '0', ...path.map(String)] });
        expect(refused.message).toContain(message);
      });
    });

    it.each<[string, object, string[]]>([
      ['a code twice', { rules: [certified(), certified()] }, ['rules', '1', 'code']],
      [
        'a currency twice',
        {
          payoutMinimums: [
            { amount: 1, currencyCode: 'EUR' },
            { amount: 2, currencyCode: 'EUR' },
          ],
        },
        ['payoutMinimums', '1', 'currencyCode'],
      ],
      [
        'a minimum with too many decimals',
        { payoutMinimums: [{ amount: '1.001', currencyCode: 'EUR' }] },
        ['payoutMinimums', '0', 'amount'],
      ],
      [
        'a step without a cause',
        { sanctionLadder: [{ months: 6, severity: 'MAJOR' }] },
        ['sanctionLadder', '0', 'penaltyPoints'],
      ],
      [
        'a step with two causes',
        { sanctionLadder: [{ months: 6, severity: 'MAJOR', sanctions: 1, penaltyPoints: 2 }] },
        ['sanctionLadder', '0', 'penaltyPoints'],
      ],
      [
        'a lowest step by sanctions',
        { sanctionLadder: [{ months: 6, severity: 'MINOR', sanctions: 1 }] },
        ['sanctionLadder', '0', 'severity'],
      ],
      ['no days to appeal', { appealDays: 0 }, ['appealDays']],
      ['a blank name', { name: ' ' }, ['name']],
    ])('refuses %s', async (_, changes, path) => {
      await app.expectNothingChanged(async () => {
        const refused = await manager.refused('incentiveSchemeDraft', input(changes), brief);
        expect(refused).toMatchObject({ code: 'INVALID_INPUT', field: ['input', ...path] });
      });
    });

    it('keeps the source, the kind and the unit of a published rule', async () => {
      await publish({ rules: [certified({ code: 'kept' })] });
      await app.expectNothingChanged(async () => {
        for (const [name, value] of [
          ['source', 'assistedDeliveryPassed'],
          ['kind', 'PENALTY'],
        ] as const) {
          const refused = await manager.refused('incentiveSchemeDraft', rule({ code: 'kept', [name]: value }), brief);
          expect(refused).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'rules', '0', name] });
          expect(refused.message).toContain('Keep it, or pick another code.');
        }
      });
      await draft({ rules: [certified({ code: 'kept', rate: 99 })] });
    });

    it('requires exactly one source, which exists, and a manager', async () => {
      const absent = 'incentive_scheme_01jd5s9c0ye5rt3t7m6x0j5d1q';
      const own = await app.asPartner(partnerId);
      const others = await Promise.all(
        [Role.ANALYST, Role.SALES, Role.OPERATIONS, Role.MENTOR, Role.PROJECT_MANAGER].map((role) => app.as(role)),
      );
      await app.expectNothingChanged(async () => {
        const refused = (args: object, client = manager) => client.refused('incentiveSchemeDraft', args, brief);
        expect(await refused({ ...input(), fromId: absent })).toMatchObject({ code: 'INVALID_INPUT' });
        expect(await refused({})).toMatchObject({ code: 'INVALID_INPUT', field: ['input'] });
        expect(await refused({ fromId: absent })).toMatchObject({ code: 'NOT_FOUND', field: ['fromId'] });
        for (const other of others) expect(await refused(input(), other)).toMatchObject({ code: 'FORBIDDEN' });
        expect(await refused(input(), own)).toMatchObject({ code: 'FORBIDDEN' });
      });
    });
  });

  describe('incentiveSchemeUpdate', () => {
    it('replaces the content of a draft', async () => {
      const { id } = await draft({ notes: 'Old', payoutMinimums: [{ amount: 5, currencyCode: 'EUR' }] });
      const changed = await manager.done(
        'incentiveSchemeUpdate',
        { id, version: 1, ...input({ name: 'New', rules: [late()], appealDays: 60, responseDays: 7 }) },
        complete,
      );
      expect(changed).toMatchObject({ version: 2, name: 'New', appealDays: 60, responseDays: 7, notes: '' });
      expect(changed).toMatchObject({ payoutMinimums: [], sanctionLadder: [], rules: [{ code: 'late' }] });
      expect(await app.factsAbout(id)).toEqual(['IncentiveSchemeDrafted', 'IncentiveSchemeUpdated']);
      expect(await app.historyOf(id)).toEqual(['incentiveSchemeDraft', 'incentiveSchemeUpdate']);
    });

    it('refuses a stale version, an invalid rule, a published scheme and other roles', async () => {
      const { id } = await draft();
      const published = await publish();
      const own = await app.asPartner(partnerId);
      await app.expectNothingChanged(async () => {
        const refused = (args: object, client = manager) => client.refused('incentiveSchemeUpdate', args, brief);
        expect(await refused({ id, version: 7, ...input() })).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
        const wrong = rule({ condition: 'x' });
        expect(await refused({ id, version: 1, ...wrong })).toMatchObject({ code: 'INVALID_INPUT' });
        const late = { id: published.id, version: published.version, ...input() };
        expect(await refused(late)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'PUBLISHED' });
        expect(await refused({ id, version: 1, ...input() }, analyst)).toMatchObject({ code: 'FORBIDDEN' });
        expect(await refused({ id, version: 1, ...input() }, own)).toMatchObject({ code: 'NOT_FOUND' });
      });
    });
  });

  describe('incentiveSchemeDiscard', () => {
    it('discards a draft for good, which partners never see', async () => {
      const { id } = await draft();
      const discarded = await manager.done('incentiveSchemeDiscard', { id, version: 1 }, complete);
      expect(discarded).toMatchObject({ version: 2, status: 'DISCARDED', availableActions: [] });
      expect(await app.factsAbout(id)).toEqual(['IncentiveSchemeDrafted', 'IncentiveSchemeDiscarded']);
      const own = await app.asPartner(partnerId);
      const seen = 'query ($id: ID!) { incentiveScheme(id: $id) { id } }';
      expect(await own.query(seen, { id })).toEqual({ incentiveScheme: null });
      await app
        .expectNothingChanged(async () => {
          const again = await manager.refused('incentiveSchemeDiscard', { id, version: 2 }, brief);
          expect(again).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'DISCARDED' });
          const other = (await draft()).id;
          const refused = (client: Client) =>
            client.refused('incentiveSchemeDiscard', { id: other, version: 1 }, brief);
          expect(await refused(analyst)).toMatchObject({ code: 'FORBIDDEN' });
          expect(await refused(own)).toMatchObject({ code: 'NOT_FOUND' });
        })
        .catch(() => undefined);
    });
  });

  describe('incentiveSchemePublish', () => {
    it('puts a scheme in force on its day, until the next one', async () => {
      const first = await publish({ name: 'First' });
      const { id } = await draft({ name: 'Second' });
      const effectiveOn = nextDay();
      const second = await manager.done('incentiveSchemePublish', { id, version: 1, effectiveOn }, complete);
      expect(second).toMatchObject({ status: 'PUBLISHED', number: first.number + 1, effectiveOn });
      expect(second).toMatchObject({ publishedBy: { id: manager.userId }, availableActions: [] });
      expect(await app.factsAbout(id)).toEqual(['IncentiveSchemeDrafted', 'IncentiveSchemePublished']);
      expect(await app.historyOf(id)).toEqual(['incentiveSchemeDraft', 'incentiveSchemePublish']);
      const own = await app.asPartner(partnerId);
      const inForce = async (on?: string) =>
        (await own.query('query ($on: Date) { incentiveSchemeInForce(on: $on) { number } }', { on }))
          .incentiveSchemeInForce;
      expect(await inForce(first.effectiveOn)).toEqual({ number: first.number });
      expect(await inForce(effectiveOn)).toEqual({ number: second.number });
      expect(await inForce('2199-01-01')).toEqual({ number: second.number });
      expect(await inForce()).toEqual({ number: 1 });
      expect(await inForce('2000-01-01')).toBeNull();
    });

    it('refuses a day that is over or taken, an empty scheme, a stale version and other roles', async () => {
      await publish();
      const { id } = await draft();
      const empty = await draft({ rules: [] });
      const taken = { id, version: 1, effectiveOn: app.clock.today() };
      const own = await app.asPartner(partnerId);
      await app.expectNothingChanged(async () => {
        const refused = (args: object, client = manager) => client.refused('incentiveSchemePublish', args, brief);
        const tooEarly = { code: 'RULE_VIOLATION', rule: 'effective-too-early', field: ['effectiveOn'] };
        expect(await refused(taken)).toMatchObject(tooEarly);
        expect(await refused({ ...taken, effectiveOn: '2020-01-01' })).toMatchObject(tooEarly);
        const later = { ...taken, effectiveOn: '2199-01-01' };
        expect(await refused({ ...later, version: 9 })).toMatchObject({ code: 'CONFLICT' });
        expect(await refused({ ...later, id: empty.id })).toMatchObject({ code: 'RULE_VIOLATION' });
        expect(await refused(later, analyst)).toMatchObject({ code: 'FORBIDDEN' });
        expect(await refused(later, own)).toMatchObject({ code: 'NOT_FOUND' });
      });
    });

    it('publishes only one of two drafts for the same day', async () => {
      const drafts = [await draft(), await draft()];
      const effectiveOn = nextDay();
      const outcomes = await Promise.all(
        drafts.map(({ id }) => manager.mutate('incentiveSchemePublish', { id, version: 1, effectiveOn }, brief)),
      );
      expect(outcomes.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
      const [refused] = outcomes.flatMap(({ userErrors }) => userErrors);
      expect(refused).toMatchObject({ code: 'RULE_VIOLATION', rule: 'effective-too-early' });
    });
  });

  describe('queries', () => {
    it('list schemes by status, newest first, and only published ones for partners', async () => {
      const { id } = await draft();
      const published = await publish();
      const list = `query ($status: [IncentiveSchemeStatus!]) {
        incentiveSchemes(first: 100, status: $status) { nodes { id status } totalCount }
      }`;
      const all = (await analyst.query(list)).incentiveSchemes;
      expect(all.nodes.slice(0, 2)).toEqual([
        { id: published.id, status: 'PUBLISHED' },
        { id, status: 'DRAFT' },
      ]);
      const drafts = (await analyst.query(list, { status: ['DRAFT'] })).incentiveSchemes;
      expect(new Set(drafts.nodes.map(({ status }: any) => status))).toEqual(new Set(['DRAFT']));
      const own = await app.asPartner(partnerId);
      const seen = (await own.query(list)).incentiveSchemes;
      expect(new Set(seen.nodes.map(({ status }: any) => status))).toEqual(new Set(['PUBLISHED']));
      expect(seen.totalCount).toBe(seen.nodes.length);
      expect((await own.query(list, { status: ['DRAFT'] })).incentiveSchemes).toEqual({ nodes: [], totalCount: 0 });
    });

    it('tell the sources with the names of their facts', async () => {
      const { incentiveSources } = await analyst.query(
        '{ incentiveSources { name label description fact names { name type } } }',
      );
      expect(incentiveSources).toContainEqual({
        name: 'incidentOpened',
        label: 'Incident opened',
        description: expect.stringContaining('severity'),
        fact: 'IncidentOpened',
        names: [{ name: 'severity', type: 'NUMBER' }],
      });
      const unknown = await app.anonymous.send('{ incentiveSources { name } }');
      expect(unknown.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    });

    it('tell the difference between two schemes in words, as far as they are seen', async () => {
      const from = await draft({ rules: [certified(), late()] });
      const to = await draft({
        rules: [certified({ rate: 15, cap: { amount: 60, period: 'MONTH' } })],
        appealDays: 60,
        sanctionLadder: [{ penaltyPoints: 10, months: 3, severity: 'MINOR' }],
      });
      const query = `query ($id: ID!, $withId: ID!) {
        incentiveSchemeDifference(id: $id, withId: $withId) { area kind subject from to }
      }`;
      const { incentiveSchemeDifference: changes } = await analyst.query(query, { id: from.id, withId: to.id });
      expect(changes).toContainEqual({
        ...{ area: 'RULE', kind: 'CHANGED', subject: 'certified.value' },
        ...{ from: '10 points', to: '15 points' },
      });
      expect(changes).toContainEqual({
        ...{ area: 'RULE', kind: 'ADDED', subject: 'certified.cap', from: null, to: 'at most 60 per month' },
      });
      expect(changes).toContainEqual({
        ...{ area: 'RULE', kind: 'REMOVED', subject: 'late.value', to: null },
        from: '1 percent of contractValue * min(ceil(daysLate / 7), 10), in money in the currency of the amount',
      });
      expect(changes.map(({ area }: any) => area)).toEqual(expect.arrayContaining(['SETTING', 'SANCTION']));
      const own = await app.asPartner(partnerId);
      const hidden = await own.send(query, { id: from.id, withId: to.id });
      expect(hidden.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    });
  });
});
