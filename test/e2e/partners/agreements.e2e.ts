import { addDays } from '../../../src/shared/domain/dates';
import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenAdmittedPartner, givenApplicant, givenOnboardingPartner } from '../../support/given';
import { givenDocument } from '../../support/uploads';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

const step = (id: string, version: number, more: object = {}) => ({ id, version, ...more });
const terms = (input: object) => ({ input });
const because = (reason: string) => ({ reason });
const selection = `agreement { id version code title required status signedOn expiresOn note sendBackReason
  documents { id } item { code } predecessor { id status } renewal { id } submittedBy { id } decidedBy { id }
  availableActions { name allowed blockedBy { code } } }`;

describe('agreements', () => {
  let app: TestApp;
  let manager: Client;
  let sales: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    await signIn();
  });
  afterAll(() => app.stop());

  const signIn = async () => {
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    sales = await app.as(Role.SALES);
  };
  /** Sessions do not last for days. */
  const later = async (days: number) => {
    app.clock.advanceDays(days);
    await signIn();
  };
  const today = () => app.clock.today();
  const agreementsOf = async (client: Client, partnerId: string): Promise<any[]> =>
    (
      await client.query(
        `query ($ids: [ID!]) { agreements(filter: { partnerId: $ids }, order: { field: CREATED_AT }) { nodes ${selection.replace('agreement', '')} } }`,
        { ids: [partnerId] },
      )
    ).agreements.nodes;
  const partnerOf = async (id: string): Promise<any> =>
    (
      await manager.query(
        'query ($id: ID!) { partner(id: $id) { version status statusReason availableActions { name blockedBy { code } } } }',
        { id },
      )
    ).partner;
  const run = (name: string) => app.installation.jobs.run(name);
  const renew = (client: Client, agreement: any, input: object) =>
    client.done('agreementRenew', step(agreement.id, agreement.version, terms(input)), selection);
  /** A partner whose agreement ends after this many days, by an accepted renewal. */
  const givenAgreement = async (days: number) => {
    const partner = await givenAdmittedPartner(app);
    const [first] = await agreementsOf(manager, partner.id);
    const renewal = await renew(sales, first, { signedOn: today(), expiresOn: addDays(today(), days) });
    const agreement = await manager.done('agreementAccept', step(renewal.id, renewal.version), selection);
    return { partner, first, agreement, administrator: await app.asPartner(partner.id, Role.PARTNER_ADMIN) };
  };

  it('begin with the admission, and continue by renewals', async () => {
    const partner = await givenAdmittedPartner(app);
    const [first] = await agreementsOf(manager, partner.id);
    expect(first).toMatchObject({
      code: 'contract',
      required: true,
      status: 'IN_FORCE',
      signedOn: today(),
      expiresOn: null,
      item: { code: 'contract' },
      predecessor: null,
      renewal: null,
    });
    const administrator = await app.asPartner(partner.id, Role.PARTNER_ADMIN);
    const paper = await givenDocument(app, administrator);
    const input = {
      signedOn: today(),
      expiresOn: addDays(today(), 365),
      documentIds: [paper.id],
      note: 'With annex B.',
    };
    const renewal = await renew(administrator, first, input);
    expect(renewal).toMatchObject({
      status: 'SUBMITTED',
      expiresOn: input.expiresOn,
      note: input.note,
      documents: [{ id: paper.id }],
      predecessor: { id: first.id, status: 'IN_FORCE' },
      submittedBy: { id: administrator.userId },
      decidedBy: null,
    });
    const back = await manager.done(
      'agreementSendBack',
      step(renewal.id, renewal.version, because('Annex B is not signed.')),
      selection,
    );
    expect(back).toMatchObject({ status: 'SENT_BACK', sendBackReason: 'Annex B is not signed.' });
    expect(back.decidedBy.id).toBe(manager.userId);
    const resubmitted = await administrator.done(
      'agreementResubmit',
      step(renewal.id, back.version, terms({ ...input, note: null })),
      selection,
    );
    const accepted = await manager.done('agreementAccept', step(renewal.id, resubmitted.version), selection);
    expect(accepted).toMatchObject({ status: 'IN_FORCE', note: null, sendBackReason: null });
    expect(accepted.predecessor.status).toBe('REPLACED');
    expect(accepted.availableActions).toEqual([{ name: 'agreementRenew', allowed: true, blockedBy: [] }]);
    expect(await app.factsAbout(renewal.id)).toEqual([
      'AgreementSubmitted',
      'AgreementSentBack',
      'AgreementSubmitted',
      'AgreementAccepted',
    ]);
    expect(await app.historyOf(renewal.id)).toEqual([
      'agreementRenew',
      'agreementSendBack',
      'agreementResubmit',
      'agreementAccept',
    ]);
    expect(await app.historyOf(first.id)).toEqual(['partnerAdmit', 'agreementAccept']);
  });

  it('are renewed once, by and for the right users, with valid dates', async () => {
    const { partner, first, agreement, administrator } = await givenAgreement(100);
    const member = await app.asPartner(partner.id, Role.PARTNER_MEMBER);
    const foreign = await app.asPartner((await givenApplicant(app)).id, Role.PARTNER_ADMIN);
    const good = { signedOn: today() };
    const roles = [Role.OPERATIONS, Role.ANALYST, Role.MENTOR, Role.CONSULTANT, Role.PROJECT_MANAGER];
    const others = await Promise.all(roles.map((role) => app.as(role)));
    const refused = (client: Client, id: string, version: number, input: object) =>
      client.refused('agreementRenew', step(id, version, terms(input)), selection);
    await app.expectNothingChanged(async () => {
      const { id, version } = agreement;
      for (const [input, field] of [
        [{ signedOn: addDays(today(), 2) }, 'signedOn'],
        [{ signedOn: today(), expiresOn: addDays(today(), -1) }, 'expiresOn'],
        [{ signedOn: today(), documentIds: Array.from({ length: 21 }, () => 'a') }, 'documentIds'],
        [{ signedOn: today(), note: 'x'.repeat(5_001) }, 'note'],
      ] as const) {
        expect(await refused(administrator, id, version, input)).toMatchObject({
          code: 'INVALID_INPUT',
          field: ['input', field],
        });
      }
      expect(await refused(administrator, id, version + 1, good)).toMatchObject({ code: 'CONFLICT' });
      expect(await refused(administrator, first.id, first.version + 1, good)).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        from: 'REPLACED',
      });
      expect(await refused(member, id, version, good)).toMatchObject({ code: 'FORBIDDEN' });
      const answers = [];
      for (const each of [id, newId('agreement')]) {
        const { message, ...rest } = await refused(foreign, each, version, good);
        answers.push({ ...rest, message: message.replace(each, '…') });
      }
      expect(answers[0]).toMatchObject({ code: 'NOT_FOUND' });
      expect(answers[0]).toEqual(answers[1]);
      for (const client of others)
        expect(await refused(client, id, version, good)).toMatchObject({ code: 'FORBIDDEN' });
    });
    expect(await agreementsOf(foreign, partner.id)).toEqual([]);

    const both = await Promise.all(
      [administrator, sales].map((client) =>
        client.mutate('agreementRenew', step(agreement.id, agreement.version, terms(good)), selection),
      ),
    );
    expect(both.filter(({ agreement: made }) => made !== null)).toHaveLength(1);
    const renewal = both.find(({ agreement: made }) => made !== null)!.agreement;
    const again = () => refused(administrator, agreement.id, agreement.version, good);
    expect(await app.expectNothingChanged(again)).toMatchObject({ rule: 'already-renewed' });

    const decide = (client: Client, name: string) =>
      client.refused(
        name,
        step(renewal.id, renewal.version, name === 'agreementSendBack' ? because('No.') : {}),
        selection,
      );
    await app.expectNothingChanged(async () => {
      for (const name of ['agreementAccept', 'agreementSendBack']) {
        for (const client of [administrator, sales]) {
          expect(await decide(client, name)).toMatchObject({ code: 'FORBIDDEN' });
        }
        expect(await decide(foreign, name)).toMatchObject({ code: 'NOT_FOUND' });
      }
    });
    // A mistake can be corrected while the renewal waits, and not after.
    const right = terms({ ...good, note: 'With annex C.' });
    const corrected = await administrator.done(
      'agreementResubmit',
      step(renewal.id, renewal.version, right),
      selection,
    );
    expect(corrected).toMatchObject({ status: 'SUBMITTED', note: 'With annex C.' });
    const accepted = await manager.done('agreementAccept', step(renewal.id, corrected.version), selection);
    const late = () => administrator.refused('agreementResubmit', step(renewal.id, accepted.version, right), selection);
    expect(await app.expectNothingChanged(late)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'IN_FORCE' });
  });

  it('cannot be accepted by their author, nor after they have expired', async () => {
    const partner = await givenAdmittedPartner(app);
    const [first] = await agreementsOf(manager, partner.id);
    const own = await renew(manager, first, { signedOn: addDays(today(), -10), expiresOn: addDays(today(), -2) });
    const other = await app.as(Role.ECOSYSTEM_MANAGER);
    await app.expectNothingChanged(async () => {
      const accept = (client: Client) => client.refused('agreementAccept', step(own.id, own.version), selection);
      expect(await accept(manager)).toMatchObject({ rule: 'own-act' });
      expect(await accept(other)).toMatchObject({ rule: 'agreement-expired' });
    });
    await manager.done('partnerTerminate', step(partner.id, partner.version, because('Gone.')), 'partner { id }');
    const late = () => other.refused('agreementSendBack', step(own.id, own.version, because('x')), selection);
    expect(await app.expectNothingChanged(late)).toMatchObject({ rule: 'partner-ended' });
  });

  it('have reminders before they expire, once each, and suspend an active partner when they have', async () => {
    const { partner, agreement } = await givenAgreement(61);
    expect(await run('agreementsRemind')).toMatchObject({ changed: 0 });
    const expiring = async () =>
      (await app.factsAbout(agreement.id)).filter((fact) => fact === 'AgreementExpiring').length;
    for (const [days, reminders] of [
      [1, 1],
      [20, 1],
      [11, 2],
      [28, 3],
    ] as const) {
      await later(days);
      await run('agreementsRemind');
      await run('agreementsRemind');
      expect(await expiring()).toBe(reminders);
    }
    await later(1);
    expect(await run('agreementsExpire')).toMatchObject({ changed: 0, error: null });
    // The server was down for days.
    await later(5);
    const runs = await Promise.all([run('agreementsExpire'), run('agreementsExpire')]);
    expect(runs.reduce((sum, outcome) => sum + (outcome?.changed ?? 0), 0)).toBe(1);
    expect(await run('agreementsExpire')).toMatchObject({ changed: 0 });
    expect(await partnerOf(partner.id)).toMatchObject({
      status: 'SUSPENDED',
      statusReason: `Contract expired on ${agreement.expiresOn}.`,
      availableActions: [
        { name: 'partnerReinstate', blockedBy: [{ code: 'agreement-expired' }] },
        { name: 'partnerTerminate', blockedBy: [] },
      ],
    });
    expect((await app.factsAbout(agreement.id)).at(-1)).toBe('AgreementExpired');
    expect((await app.factsAbout(partner.id)).at(-1)).toBe('PartnerSuspended');
    const { version } = await partnerOf(partner.id);
    const reinstate = () => manager.refused('partnerReinstate', step(partner.id, version), 'partner { id }');
    expect(await app.expectNothingChanged(reinstate)).toMatchObject({ rule: 'agreement-expired' });

    const administrator = await app.asPartner(partner.id, Role.PARTNER_ADMIN);
    const expired = (await agreementsOf(administrator, partner.id)).at(-1);
    expect(expired.status).toBe('EXPIRED');
    const renewal = await renew(administrator, expired, { signedOn: today() });
    await manager.done('agreementAccept', step(renewal.id, renewal.version), selection);
    const back = await manager.done('partnerReinstate', step(partner.id, version), 'partner { status statusReason }');
    expect(back).toEqual({ status: 'ACTIVE', statusReason: null });
    expect((await agreementsOf(manager, partner.id)).map(({ status }) => status)).toEqual([
      'REPLACED',
      'EXPIRED',
      'IN_FORCE',
    ]);
  });

  it('are found by their last day', async () => {
    const { partner, agreement } = await givenAgreement(40);
    const { agreements } = await manager.query(
      'query ($ids: [ID!], $day: Date!) { agreements(filter: { partnerId: $ids, status: [IN_FORCE], expiresUntil: $day }) { nodes { id } } }',
      { ids: [partner.id], day: addDays(today(), 40) },
    );
    expect(agreements.nodes).toEqual([{ id: agreement.id }]);
  });

  describe('checklist items', () => {
    const itemsOf = async (client: Client, id: string): Promise<any[]> =>
      (
        await client.query(
          'query ($id: ID!) { partner(id: $id) { onboardingItems { id version code status overdue sendBackReason } } }',
          { id },
        )
      ).partner.onboardingItems;

    it('have reminders before and after they are due, once each, while the onboarding continues', async () => {
      const { id } = await givenOnboardingPartner(app);
      const gone = await givenOnboardingPartner(app);
      await manager.done('partnerReject', step(gone.id, gone.version, because('No.')), 'partner { id }');
      const [profile] = await itemsOf(manager, id);
      const reminders = async () =>
        (await app.factsAbout(profile.id)).filter((fact) => fact.startsWith('OnboardingItem'));
      await run('onboardingRemind');
      expect(await reminders()).toEqual([]);
      await later(10);
      await Promise.all([run('onboardingRemind'), run('onboardingRemind')]);
      await run('onboardingRemind');
      expect(await reminders()).toEqual(['OnboardingItemDueSoon']);
      await later(3);
      await run('onboardingRemind');
      await later(1);
      expect((await itemsOf(manager, id))[0].overdue).toBe(false);
      await run('onboardingRemind');
      await later(9);
      for (let round = 0; round < 2; round += 1) await run('onboardingRemind');
      expect(await reminders()).toEqual(['OnboardingItemDueSoon', 'OnboardingItemDueSoon', 'OnboardingItemOverdue']);
      const items = await itemsOf(manager, id);
      expect(items.map(({ code, version, overdue }) => [code, version, overdue])).toEqual([
        ['profile', 1, true],
        ['contract', 1, false],
        ['visit', 1, false],
      ]);
      const [theirs] = await itemsOf(manager, gone.id);
      expect(theirs.overdue).toBe(false);
      expect(await app.factsAbout(theirs.id)).toEqual([]);
    });

    it('are sent back if an accepted agreement expires before the admission', async () => {
      const { id } = await givenOnboardingPartner(app);
      const administrator = await app.asPartner(id, Role.PARTNER_ADMIN);
      const contract = (await itemsOf(manager, id)).find(({ code }) => code === 'contract');
      const input = { signedOn: today(), expiresOn: addDays(today(), 5) };
      const submitted = await administrator.done(
        'onboardingItemSubmit',
        step(contract.id, contract.version, { input }),
        'item { version }',
      );
      await manager.done('onboardingItemAccept', step(contract.id, submitted.version), 'item { id }');
      await later(5);
      expect(await run('onboardingAgreementsExpire')).toMatchObject({ changed: 0 });
      await later(2);
      expect(await run('onboardingAgreementsExpire')).toMatchObject({ changed: 1, error: null });
      expect(await run('onboardingAgreementsExpire')).toMatchObject({ changed: 0 });
      expect((await itemsOf(manager, id)).find(({ code }) => code === 'contract')).toMatchObject({
        status: 'SENT_BACK',
        sendBackReason: `The agreement expired on ${input.expiresOn}.`,
      });
      expect((await app.factsAbout(contract.id)).at(-1)).toBe('OnboardingItemSentBack');
    });
  });
});
