import { jobs } from '../../../src/schema';
import { Role, TestApp } from '../../support/app';
import { givenPartner } from '../../support/given';
import { givenPosted } from '../../support/incentives';
import { givenProposal, givenSanction, imposing, sanctionSelection } from '../../support/sanctions';

interface Proposed {
  id: string;
  version: number;
  severity: string;
  effect: string;
  reasons: string;
  responseDueOn: string;
  evidence: { id: string }[];
  proposedBy: null;
}

describe('the sanction ladder', () => {
  let app: TestApp;
  let partner: { id: string };

  beforeEach(async () => {
    app = await TestApp.start();
    partner = await givenPartner(app);
    await publishScheme();
  });
  afterEach(() => app.stop());

  async function publishScheme(): Promise<void> {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const certified = { code: 'certified', label: 'A certification', source: 'certificationEarned', kind: 'EARNED' };
    const credits = [{ beneficiary: 'PARTNER', percent: 100 }];
    const input = {
      name: 'Rewards 2026',
      rules: [{ ...certified, unit: 'POINTS', value: 'FIXED', rate: 10, credits }],
      appealDays: 20,
      responseDays: 7,
      sanctionLadder: [
        { penaltyPoints: '10', months: 12, severity: 'MINOR' },
        { penaltyPoints: '20', months: 12, severity: 'MAJOR' },
        { sanctions: 2, months: 12, severity: 'SEVERE' },
      ],
    };
    const selection = 'incentiveScheme { id version }';
    const { id, version } = await manager.done('incentiveSchemeDraft', { input }, selection);
    await manager.done('incentiveSchemePublish', { id, version, effectiveOn: app.clock.today() }, selection);
  }
  const run = () => jobs.find(({ name }) => name === 'sanctionsPropose')!.run(app.installation.database, {} as never);
  const penalty = (points: string) =>
    givenPosted(app, partner.id, { kind: 'PENALTY', points, amount: undefined, currencyCode: undefined });
  async function proposals(): Promise<Proposed[]> {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const document = `query ($f: SanctionFilter) {
      sanctions(filter: $f, orderBy: { field: CREATED_AT, direction: ASC }) {
        nodes { id version severity effect reasons responseDueOn evidence { id } proposedBy { id } }
      }
    }`;
    const { sanctions } = await manager.query(document, { f: { partnerId: [partner.id] } });
    return sanctions.nodes;
  }
  const severities = async () => (await proposals()).map(({ severity }) => severity);

  it('proposes a sanction by penalty points once, with the entries as evidence', async () => {
    const first = await penalty('-6');
    expect(await run()).toBe(0);
    const second = await penalty('-4');
    expect(await run()).toBe(1);
    expect(await proposals()).toEqual([
      {
        id: expect.any(String),
        version: 1,
        severity: 'MINOR',
        effect: 'NOTICE',
        reasons: '10 penalty points since 2025-03-02. The sanction ladder proposes MINOR from 10.',
        responseDueOn: '2026-03-09',
        evidence: expect.arrayContaining([{ id: first.id }, { id: second.id }]),
        proposedBy: null,
      },
    ]);
    expect(await run()).toBe(0);
    app.clock.advanceDays(1);
    expect(await run()).toBe(0);
  });

  it('proposes the next severity when more points are posted', async () => {
    await penalty('-12');
    expect(await run()).toBe(1);
    app.clock.advanceDays(30);
    await penalty('-7');
    expect(await run()).toBe(0);
    await penalty('-1');
    expect(await run()).toBe(1);
    expect(await severities()).toEqual(['MINOR', 'MAJOR']);
    expect(await run()).toBe(0);
  });

  it('proposes only the most severe of the steps that are reached', async () => {
    await penalty('-25');
    expect(await run()).toBe(1);
    expect(await severities()).toEqual(['MAJOR']);
    expect(await run()).toBe(0);
  });

  it('counts neither reversed penalties nor those before the months', async () => {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const { id } = await penalty('-10');
    const reversing = { id, input: { reason: 'A mistake.', recordId: partner.id } };
    await manager.done('incentiveReverse', reversing, 'entry { id }');
    await givenPosted(app, partner.id, {
      kind: 'PENALTY',
      points: '-10',
      amount: undefined,
      currencyCode: undefined,
      occurredAt: '2025-03-01T23:59:59Z',
    });
    expect(await run()).toBe(0);
    await penalty('-9.99');
    expect(await run()).toBe(0);
  });

  it('proposes by repetition of the severity below', async () => {
    await givenSanction(app, partner.id, { effect: 'NOTICE' });
    await givenProposal(app, partner.id, { effect: 'NOTICE' });
    expect(await run()).toBe(0);
    await givenSanction(app, partner.id, { effect: 'NOTICE' });
    expect(await run()).toBe(1);
    const [last] = (await proposals()).slice(-1);
    expect(last).toMatchObject({ severity: 'SEVERE', effect: 'SUSPEND' });
    expect(last!.evidence).toHaveLength(2);
    expect(await run()).toBe(0);
  });

  it('proposes nothing against a partner whose partnership has ended', async () => {
    await penalty('-30');
    await app.installation.database.query({ text: "UPDATE partner SET status = 'TERMINATED'", params: [] });
    expect(await run()).toBe(0);
  });

  it('proposes once, if two nodes run the job at the same time', async () => {
    await penalty('-30');
    const counts = await Promise.all([run(), run()]);
    expect(counts.sort()).toEqual([0, 1]);
    expect(await severities()).toEqual(['MAJOR']);
  });

  it('leaves the decision to people: one takes the proposal over, another imposes it', async () => {
    await penalty('-10');
    await run();
    const [proposed] = await proposals();
    app.clock.advanceDays(8);
    const [one, other] = [await app.as(Role.ECOSYSTEM_MANAGER), await app.as(Role.ECOSYSTEM_MANAGER)];
    const imposed = await one.done('sanctionImpose', imposing(proposed!), sanctionSelection);
    expect(imposed).toMatchObject({ status: 'IN_FORCE', appealDueOn: '2026-03-30', imposedBy: { id: one.userId } });
    await penalty('-10');
    await run();
    const second = (await proposals())[1]!;
    const input = { severity: 'MAJOR', effect: 'NOTICE', reasons: 'A warning is enough.', evidenceIds: [partner.id] };
    const taken = await other.done('sanctionUpdate', { id: second.id, version: 1, input }, sanctionSelection);
    expect(taken).toMatchObject({ effect: 'NOTICE', proposedBy: { id: other.userId } });
  });
});
