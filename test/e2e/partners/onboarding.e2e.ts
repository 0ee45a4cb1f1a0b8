import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import { givenApplicant, givenOnboardingPartner, givenProgramme } from '../../support/given';
import { givenDocument } from '../../support/uploads';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

const absent = 'partner_01jd5s9c0ye5rt3t7m6x0j5d1q';
const step = (id: string, version: number, more: object = {}) => ({ id, version, ...more });
const submission = (input: object) => ({ input });
const because = (reason: string) => ({ reason });

describe('onboarding', () => {
  let app: TestApp;
  let manager: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());

  const read = async (client: Client, id: string): Promise<any> =>
    (
      await client.query(
        `query ($id: ID!) { partner(id: $id) {
          id version status tier
          onboardingItems { id version code status dueOn submittedBy { id } decidedBy { id } availableActions { name allowed blockedBy { code } } }
          gate { name target satisfied programme { id } criteria { code required observed met gap waived waiverReason evidence } }
          history { from to programme { id } actor { id } criteria { code met waived } }
          availableActions { name allowed blockedBy { code } }
        } }`,
        { id },
      )
    ).partner;
  const itemOf = (partner: any, code: string) => partner.onboardingItems.find((item: any) => item.code === code);
  const criterionOf = (partner: any, code: string) => partner.gate.criteria.find((each: any) => each.code === code);

  it('cannot start without a programme in force', async () => {
    const { id, version } = await givenApplicant(app);
    const work = () => manager.refused('partnerStartOnboarding', step(id, version), 'partner { id }');
    expect(await app.expectNothingChanged(work)).toMatchObject({ code: 'RULE_VIOLATION', rule: 'no-programme' });
    const partner = await read(manager, id);
    expect(partner.availableActions[0]).toEqual({
      name: 'partnerStartOnboarding',
      allowed: false,
      blockedBy: [{ code: 'no-programme' }],
    });
    expect(partner.gate).toMatchObject({ name: 'admit', target: 'ACTIVE', satisfied: false, programme: null });
  });

  describe('with a programme', () => {
    let programmeId: string;

    beforeAll(async () => {
      const item = { required: true, ownedBy: 'PARTNER', dueDays: 14 };
      const checklist = [
        { ...item, code: 'profile', title: 'Company profile', kind: 'FORM' },
        { ...item, code: 'contract', title: 'Contract', kind: 'AGREEMENT', dueDays: 30 },
        { ...item, code: 'visit', title: 'Visit', kind: 'REVIEW', required: false, ownedBy: 'VENDOR', dueDays: 60 },
        { ...item, code: 'extract', title: 'Extract from the register', kind: 'DOCUMENT', required: false },
      ];
      programmeId = (await givenProgramme(app, { checklist })).id;
    });

    it('gives the applicant the checklist, with its due dates', async () => {
      const { id, version } = await givenApplicant(app);
      await manager.done('partnerStartOnboarding', step(id, version), 'partner { id }');
      const partner = await read(manager, id);
      expect(partner.status).toBe('ONBOARDING');
      expect(partner.onboardingItems.map(({ code, status, dueOn }: any) => [code, status, dueOn])).toEqual([
        ['profile', 'OPEN', '2026-03-16'],
        ['contract', 'OPEN', '2026-04-01'],
        ['visit', 'OPEN', '2026-05-01'],
        ['extract', 'OPEN', '2026-03-16'],
      ]);
      expect(await app.factsAbout(id)).toEqual(['PartnerApplied', 'PartnerOnboardingStarted']);
      expect(await app.historyOf(id)).toEqual(['partnerApply', 'partnerStartOnboarding']);
      const again = () => manager.refused('partnerStartOnboarding', step(id, version + 1), 'partner { id }');
      expect(await app.expectNothingChanged(again)).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        from: 'ONBOARDING',
        allowed: ['admit', 'reject'],
      });
    });

    it('passes the gate once everything is accepted', async () => {
      const { id } = await givenOnboardingPartner(app);
      let partner = await read(manager, id);
      expect(partner.gate.programme.id).toBe(programmeId);
      expect(criterionOf(partner, 'requiredItems')).toMatchObject({ required: '2', observed: '0', met: false });

      const refusal = await app.expectNothingChanged(() =>
        manager.refused('partnerAdmit', step(id, partner.version), 'partner { id }'),
      );
      expect(refusal.code).toBe('GATE_NOT_MET');
      expect(refusal.criteria.map(({ code }: any) => code)).toEqual([
        'requiredItems',
        'agreements',
        'partnerAdministrator',
      ]);
      expect(partner.availableActions.find(({ name }: any) => name === 'partnerAdmit')).toEqual({
        name: 'partnerAdmit',
        allowed: false,
        blockedBy: [{ code: 'requiredItems' }, { code: 'agreements' }, { code: 'partnerAdministrator' }],
      });

      const administrator = await app.asPartner(id, Role.PARTNER_ADMIN);
      const paper = await givenDocument(app, administrator);
      const profile = await administrator.done(
        'onboardingItemSubmit',
        step(itemOf(partner, 'profile').id, 1, submission({ note: '12 people 🚀', documentIds: [paper.id] })),
        'item { id version status note documents { id name downloadUrl } submittedBy { id } }',
      );
      expect(profile).toMatchObject({
        status: 'SUBMITTED',
        note: '12 people 🚀',
        documents: [{ id: paper.id, name: 'contract.pdf', downloadUrl: expect.stringContaining(paper.id) }],
      });
      expect(profile.submittedBy.id).toBe(administrator.userId);

      const back = await manager.done(
        'onboardingItemSendBack',
        step(profile.id, profile.version, because('The branch in Lyon is missing.')),
        'item { version status sendBackReason decidedBy { id } }',
      );
      expect(back).toMatchObject({ status: 'SENT_BACK', sendBackReason: 'The branch in Lyon is missing.' });
      expect(back.decidedBy.id).toBe(manager.userId);

      const resubmitted = await administrator.done(
        'onboardingItemSubmit',
        step(profile.id, back.version, submission({ note: 'Now with Lyon.' })),
        'item { version }',
      );
      const accepted = await manager.done(
        'onboardingItemAccept',
        step(profile.id, resubmitted.version),
        'item { status sendBackReason }',
      );
      expect(accepted).toEqual({ status: 'ACCEPTED', sendBackReason: null });
      expect(await app.factsAbout(profile.id)).toEqual([
        'OnboardingItemSubmitted',
        'OnboardingItemSentBack',
        'OnboardingItemSubmitted',
        'OnboardingItemAccepted',
      ]);

      const contract = await administrator.done(
        'onboardingItemSubmit',
        step(itemOf(partner, 'contract').id, 1, submission({ signedOn: '2026-03-01', expiresOn: '2027-02-28' })),
        'item { id version signedOn expiresOn }',
      );
      expect(contract).toMatchObject({ signedOn: '2026-03-01', expiresOn: '2027-02-28' });
      await manager.done('onboardingItemAccept', step(contract.id, contract.version), 'item { id }');

      partner = await read(manager, id);
      expect(partner.gate.satisfied).toBe(true);
      expect(criterionOf(partner, 'requiredItems').evidence).toEqual([profile.id, contract.id]);
      expect(criterionOf(partner, 'partnerAdministrator').evidence).toEqual([administrator.userId]);
      const admitted = await manager.done('partnerAdmit', step(id, partner.version), 'partner { id }');
      partner = await read(manager, admitted.id);
      expect(partner).toMatchObject({
        status: 'ACTIVE',
        tier: 'Registered',
        gate: null,
      });
      expect(partner.history).toEqual([
        {
          from: 'APPLICANT',
          to: 'ONBOARDING',
          programme: { id: programmeId },
          actor: expect.anything(),
          criteria: [],
        },
        {
          from: 'ONBOARDING',
          to: 'ACTIVE',
          programme: { id: programmeId },
          actor: { id: manager.userId },
          criteria: [
            { code: 'requiredItems', met: true, waived: false },
            { code: 'agreements', met: true, waived: false },
            { code: 'partnerAdministrator', met: true, waived: false },
          ],
        },
      ]);
      expect(partner.availableActions.map(({ name }: any) => name)).toEqual(['partnerSuspend', 'partnerTerminate']);
      expect(await app.factsAbout(id)).toEqual(['PartnerApplied', 'PartnerOnboardingStarted', 'PartnerAdmitted']);

      const visit = itemOf(partner, 'visit');
      const late = () =>
        manager.refused('onboardingItemSubmit', step(visit.id, visit.version, submission({})), 'item { id }');
      expect(await app.expectNothingChanged(late)).toMatchObject({ code: 'RULE_VIOLATION', rule: 'not-onboarding' });
    });

    it('withdraws a submission, until it is decided on', async () => {
      const { id } = await givenOnboardingPartner(app);
      const administrator = await app.asPartner(id, Role.PARTNER_ADMIN);
      const selection =
        'item { id version status note submittedBy { id } submittedAt availableActions { name allowed } }';
      const item = itemOf(await read(manager, id), 'profile');
      const submitted = await administrator.done(
        'onboardingItemSubmit',
        step(item.id, 1, submission({ note: 'The wrong firm.' })),
        selection,
      );
      expect(submitted.availableActions).toContainEqual({ name: 'onboardingItemWithdraw', allowed: true });
      const refused = (client: Client, version: number) =>
        app.expectNothingChanged(() => client.refused('onboardingItemWithdraw', step(item.id, version), selection));
      const stranger = await app.asPartner((await givenOnboardingPartner(app)).id, Role.PARTNER_ADMIN);
      expect(await refused(stranger, 2)).toMatchObject({ code: 'NOT_FOUND' });
      for (const role of [Role.OPERATIONS, Role.ANALYST]) {
        expect(await refused(await app.as(role), 2)).toMatchObject({ code: 'FORBIDDEN' });
      }
      expect(await refused(administrator, 1)).toMatchObject({ code: 'CONFLICT', currentVersion: 2 });
      const back = await administrator.done('onboardingItemWithdraw', step(item.id, 2), selection);
      // The contents stay, to be submitted again.
      expect(back).toMatchObject({ version: 3, status: 'OPEN', note: 'The wrong firm.', submittedBy: null });
      expect(await refused(administrator, 3)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'OPEN' });
      await administrator.done('onboardingItemSubmit', step(item.id, 3, submission({ note: 'Ours.' })), selection);
      await manager.done('onboardingItemAccept', step(item.id, 4), selection);
      expect(await refused(administrator, 5)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'ACCEPTED' });
      expect(await app.factsAbout(item.id)).toEqual([
        'OnboardingItemSubmitted',
        'OnboardingItemWithdrawn',
        'OnboardingItemSubmitted',
        'OnboardingItemAccepted',
      ]);
    });

    it('shows a waiver wherever it shows the gate, and admits with it', async () => {
      const { id } = await givenOnboardingPartner(app);
      await app.asPartner(id, Role.PARTNER_ADMIN);
      const { version } = await read(manager, id);
      const waive = (code: string, reason = 'Their parent has signed for them.') =>
        step(id, version, { code, ...because(reason) });
      const selection = 'waiver { gate code reason waivedBy { id } partner { id } }';
      const waiver = await manager.done('gateCriterionWaive', waive('agreements'), selection);
      expect(waiver).toMatchObject({ gate: 'admit', code: 'agreements', partner: { id } });
      expect(waiver.waivedBy.id).toBe(manager.userId);
      await manager.done(
        'gateCriterionWaive',
        waive('requiredItems', 'We have worked with them for years.'),
        selection,
      );

      const operations = await app.as(Role.OPERATIONS);
      await app.expectNothingChanged(async () => {
        expect(await manager.refused('gateCriterionWaive', waive('agreements'), selection)).toMatchObject({
          rule: 'already-waived',
        });
        expect(await manager.refused('gateCriterionWaive', waive('charm'), selection)).toMatchObject({
          code: 'INVALID_INPUT',
          field: ['code'],
        });
        expect(
          await manager.refused('gateCriterionWaive', waive('partnerAdministrator', ' '), selection),
        ).toMatchObject({
          code: 'INVALID_INPUT',
          field: ['reason'],
        });
        expect(await operations.refused('gateCriterionWaive', waive('partnerAdministrator'), selection)).toMatchObject({
          code: 'FORBIDDEN',
        });
      });
      const partner = await read(manager, id);
      expect(partner.gate.satisfied).toBe(true);
      expect(criterionOf(partner, 'agreements')).toMatchObject({
        met: false,
        waived: true,
        waiverReason: 'Their parent has signed for them.',
      });
      await manager.done('partnerAdmit', step(id, version), 'partner { id }');
      expect((await read(manager, id)).history[1].criteria[1]).toEqual({
        code: 'agreements',
        met: false,
        waived: true,
      });
      expect(await app.factsAbout(id)).toContain('GateCriterionWaived');
      const past = () =>
        manager.refused(
          'gateCriterionWaive',
          step(id, version + 1, { code: 'agreements', ...because('x') }),
          selection,
        );
      expect(await app.expectNothingChanged(past)).toMatchObject({ rule: 'no-gate' });
    });

    it('sends back an agreement that expired before the admission', async () => {
      const { id } = await givenOnboardingPartner(app);
      const administrator = await app.asPartner(id, Role.PARTNER_ADMIN);
      const item = itemOf(await read(manager, id), 'contract');
      const dates = { signedOn: '2026-02-01', expiresOn: '2026-02-28' };
      const expired = await administrator.done(
        'onboardingItemSubmit',
        step(item.id, 1, submission(dates)),
        'item { version }',
      );
      const accept = () => manager.refused('onboardingItemAccept', step(item.id, expired.version), 'item { id }');
      expect(await app.expectNothingChanged(accept)).toMatchObject({ rule: 'agreement-expired' });
    });

    it.each([
      ['an agreement without a signature', 'contract', {}, 'signedOn'],
      ['an agreement signed in two days', 'contract', { signedOn: '2026-03-04' }, 'signedOn'],
      [
        'an agreement that ends before it begins',
        'contract',
        { signedOn: '2026-03-01', expiresOn: '2026-02-28' },
        'expiresOn',
      ],
      ['a form that is signed', 'profile', { signedOn: '2026-03-01' }, 'signedOn'],
      ['a form that expires', 'profile', { expiresOn: '2026-04-01' }, 'expiresOn'],
      ['a note of 10,000 characters', 'profile', { note: 'x'.repeat(10_000) }, 'note'],
      ['21 documents', 'profile', { documentIds: Array.from({ length: 21 }, () => 'a') }, 'documentIds'],
      ['a form without an answer', 'profile', {}, 'note'],
      ['a document without one', 'extract', { note: 'See our website.' }, 'documentIds'],
      ['the same document twice', 'profile', { note: 'x', documentIds: [absent, absent] }, 'documentIds'],
    ])('refuses %s', async (_what, code, input, field) => {
      const { id } = await givenOnboardingPartner(app);
      const item = itemOf(await read(manager, id), code);
      const work = () => manager.refused('onboardingItemSubmit', step(item.id, 1, submission(input)), 'item { id }');
      expect(await app.expectNothingChanged(work)).toMatchObject({ code: 'INVALID_INPUT', field: ['input', field] });
    });

    it('accepts as evidence only documents of the partner, or the vendor, that the submitter may see', async () => {
      const { id } = await givenOnboardingPartner(app);
      const administrator = await app.asPartner(id, Role.PARTNER_ADMIN);
      const foreign = await app.asPartner((await givenApplicant(app)).id, Role.PARTNER_ADMIN);
      const theirs = (await givenDocument(app, foreign)).id;
      const internal = (await givenDocument(app, manager)).id;
      const partner = await read(manager, id);
      const [extract, visit] = [itemOf(partner, 'extract'), itemOf(partner, 'visit')];
      const missing = theirs.replace(/_.*/, '_01jd5s9c0ye5rt3t7m6x0j5d1q');
      await app.expectNothingChanged(async () => {
        const submit = (client: Client, document: string) =>
          client.refused(
            'onboardingItemSubmit',
            step(extract.id, 1, submission({ documentIds: [document] })),
            'item { id }',
          );
        const field = ['input', 'documentIds', '0'];
        for (const document of [theirs, internal, missing]) {
          const message = `There is no record ${document}.`;
          expect(await submit(administrator, document)).toMatchObject({ code: 'NOT_FOUND', message, field });
        }
        expect(await submit(manager, theirs)).toMatchObject({ code: 'INVALID_INPUT', field });
      });
      const report = submission({ documentIds: [internal] });
      await manager.done('onboardingItemSubmit', step(visit.id, 1, report), 'item { id }');
      const documents = async (client: Client) =>
        (
          await client.query('query ($id: ID!) { partner(id: $id) { onboardingItems { code documents { id } } } }', {
            id,
          })
        ).partner;
      expect(documentsOf(await documents(manager))).toEqual([{ id: internal }]);
      expect(documentsOf(await documents(administrator))).toEqual([]);

      function documentsOf({ onboardingItems }: any): unknown {
        return onboardingItems.find(({ code }: any) => code === 'visit').documents;
      }
    });

    it("allows no decision on one's own submission or application", async () => {
      const firm = {
        registrationNumber: 'OWN 1',
        name: 'Own',
        legalName: 'Own',
        country: 'FR',
        region: 'EMEA',
        industries: [],
        contactName: 'A',
        contactEmail: 'a@example.com',
      };
      const { id, version } = await manager.done('partnerApply', { input: firm }, 'partner { id version }');
      await manager.done('partnerStartOnboarding', step(id, version), 'partner { id }');
      const visit = itemOf(await read(manager, id), 'visit');
      const submitted = await manager.done(
        'onboardingItemSubmit',
        step(visit.id, 1, submission({ note: 'We were there.' })),
        'item { version }',
      );
      const other = await app.as(Role.ECOSYSTEM_MANAGER);
      const seen = itemOf(await read(manager, id), 'visit');
      expect(seen.availableActions[0]).toEqual({
        name: 'onboardingItemAccept',
        allowed: false,
        blockedBy: [{ code: 'own-act' }],
      });
      await app.expectNothingChanged(async () => {
        const own = { code: 'RULE_VIOLATION', rule: 'own-act' };
        expect(
          await manager.refused('onboardingItemAccept', step(visit.id, submitted.version), 'item { id }'),
        ).toMatchObject(own);
        expect(
          await manager.refused(
            'onboardingItemSendBack',
            step(visit.id, submitted.version, because('x')),
            'item { id }',
          ),
        ).toMatchObject(own);
        expect(await manager.refused('partnerAdmit', step(id, version + 1), 'partner { id }')).toMatchObject(own);
      });
      await other.done('onboardingItemAccept', step(visit.id, submitted.version), 'item { id }');
    });

    it("requires the right user, status and version, and hides other partners' checklists", async () => {
      const { id, version } = await givenOnboardingPartner(app);
      const partner = await read(manager, id);
      const [profile, visit] = [itemOf(partner, 'profile'), itemOf(partner, 'visit')];
      const foreign = await app.asPartner((await givenApplicant(app)).id, Role.PARTNER_ADMIN);
      const administrator = await app.asPartner(id, Role.PARTNER_ADMIN);
      const member = await app.asPartner(id, Role.PARTNER_MEMBER);
      const clients: [Role, Client][] = [];
      for (const role of Object.values(Role)) {
        if (role.startsWith('PARTNER') || [Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)) continue;
        clients.push([role, await app.as(role)]);
      }
      await app.expectNothingChanged(async () => {
        const submit = (client: Client, itemId: string, itemVersion = 1) =>
          client.refused('onboardingItemSubmit', step(itemId, itemVersion, submission({})), 'item { id }');
        expect(await submit(administrator, visit.id)).toMatchObject({ code: 'FORBIDDEN' });
        expect(await submit(member, profile.id)).toMatchObject({ code: 'FORBIDDEN' });
        expect(await submit(foreign, profile.id)).toMatchObject({ code: 'NOT_FOUND', field: ['id'] });
        expect(await submit(app.anonymous, profile.id)).toMatchObject({ code: 'NOT_FOUND' });
        expect(await submit(administrator, profile.id, 2)).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
        expect(await submit(administrator, absent)).toMatchObject({ code: 'INVALID_INPUT', field: ['id'] });
        expect(await manager.refused('onboardingItemAccept', step(profile.id, 1), 'item { id }')).toMatchObject({
          code: 'ILLEGAL_TRANSITION',
          allowed: ['submit'],
        });
        for (const [role, client] of clients) {
          const forbidden = { code: 'FORBIDDEN' };
          expect(await client.refused('onboardingItemAccept', step(profile.id, 1), 'item { id }')).toMatchObject(
            forbidden,
          );
          expect(
            await client.refused('onboardingItemSendBack', step(profile.id, 1, because('x')), 'item { id }'),
          ).toMatchObject(forbidden);
          expect(await client.refused('partnerAdmit', step(id, version), 'partner { id }')).toMatchObject(forbidden);
          if (role !== Role.SALES) expect(await submit(client, profile.id)).toMatchObject(forbidden);
        }
      });
    });

    it('does not admit on a checklist that changes concurrently', async () => {
      const { id } = await givenOnboardingPartner(app);
      const administrator = await app.asPartner(id, Role.PARTNER_ADMIN);
      const items = (await read(manager, id)).onboardingItems;
      const submitted: any[] = [];
      for (const [code, input] of [
        ['profile', { note: 'x' }],
        ['contract', { signedOn: '2026-03-01' }],
      ] as const) {
        const item = items.find((each: any) => each.code === code);
        const answer = await administrator.done(
          'onboardingItemSubmit',
          step(item.id, 1, submission(input)),
          'item { id version }',
        );
        submitted.push(
          await manager.done('onboardingItemAccept', step(answer.id, answer.version), 'item { id version }'),
        );
      }
      const { version } = await read(manager, id);
      const [admitted, sentBack] = await Promise.all([
        manager.mutate('partnerAdmit', step(id, version), 'partner { status }'),
        manager.mutate(
          'onboardingItemSendBack',
          step(submitted[0].id, submitted[0].version, because('Wait.')),
          'item { status }',
        ),
      ]);
      expect([admitted.partner, sentBack.item].filter(Boolean)).toHaveLength(1);
    });
  });
});
