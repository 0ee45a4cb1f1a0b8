import { IncentiveEntry } from '../../../src/modules/incentives';
import { system } from '../../../src/shared/access/viewer';
import { Fact } from '../../../src/shared/events/fact';
import { Role, TestApp } from '../../support/app';
import { givenActiveProject, signedInAgain, takeStep } from '../../support/delivery';
import { givenPartner } from '../../support/given';
import { entriesOf, givenScheme, hoursRule, replayIncentives, tellImprovement } from '../../support/incentives';

type Rule = Record<string, unknown>;

describe('incentive entries that rules post', () => {
  let app: TestApp;
  let project: Awaited<ReturnType<typeof givenActiveProject>>;
  beforeAll(async () => {
    app = await TestApp.start();
    project = await givenActiveProject(app, { accepted: true });
  });
  afterAll(() => app.stop());

  /** A partner, and from the next day on a scheme with these rules. */
  const begin = async (...rules: Rule[]) => {
    app.clock.advanceDays(1);
    const scheme = await givenScheme(app, rules);
    const { id } = await givenPartner(app);
    const tell = (hours: string, more = {}) => tellImprovement(app, id, project, { hours, ...more });
    return { scheme, id, tell, entries: () => entriesOf(app, id) };
  };
  const take = async (points: string, partnerId: string) => {
    const { database } = app.installation;
    const all = await database.reader(system).list(IncentiveEntry, { partnerId: partnerId as `partner_${string}` });
    const { id } = all.find((entry) => entry.points.eq(points) && entry.reversesId === null)!;
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const input = { reason: 'It did not save them.', recordId: partnerId };
    await manager.done('incentiveReverse', { id, input }, 'entry { id }');
  };
  it('name the rule, the scheme, the fact and the record', async () => {
    const { scheme, id, tell } = await begin(hoursRule({ code: 'saved' }));
    await tell('12.5');
    const analyst = await app.as(Role.ANALYST);
    const { incentiveEntries } = await analyst.query(
      `query ($id: [ID!]) { incentiveEntries(filter: { partnerId: $id, ruleCode: "saved" }) { nodes {
        kind points amount { amount } ruleCode schemeId factId recordId project { id } member { id } occurredAt payableFrom
        hold reason postedBy { id } state
      } } }`,
      { id: [id] },
    );
    const [fact] = await app.installation.database
      .reader(system)
      .list(Fact, { subjectId: id, type: 'PlaybookImprovementAccepted' });
    expect(incentiveEntries.nodes).toEqual([
      {
        kind: 'EARNED',
        points: '12.5',
        amount: null,
        ruleCode: 'saved',
        schemeId: scheme.id,
        factId: fact!.id,
        recordId: id,
        project: { id: project.id },
        member: null,
        occurredAt: app.clock.now().toISOString(),
        payableFrom: app.clock.today(),
        hold: 'NONE',
        reason: null,
        postedBy: null,
        state: 'PAYABLE',
      },
    ]);
  });

  it('follow the scheme that was in force when the fact occurred', async () => {
    const { id, tell, entries } = await begin(hoursRule());
    app.clock.advanceDays(1);
    // Delivered only after the next scheme has come into force.
    const nudge = jest.spyOn(app.installation.relay, 'nudge').mockImplementation(() => undefined);
    await tellImprovement(app, id, project, { hours: '1' }, { deliver: false });
    app.clock.advanceDays(1);
    await givenScheme(app, [hoursRule({ rate: '3' })]);
    expect(await entries()).toEqual([]);
    nudge.mockRestore();
    await tell('1');
    expect(await entries()).toEqual(['EARNED 1', 'EARNED 3']);
  });

  it('split what is earned between the firm and its people', async () => {
    const credits = [
      { beneficiary: 'PARTNER', percent: '70' },
      { beneficiary: 'MEMBER', percent: '30' },
    ];
    const { id, tell, entries } = await begin(
      hoursRule({ code: 'split', credits, unit: 'MONEY', currencyCode: 'EUR', rate: '0.33' }),
    );
    const member = await app.asPartner(id, Role.PARTNER_MEMBER);
    await tell('1', { memberId: member.userId });
    expect(await entries()).toEqual(['EARNED 0.23 EUR', 'EARNED 0.10 EUR member']);
    const own = await member.query('{ incentiveEntries { nodes { amount { amount } } } }');
    expect(own.incentiveEntries.nodes).toEqual([{ amount: { amount: '0.10' } }]);
  });

  it('are cut at the cap of the period, to which a reversal gives room back', async () => {
    const { id, tell, entries } = await begin(hoursRule({ cap: { amount: '25', period: 'YEAR' } }));
    for (const hours of ['10', '11', '12', '13']) await tell(hours);
    expect(await entries()).toEqual(['EARNED 10', 'EARNED 11', 'EARNED 4']);
    await take('11', id);
    await tell('30');
    expect(await entries()).toEqual(['EARNED 10', 'EARNED 11', 'EARNED 4', 'REVERSAL -11', 'EARNED 11']);
    // The cap is each partner's own.
    const other = await givenPartner(app);
    await tellImprovement(app, other.id, project, { hours: '20' });
    expect(await entriesOf(app, other.id)).toEqual(['EARNED 20']);
  });

  it('count over a period to reach a tier, and a reversal takes back what was posted', async () => {
    const tiers = [
      { from: '0', rate: '1' },
      { from: '20', rate: '2' },
    ];
    const counted = { rate: null, tiers, countedOver: 'YEAR' };
    const whole = await begin(hoursRule({ ...counted, tierMode: 'WHOLE' }));
    for (const hours of ['15', '10', '5']) await whole.tell(hours);
    expect(await whole.entries()).toEqual(['EARNED 15', 'EARNED 35', 'EARNED 10']);
    await take('10', whole.id);
    await whole.tell('1');
    expect(await whole.entries()).toEqual(['EARNED 15', 'EARNED 35', 'EARNED 10', 'REVERSAL -10', 'EARNED 2']);
    const marginal = await begin(hoursRule({ ...counted, tierMode: 'MARGINAL' }));
    for (const hours of ['15', '10', '5']) await marginal.tell(hours);
    expect(await marginal.entries()).toEqual(['EARNED 15', 'EARNED 15', 'EARNED 10']);
  });

  it('are posted once, even if the outbox is delivered again after a reversal', async () => {
    const { id, tell, entries } = await begin(
      hoursRule({ cap: { amount: '25', period: 'YEAR' } }),
      hoursRule({ code: 'alsoPays', unit: 'MONEY', currencyCode: 'EUR', kind: 'PENALTY', rate: '2' }),
    );
    await tell('20');
    await tell('20');
    const posted = ['EARNED 20', 'PENALTY -40.00 EUR', 'EARNED 5', 'PENALTY -40.00 EUR'];
    expect(await entries()).toEqual(posted);
    await take('20', id);
    await app.expectNothingChanged(() => replayIncentives(app));
    expect(await entries()).toEqual([...posted, 'REVERSAL -20']);
  });

  it('wait for the acceptance of the project, and are then payable', async () => {
    const credits = [{ beneficiary: 'MEMBER', percent: '100' }];
    const { id, tell, entries } = await begin(
      hoursRule({ code: 'held', unit: 'MONEY', currencyCode: 'EUR', hold: 'UNTIL_ACCEPTED', credits }),
      hoursRule({ code: 'untilPaid', unit: 'MONEY', currencyCode: 'EUR', rate: '2', hold: 'UNTIL_PAID' }),
    );
    for (const hours of ['10', '20']) await tell(hours);
    const states = async () => {
      const analyst = await app.as(Role.ANALYST);
      const { incentiveEntries } = await analyst.query(
        'query ($id: [ID!]) { incentiveEntries(filter: { partnerId: $id }, orderBy: { direction: ASC }) { nodes { amount { amount } state release { factId recordId releasedBy { id } } } } }',
        { id: [id] },
      );
      return incentiveEntries.nodes as { state: string; amount: { amount: string }; release: object | null }[];
    };
    expect((await states()).map(({ state }) => state)).toEqual(['COMING', 'COMING', 'COMING', 'COMING']);
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const { incentiveEntries } = await manager.query(
      'query ($id: [ID!]) { incentiveEntries(filter: { partnerId: $id }, orderBy: { direction: ASC }) { nodes { id } } }',
      { id: [id] },
    );
    const input = { reason: 'Wrong.', recordId: id };
    await manager.done('incentiveReverse', { id: incentiveEntries.nodes[2].id, input }, 'entry { id }');

    project = { ...project, manager: await signedInAgain(app, project.manager) };
    const closed = await takeStep(await takeStep(project, 'RequestAcceptance'), 'Close');
    await app.installation.relay.settle();
    const fact = (await app.installation.database.reader(system).list(Fact, { type: 'ProjectClosed' }))[0]!;
    expect(await states()).toEqual([
      {
        amount: { amount: '10.00' },
        state: 'PAYABLE',
        release: { factId: fact.id, recordId: closed.id, releasedBy: null },
      },
      { amount: { amount: '20.00' }, state: 'COMING', release: null },
      { amount: { amount: '20.00' }, state: 'COMING', release: null },
      { amount: { amount: '40.00' }, state: 'COMING', release: null },
      { amount: { amount: '-20.00' }, state: 'COMING', release: null },
    ]);
    // What is posted after the acceptance does not wait for it.
    await tell('30');
    expect((await states()).slice(5).map(({ state }) => state)).toEqual(['PAYABLE', 'COMING']);
    expect(await entries()).toHaveLength(7);
    await app.expectNothingChanged(() => replayIncentives(app));
  });
});
