import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { approveTime, givenTeam, type Team } from '../../support/costs';
import { givenPartner, unique } from '../../support/given';

interface Versioned {
  id: string;
  version: number;
}

describe('an attribution', () => {
  let app: TestApp;
  let team: Team;
  let partnerId: string;
  let administrator: Client;
  let seller: Client;
  let other: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    team = await givenTeam(app);
    partnerId = team.member.partnerId!;
    administrator = await app.asPartner(partnerId, Role.PARTNER_ADMIN);
    [seller, other] = [await app.as(Role.SALES), await app.as(Role.SALES)];
  });
  afterAll(() => app.stop());

  const fields = `attribution { id version kind status contribution dealReference theirContactOn contactEvidence openedOn ourContactOn
    decisionReason project { id } partner { id } organization { id } proposedBy { id } decidedBy { id }
    tests { code passed } proof { approvedMinutes acceptedDeliverables }
    availableActions { name allowed blockedBy { code } } }`;
  const sourced = (changes: object = {}) => ({
    kind: 'SOURCED',
    dealReference: unique('OPP'),
    contribution: 'They met the plant manager at a fair.',
    theirContactOn: '2026-01-10',
    contactEvidence: 'Mail of 10 January',
    openedOn: '2026-02-01',
    ...changes,
  });
  const step = ({ id, version }: Versioned, more: object = {}) => ({ id, version, ...more });
  const refuse = (client: Client, name: string, args: object) =>
    app.expectNothingChanged(() => client.refused(name, args, 'attribution { id }'));
  const propose = (client: Client, input: object) => client.done('attributionPropose', { input }, fields);
  const yes = { input: { reason: 'The account manager agrees.' } };

  it('is proposed by the partner, corrected, confirmed by sales with its four tests, and reversed', async () => {
    const proposed = await propose(administrator, sourced());
    expect(proposed).toMatchObject({
      status: 'PROPOSED',
      partner: { id: partnerId },
      tests: [
        { code: 'first-contact', passed: true },
        { code: 'before-ours', passed: null },
        { code: 'within-window', passed: true },
        { code: 'accepted-by-sales', passed: null },
      ],
      proof: null,
    });
    const content = {
      contribution: 'They met the plant manager.',
      theirContactOn: '2026-01-12',
      contactEvidence: 'Visit report',
      openedOn: '2026-02-02',
    };
    const updated = await administrator.done('attributionUpdate', step(proposed, { input: content }), fields);
    expect(updated).toMatchObject(content);
    const early = { input: { ...yes.input, ourContactOn: '2026-01-12' } };
    expect(await refuse(seller, 'attributionConfirm', step(updated, early))).toMatchObject({
      rule: 'tests-not-met',
      details: ['before-ours'],
    });
    const late = { input: { ...yes.input, ourContactOn: '2026-01-13' } };
    const confirmed = await seller.done('attributionConfirm', step(updated, late), fields);
    expect(confirmed).toMatchObject({
      status: 'CONFIRMED',
      ourContactOn: '2026-01-13',
      decidedBy: { id: seller.userId },
      decisionReason: yes.input.reason,
    });
    expect(confirmed.tests.map(({ passed }: { passed: boolean }) => passed)).toEqual([true, true, true, true]);
    // The partner sees the results of the tests, and not the day of our contact.
    const { attribution, partner } = await administrator.query(
      'query ($id: ID!, $partnerId: ID!) { attribution(id: $id) { ourContactOn tests { passed } } partner(id: $partnerId) { attributionCounts { sourced influenced delivered } } }',
      { id: proposed.id, partnerId },
    );
    expect(attribution.ourContactOn).toBeNull();
    expect(attribution.tests).toHaveLength(4);
    expect(partner.attributionCounts).toEqual({ sourced: 1, influenced: 0, delivered: 0 });
    const reason = 'The deal was registered by another firm.';
    const reversed = await seller.done('attributionReverse', step(confirmed, { reason }), fields);
    expect(reversed).toMatchObject({ status: 'REVERSED', decisionReason: reason, availableActions: [] });
    expect(await app.factsAbout(proposed.id)).toEqual([
      'AttributionProposed',
      'AttributionUpdated',
      'AttributionConfirmed',
      'AttributionReversed',
    ]);
    expect(await app.historyOf(proposed.id)).toHaveLength(4);
  });

  it('has at most one source for a subject, even concurrently, and any number of influences', async () => {
    const deal = unique('OPP');
    const proposals: Versioned[] = [];
    for (const dealReference of [deal, deal.toUpperCase(), ` ${deal} `]) {
      const { id } = await givenPartner(app);
      proposals.push(await propose(other, sourced({ dealReference, partnerId: id })));
    }
    const answers = await Promise.all(
      proposals.map((each) => seller.mutate('attributionConfirm', step(each, yes), 'attribution { id version }')),
    );
    const won = answers.filter(({ userErrors }) => userErrors.length === 0);
    expect(won).toHaveLength(1);
    const rules = answers.flatMap(({ userErrors }) => userErrors.map(({ rule }: { rule: string }) => rule));
    expect(new Set(rules)).toEqual(new Set(['already-sourced']));
    for (let count = 0; count < 2; count += 1) {
      const { id } = await givenPartner(app);
      const input = { kind: 'INFLUENCED', dealReference: deal, contribution: 'A reference visit.', partnerId: id };
      await seller.done('attributionConfirm', step(await propose(other, input), yes), fields);
    }
    // A reversal gives the subject free.
    const winner = won[0].attribution as Versioned;
    await seller.done('attributionReverse', step(winner, { reason: 'Wrong.' }), 'attribution { id }');
    const next = proposals.find(({ id }) => id !== winner.id)!;
    await seller.done('attributionConfirm', step(next, yes), 'attribution { id }');
  });

  it('of a delivery is proved by approved time and acceptance, and frozen', async () => {
    const input = { kind: 'DELIVERED', projectId: team.project.id, contribution: 'The rollout.' };
    const proposed = await propose(administrator, input);
    expect(proposed).toMatchObject({ proof: { approvedMinutes: 0, acceptedDeliverables: 0 }, tests: [] });
    expect(await refuse(seller, 'attributionConfirm', step(proposed, yes))).toMatchObject({ rule: 'not-delivered' });
    await approveTime(team.member, { minutes: 90 });
    await approveTime(team.consultant, { minutes: 45 });
    expect(await refuse(seller, 'attributionConfirm', step(proposed, yes))).toMatchObject({
      details: ['an accepted deliverable'],
    });
    await app.installation.database.query({
      text: "UPDATE deliverable SET status = 'ACCEPTED' WHERE projectId = ?",
      params: [team.project.id],
    });
    const confirmed = await seller.done('attributionConfirm', step(proposed, yes), fields);
    expect(confirmed.proof.approvedMinutes).toBe(90);
    await approveTime(team.member, { minutes: 30 });
    const { attribution } = await administrator.query(
      'query ($id: ID!) { attribution(id: $id) { proof { approvedMinutes acceptedDeliverables } } }',
      proposed,
    );
    expect(attribution.proof).toEqual(confirmed.proof);
    const { project } = await administrator.query(
      'query ($id: ID!) { project(id: $id) { attributions { nodes { id } } } }',
      { id: team.project.id },
    );
    expect(project.attributions.nodes).toEqual([{ id: proposed.id }]);
  });

  it.each([
    [{ projectId: newId('project') }, { field: ['input', 'projectId'] }],
    [{ dealReference: null }, { field: ['input', 'projectId'] }],
    [{ theirContactOn: null }, { field: ['input', 'theirContactOn'] }],
    [{ contactEvidence: null }, { field: ['input', 'contactEvidence'] }],
    [{ openedOn: null }, { field: ['input', 'openedOn'] }],
    [{ theirContactOn: '2026-03-05', openedOn: '2026-03-05' }, { field: ['input', 'theirContactOn'] }],
    [{ openedOn: '2026-01-09' }, { rule: 'outside-the-window' }],
    [{ theirContactOn: '2025-08-04' }, { rule: 'outside-the-window' }],
    [{ kind: 'INFLUENCED' }, { field: ['input', 'theirContactOn'] }],
    [
      { kind: 'DELIVERED', theirContactOn: null, contactEvidence: null, openedOn: null },
      { field: ['input', 'projectId'] },
    ],
  ])('is not proposed with %j', async (changes, refusal) => {
    const args = { input: sourced(changes) };
    expect(await refuse(administrator, 'attributionPropose', args)).toMatchObject(refusal);
  });

  it('is proposed once, withdrawn and rejected, and then proposed again', async () => {
    const input = sourced();
    const first = await propose(administrator, input);
    expect(await refuse(administrator, 'attributionPropose', { input })).toMatchObject({ rule: 'already-credited' });
    const withdrawn = await administrator.done('attributionWithdraw', step(first), fields);
    expect(withdrawn).toMatchObject({ status: 'WITHDRAWN', availableActions: [] });
    const second = await propose(administrator, input);
    const rejected = await seller.done('attributionReject', step(second, { reason: 'We met them first.' }), fields);
    expect(rejected).toMatchObject({ status: 'REJECTED', decisionReason: 'We met them first.' });
    await propose(administrator, input);
  });

  it('is not decided on by the person who proposed it, in any role', async () => {
    const admin = await app.as(Role.ADMIN);
    for (const client of [seller, admin]) {
      const proposed = await propose(client, sourced({ partnerId }));
      expect(await refuse(client, 'attributionConfirm', step(proposed, yes))).toMatchObject({ rule: 'own-act' });
      expect(await refuse(client, 'attributionReject', step(proposed, { reason: 'x' }))).toMatchObject({
        rule: 'own-act',
      });
    }
  });

  it('is not decided on by the person who last changed it', async () => {
    const proposed = await propose(administrator, sourced());
    const content = {
      contribution: 'They met the plant manager earlier.',
      theirContactOn: '2026-01-02',
      contactEvidence: 'Mail of 2 January',
      openedOn: '2026-02-01',
    };
    const changed = await seller.done('attributionUpdate', step(proposed, { input: content }), fields);
    expect(await refuse(seller, 'attributionConfirm', step(changed, yes))).toMatchObject({ rule: 'own-act' });
    expect(await refuse(seller, 'attributionReject', step(changed, { reason: 'x' }))).toMatchObject({
      rule: 'own-act',
    });
    const confirmed = await other.done('attributionConfirm', step(changed, yes), fields);
    expect(confirmed).toMatchObject({ status: 'CONFIRMED', theirContactOn: '2026-01-02' });
    expect(await refuse(seller, 'attributionReverse', step(confirmed, { reason: 'x' }))).toMatchObject({
      rule: 'own-act',
    });
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.SALES].includes(role)))(
    'is not decided on by %s',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner(partnerId, role) : await app.as(role);
      const proposed = await propose(seller, sourced({ partnerId }));
      const code = role === Role.PARTNER_MEMBER ? 'NOT_FOUND' : 'FORBIDDEN';
      for (const [name, more] of [
        ['attributionConfirm', yes],
        ['attributionReject', { reason: 'x' }],
        ['attributionReverse', { reason: 'x' }],
      ] as const) {
        expect([name, (await refuse(client, name, step(proposed, more))).code]).toEqual([name, code]);
      }
      if ([Role.PARTNER_ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)) return;
      const input = sourced(isPartner ? {} : { partnerId });
      expect((await refuse(client, 'attributionPropose', { input })).code).toBe('FORBIDDEN');
    },
  );

  it("does not exist for another firm's users and for members, not even on a shared project", async () => {
    const proposed = await propose(administrator, sourced());
    const stranger = await app.asPartner((await givenPartner(app)).id, Role.PARTNER_ADMIN);
    const member = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    for (const client of [stranger, member]) {
      const { attributions, mine } = await client.query(
        'query ($id: [ID!]) { attributions { totalCount } mine: attributions(filter: { partnerId: $id }) { totalCount } }',
        { id: [partnerId] },
      );
      expect([attributions.totalCount, mine.totalCount]).toEqual([0, 0]);
      const both = [];
      for (const id of [proposed.id, newId('attribution')]) {
        const answers = [
          await client.send('query ($id: ID!) { attribution(id: $id) { id tests { passed } } node(id: $id) { id } }', {
            id,
          }),
          await client.call('attributionWithdraw', { id, version: 1 }, '__typename'),
        ];
        both.push(JSON.stringify(answers).replaceAll(id as string, '<id>'));
      }
      expect(both[0]).toBe(both[1]);
    }
    const { partner } = await member.query(
      'query ($id: ID!) { partner(id: $id) { attributionCounts { sourced influenced delivered } attributions { totalCount } } }',
      { id: partnerId },
    );
    expect(partner).toEqual({
      attributionCounts: { sourced: 0, influenced: 0, delivered: 0 },
      attributions: { totalCount: 0 },
    });
  });
});
