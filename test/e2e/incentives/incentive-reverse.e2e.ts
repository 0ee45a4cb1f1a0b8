import { IncentiveEntry, ledgerService } from '../../../src/modules/incentives';
import { Role, TestApp } from '../../support/app';
import { givenPartner, store } from '../../support/given';
import { entrySelection, givenHeld, givenPosted } from '../../support/incentives';

describe('incentiveReverse', () => {
  let app: TestApp;
  let partner: { id: string };
  beforeAll(async () => {
    app = await TestApp.start();
    partner = await givenPartner(app);
  });
  afterAll(() => app.stop());

  const input = () => ({ reason: 'It was somebody else.', recordId: partner.id });

  it('takes back exactly what was posted', async () => {
    const member = await app.asPartner(partner.id, Role.PARTNER_MEMBER);
    const occurredAt = '2026-02-10T10:00:00.000Z';
    const changes = { points: '3.25', amount: '10.01', memberId: member.userId, occurredAt, payableFrom: '2026-04-01' };
    const entry = await givenPosted(app, partner.id, changes);
    app.clock.advanceDays(1);
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const reversal = await manager.done(
      'incentiveReverse',
      { id: entry.id, input: input() },
      `entry {
        id kind points amount { amount currencyCode } occurredAt postedAt payableFrom reason recordId member { id }
        reverses { id reversal { id } availableActions { name allowed blockedBy { code } } } availableActions { name }
      }`,
    );
    expect(reversal).toEqual({
      id: expect.any(String) as string,
      kind: 'REVERSAL',
      points: '-3.25',
      amount: { amount: '-10.01', currencyCode: 'EUR' },
      occurredAt,
      postedAt: app.clock.now().toISOString(),
      payableFrom: '2026-04-01',
      ...input(),
      member: { id: member.userId },
      reverses: {
        id: entry.id,
        reversal: { id: reversal.id },
        availableActions: [{ name: 'incentiveReverse', allowed: false, blockedBy: [{ code: 'already-reversed' }] }],
      },
      availableActions: [],
    });
    expect(await app.factsAbout(reversal.id)).toEqual(['IncentiveReversed']);
  });

  it('counts from the day of the reversal', async () => {
    const penalty = await givenPosted(app, partner.id, { kind: 'PENALTY', amount: '-7' });
    app.clock.advanceDays(3);
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const reversal = await manager.done('incentiveReverse', { id: penalty.id, input: input() }, entrySelection);
    expect(reversal).toMatchObject({ amount: { amount: '7.00' }, payableFrom: app.clock.today() });
  });

  it('refuses a second reversal, and a reversal of a reversal', async () => {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const { id } = await givenPosted(app, partner.id);
    const reversal = await manager.done('incentiveReverse', { id, input: input() }, entrySelection);
    const refused = (entryId: string) =>
      app.expectNothingChanged(() =>
        manager.refused('incentiveReverse', { id: entryId, input: input() }, entrySelection),
      );
    expect(await refused(id)).toMatchObject({ rule: 'already-reversed' });
    expect(await refused(reversal.id)).toMatchObject({ rule: 'reversal-is-final' });
    expect(await refused('incentive_entry_01jd8e3q9wfmkr5xs2a7bv4n6t')).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refuses a reversal without a reason or evidence', async () => {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const { id } = await givenPosted(app, partner.id);
    for (const changes of [{ reason: '' }, { recordId: null }]) {
      const args = { id, input: { ...input(), ...changes } };
      const refusal = await app.expectNothingChanged(() => manager.refused('incentiveReverse', args, entrySelection));
      expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field: ['input', Object.keys(changes)[0]] });
    }
  });

  it('is for an ECOSYSTEM_MANAGER', async () => {
    const { id } = await givenPosted(app, partner.id);
    const stranger = await app.asPartner((await givenPartner(app)).id);
    const seeing = [Role.PROJECT_MANAGER, Role.SALES, Role.OPERATIONS, Role.ANALYST, Role.PARTNER_ADMIN];
    for (const role of Object.values(Role).filter((each) => each !== Role.ECOSYSTEM_MANAGER && each !== Role.ADMIN)) {
      const client = role.startsWith('PARTNER') ? await app.asPartner(partner.id, role) : await app.as(role);
      const args = { id, input: { ...input(), recordId: client.userId } };
      const refusal = await app.expectNothingChanged(() => client.refused('incentiveReverse', args, entrySelection));
      expect(refusal.code).toBe(seeing.includes(role) ? 'FORBIDDEN' : 'NOT_FOUND');
    }
    const args = { id, input: { ...input(), recordId: stranger.userId } };
    expect(await stranger.refused('incentiveReverse', args, entrySelection)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('reverses an entry only once when two transactions try', async () => {
    const { id } = await givenPosted(app, partner.id);
    const attempts = Array.from({ length: 8 }, () =>
      store(app, async (tx) =>
        ledgerService.reverse(tx, await tx.load(IncentiveEntry, id), 'Twice.', { recordId: null, documentIds: [] }),
      ),
    );
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('keeps what is held together with its reversal', async () => {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const { id } = await givenHeld(app, partner.id);
    const reversal = await manager.done('incentiveReverse', { id, input: input() }, entrySelection);
    expect(reversal).toMatchObject({ payableFrom: null });
    const refusal = await app.expectNothingChanged(() =>
      manager.refused('incentiveRelease', { id, input: input() }, entrySelection),
    );
    expect(refusal).toMatchObject({ rule: 'already-reversed' });
  });
});
