import { Role, TestApp } from '../../support/app';
import { givenAdmittedPartner } from '../../support/given';
import {
  cardsOf,
  criterion,
  earned,
  givenDefinition,
  givenPublishedDefinition,
  nightBefore,
  publishCard,
} from '../../support/scorecards';

const selection = `partners { partner { id } periods { startsOn endsOn total overall standing published { id total overall } } }
  pageInfo { hasNextPage endCursor }`;
const query = `query ($definitionId: ID!, $from: Date!, $to: Date!, $first: Int! = 20, $after: String) {
  scorecardBackTest(definitionId: $definitionId, from: $from, to: $to, first: $first, after: $after) { ${selection} } }`;

describe('scorecardBackTest', () => {
  let app: TestApp;
  let partnerId: string;
  let other: string;
  let draft: { id: string };

  beforeAll(async () => {
    app = await TestApp.start();
    [partnerId, other] = [(await givenAdmittedPartner(app)).id, (await givenAdmittedPartner(app)).id];
    await givenPublishedDefinition(app, '2026-04-01');
    await nightBefore(app, '2026-04-01');
    await earned(app, partnerId, '2026-01-10', '2026-04-10', '2026-05-10');
    await nightBefore(app, '2026-07-01');
    await publishCard(app, (await cardsOf(app, partnerId))[0]!);
    draft = await givenDefinition(app, {
      criteria: [criterion({ formula: '25 * certificationsEarned', weight: '100' })],
    });
  });
  afterAll(() => app.stop());

  const range = { from: '2026-01-01', to: '2026-07-31' };

  it('scores past periods by a draft, next to what was published', async () => {
    const analyst = await app.as(Role.ANALYST);
    const { scorecardBackTest } = await analyst.query(query, { definitionId: draft.id, ...range });
    const [card] = await cardsOf(app, partnerId);
    const found = Object.fromEntries(
      scorecardBackTest.partners.map(({ partner, periods }: { partner: { id: string }; periods: object[] }) => [
        partner.id,
        periods,
      ]),
    );
    expect(found).toEqual({
      [partnerId]: [
        { startsOn: '2026-01-01', endsOn: '2026-03-31', total: '25', overall: '25', standing: 'Poor', published: null },
        {
          startsOn: '2026-04-01',
          endsOn: '2026-06-30',
          total: '50',
          // (50 + 25·11/12) ÷ (1 + 11/12)
          overall: '38',
          standing: 'Poor',
          published: { id: card!.id, total: '40', overall: '40' },
        },
      ],
      [other]: [
        { startsOn: '2026-01-01', endsOn: '2026-03-31', total: null, overall: null, standing: null, published: null },
        { startsOn: '2026-04-01', endsOn: '2026-06-30', total: null, overall: null, standing: null, published: null },
      ],
    });
  });

  it('has pages of partners, each with a bounded number of statements', async () => {
    const analyst = await app.as(Role.ANALYST);
    const args = { definitionId: draft.id, ...range };
    const { scorecardBackTest } = await analyst.query(query, { ...args, first: 1 });
    const after = scorecardBackTest.pageInfo.endCursor;
    const next = (await analyst.query(query, { ...args, first: 1, after })).scorecardBackTest;
    const ids = [scorecardBackTest, next].map(({ partners }) => partners[0].partner.id);
    expect(ids.sort()).toEqual([partnerId, other].sort());
    const one = await app.countStatements(() => analyst.query(query, { ...args, first: 1 }));
    expect(await app.countStatements(() => analyst.query(query, { ...args, first: 100 }))).toBe(one);
  });

  it('leaves no trace', async () => {
    const analyst = await app.as(Role.ANALYST);
    await app.expectNothingChanged(() => analyst.query(query, { definitionId: draft.id, ...range }));
  });

  it.each([
    ['2026-03-01', '2026-01-01', 'The last day is before the first.'],
    ['2026-01-02', '2026-03-31', 'No QUARTER begins in these days and is over.'],
    ['2026-07-01', '2026-12-31', 'No QUARTER begins in these days and is over.'],
    ['1950-01-01', '2026-07-01', 'At most 12 periods: pick an earlier last day.'],
  ])('refuses the days from %s to %s', async (from, to, message) => {
    const analyst = await app.as(Role.ANALYST);
    const { errors } = await analyst.send(query, { definitionId: draft.id, from, to });
    expect(errors![0]!.message).toContain(message);
    expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is for an ECOSYSTEM_MANAGER or ANALYST', async () => {
    const args = { definitionId: draft.id, ...range };
    const outcomes = await Promise.all(
      [Role.PROJECT_MANAGER, Role.MENTOR, Role.CONSULTANT, Role.SALES, Role.OPERATIONS].map(async (role) =>
        app.as(role),
      ),
    );
    for (const client of [
      ...outcomes,
      await app.asPartner(partnerId),
      await app.asPartner(partnerId, Role.PARTNER_MEMBER),
    ]) {
      expect((await client.send(query, args)).errors![0]!.extensions.code).toBe('FORBIDDEN');
    }
    await (await app.as(Role.ECOSYSTEM_MANAGER)).query(query, args);
  });
});
