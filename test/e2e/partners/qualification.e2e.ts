import { Certification, certificationService, CertificationStatus } from '../../../src/modules/assessments';
import {
  certificationIssued,
  certificationRevoked,
} from '../../../src/modules/assessments/certifications/certification.facts';
import { addDays } from '../../../src/shared/domain/dates';
import { system } from '../../../src/shared/access/viewer';
import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import {
  givenAdmittedPartner,
  givenApplicant,
  givenClosedOffering,
  givenOffering,
  givenOpenedQualification,
  givenProgramme,
  someAward,
} from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

const step = (id: string, version: number, more: object = {}) => ({ id, version, ...more });
const because = (reason: string) => ({ reason });
const waiver = (code: string, reason = 'We know them.') => ({ code, ...because(reason) });

const gates = {
  toAssessment: [{ code: 'trained', metric: 'membersCompletedPath', minimum: 1 }],
  toAssisted: [{ code: 'certified', metric: 'certifiedMembers', minimum: 2 }],
  toIndependent: [
    { code: 'delivered', metric: 'assistedDeliveriesPassed', minimum: 1 },
    { code: 'evaluated', metric: 'meanMentorEvaluation', minimum: '3.5' },
  ],
};

const tiers = [
  { name: 'Registered' },
  { name: 'Delivering', criteria: [{ metric: 'independentOfferings', minimum: 1 }] },
];

describe('qualifications', () => {
  let app: TestApp;
  let manager: Client;
  let programmeId: string;
  let partnerId: string;
  let members: string[];

  beforeAll(async () => {
    app = await TestApp.start();
    programmeId = (await givenProgramme(app, { gates, tiers, graceDays: 30 })).id;
  });
  afterAll(() => app.stop());

  beforeEach(async () => {
    // Signs in again: a test may have moved the clock.
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    partnerId = (await givenAdmittedPartner(app)).id;
    members = [];
    for (let count = 0; count < 3; count += 1)
      members.push((await app.createUser([Role.PARTNER_MEMBER], { partnerId })).id);
  });

  const read = async (id: string, client = manager): Promise<any> =>
    (
      await client.query(
        `query ($id: ID!) { qualification(id: $id) {
          id version stage lapsedFrom lapsedOn recoverUntil partner { id } offering { id }
          gate { name target satisfied programme { id } criteria { code description required observed met gap waived waiverReason evidence } }
          history { from to reason at programme { id } actor { id } criteria { code observed met waived waiverReason evidence } }
          waivers { gate code }
          availableActions { name allowed blockedBy { code } }
        } }`,
        { id },
      )
    ).qualification;

  /** Advances a qualification; missing criteria are waived. */
  async function advanceTo(id: string, stage: string): Promise<any> {
    for (let now = await read(id); ; now = await read(id)) {
      if (now.stage === stage) return now;
      for (const { code, met, waived } of now.gate.criteria) {
        if (met || waived) continue;
        await manager.done('gateCriterionWaive', step(id, now.version, waiver(code)), 'waiver { id }');
      }
      await manager.done('qualificationAdvance', step(id, now.version), 'qualification { id }');
    }
  }

  async function certify(userId: string, offeringId: string): Promise<string> {
    const command = { viewer: system, action: 'test', requestId: 'test' };
    const { id } = await app.installation.database.transaction(command, (tx) =>
      tx.insert(Certification, {
        userId: userId as never,
        partnerId: partnerId as never,
        offeringId: offeringId as never,
        status: CertificationStatus.ACTIVE,
        activeKey: `${userId}:${offeringId}`,
        issuedOn: app.clock.today(),
        evidence: [],
        ...someAward(app, offeringId),
      }),
    );
    return id;
  }

  async function tell(type: typeof certificationIssued, offeringId: string, certificationId: string): Promise<void> {
    const command = { viewer: system, action: 'test', requestId: 'test' };
    const data = { userId: members[0] as never, offeringId: offeringId as never, partnerId: partnerId as never };
    await app.installation.database.transaction(command, async (tx) =>
      tx.record(type, await tx.load(Certification, certificationId), data),
    );
    await app.installation.relay.settle();
  }

  async function takeAway(certificationId: string): Promise<void> {
    const command = { viewer: system, action: 'test', requestId: 'test' };
    await app.installation.database.transaction(command, (tx) =>
      certificationService.revoke(tx, certificationId, 1, 'Copied.'),
    );
    await app.installation.relay.settle();
  }

  const giveUp = async (userId: string, member: Client): Promise<void> => {
    const { user } = await member.query('query ($id: ID!) { user(id: $id) { version } }', { id: userId });
    await member.done('userDeactivate', step(userId, user.version, because('Left.')), 'user { id }');
    await app.installation.relay.settle();
  };

  it('are opened once per partner and offering', async () => {
    const offering = await givenOffering(app);
    const { id } = await givenOpenedQualification(app, partnerId, offering.id);
    expect(await read(id)).toMatchObject({
      stage: 'TRAINING',
      partner: { id: partnerId },
      offering: { id: offering.id },
      history: [],
    });
    expect(await app.factsAbout(id)).toEqual(['QualificationOpened']);
    expect(await app.historyOf(id)).toEqual(['qualificationOpen']);

    const opening = (changes: object = {}) => ({ input: { partnerId, offeringId: offering.id, ...changes } });
    const applicant = await givenApplicant(app);
    const own = await app.asPartner(partnerId, Role.PARTNER_ADMIN);
    const foreign = await app.asPartner(applicant.id, Role.PARTNER_ADMIN);
    const sales = await app.as(Role.SALES);
    const closed = await givenClosedOffering(app);
    await app.expectNothingChanged(async () => {
      const open = (client: Client, changes: object = {}) =>
        client.refused('qualificationOpen', opening(changes), 'qualification { id }');
      expect(await open(manager)).toMatchObject({ rule: 'already-open', field: ['input', 'offeringId'] });
      expect(await open(manager, { partnerId: applicant.id })).toMatchObject({ rule: 'partner-not-active' });
      expect(await open(manager, { offeringId: partnerId })).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['input', 'offeringId'],
      });
      expect(await open(manager, { offeringId: closed.id })).toMatchObject({
        rule: 'closed-to-partners',
        field: ['input', 'offeringId'],
      });
      expect(await open(own)).toMatchObject({ code: 'FORBIDDEN' });
      expect(await open(sales)).toMatchObject({ code: 'FORBIDDEN' });
      expect(await open(foreign)).toMatchObject({ code: 'NOT_FOUND', field: ['input', 'partnerId'] });
    });

    const parallel = await givenOffering(app);
    const payloads = await Promise.all(
      [1, 2, 3].map(() =>
        manager.mutate('qualificationOpen', opening({ offeringId: parallel.id }), 'qualification { id }'),
      ),
    );
    expect(payloads.filter(({ qualification }) => qualification)).toHaveLength(1);
  });

  it('advance only through their gate, which lists what is missing', async () => {
    const offering = await givenOffering(app);
    const { id, version } = await givenOpenedQualification(app, partnerId, offering.id);
    const refusal = await app.expectNothingChanged(() =>
      manager.refused('qualificationAdvance', step(id, version), 'qualification { id }'),
    );
    expect(refusal).toMatchObject({
      code: 'GATE_NOT_MET',
      criteria: [{ code: 'trained', required: '1', observed: null, met: false, waived: false }],
    });
    const before = await read(id);
    expect(before.gate).toMatchObject({
      name: 'toAssessment',
      target: 'ASSESSMENT',
      satisfied: false,
      programme: { id: programmeId },
    });
    expect(before.availableActions).toEqual([
      { name: 'qualificationAdvance', allowed: false, blockedBy: [{ code: 'trained' }] },
      { name: 'qualificationRevoke', allowed: true, blockedBy: [] },
    ]);

    const granted = await manager.done(
      'gateCriterionWaive',
      step(id, version, waiver('trained', 'They wrote the course.')),
      'waiver { gate code reason }',
    );
    expect(granted).toEqual({ gate: 'toAssessment', code: 'trained', reason: 'They wrote the course.' });
    await manager.done('qualificationAdvance', step(id, version), 'qualification { id }');

    const first = await certify(members[0]!, offering.id);
    const one = await read(id);
    expect(one.stage).toBe('ASSESSMENT');
    expect(one.gate.criteria).toMatchObject([
      { code: 'certified', required: '2', observed: '1', met: false, evidence: [first] },
    ]);
    const second = await certify(members[1]!, offering.id);
    await manager.done('qualificationAdvance', step(id, one.version), 'qualification { id }');

    const assisted = await read(id);
    expect(assisted.stage).toBe('ASSISTED');
    expect(assisted.history).toMatchObject([
      {
        from: 'TRAINING',
        to: 'ASSESSMENT',
        programme: { id: programmeId },
        actor: { id: manager.userId },
        criteria: [
          { code: 'trained', observed: null, met: false, waived: true, waiverReason: 'They wrote the course.' },
        ],
      },
      {
        from: 'ASSESSMENT',
        to: 'ASSISTED',
        criteria: [{ code: 'certified', observed: '2', met: true, waived: false, evidence: [first, second] }],
      },
    ]);
    expect(assisted.gate.criteria.map(({ code, observed }: any) => [code, observed])).toEqual([
      ['delivered', '0'],
      ['evaluated', null],
    ]);
    const independent = await advanceTo(id, 'INDEPENDENT');
    expect(independent).toMatchObject({ gate: null, availableActions: [{ name: 'qualificationRevoke' }] });
    expect(await app.factsAbout(id)).toEqual([
      'QualificationOpened',
      'GateCriterionWaived',
      'QualificationAdvanced',
      'QualificationAdvanced',
      'GateCriterionWaived',
      'GateCriterionWaived',
      'QualificationAdvanced',
    ]);
    const { partner } = await manager.query(
      'query ($id: ID!) { partner(id: $id) { tier computedTier { tier tiers { criteria { observed evidence } } } } }',
      { id: partnerId },
    );
    expect(partner).toMatchObject({ tier: 'Registered', computedTier: { tier: 'Delivering' } });
    expect(partner.computedTier.tiers[1].criteria).toEqual([{ observed: '1', evidence: [id] }]);
    // The result stays the same when the counted records change.
    await takeAway(first);
    expect((await read(id)).history[1]).toEqual(assisted.history[1]);
  });

  it("refuse other users' steps, steps without a gate, and stale versions", async () => {
    const offering = await givenOffering(app);
    const { id, version } = await givenOpenedQualification(app, partnerId, offering.id);
    const own = await app.asPartner(partnerId, Role.PARTNER_ADMIN);
    const foreign = await app.asPartner((await givenApplicant(app)).id, Role.PARTNER_ADMIN);
    const clients: Client[] = [own];
    for (const role of Object.values(Role)) {
      if (role.startsWith('PARTNER') || [Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)) continue;
      clients.push(await app.as(role));
    }
    await app.expectNothingChanged(async () => {
      for (const [name, more, selection] of [
        ['qualificationAdvance', {}, 'qualification { id }'],
        ['qualificationRevoke', because('x'), 'qualification { id }'],
        ['gateCriterionWaive', waiver('trained'), 'waiver { id }'],
      ] as const) {
        const args = step(id, version, more);
        for (const client of clients) {
          expect(await client.refused(name, args, selection)).toMatchObject({ code: 'FORBIDDEN' });
        }
        const absent = 'qualification_01jd5s9c0ye5rt3t7m6x0j5d1q';
        const there = await foreign.refused(name, args, selection);
        const gone = await foreign.refused(name, { ...args, id: absent }, selection);
        expect({ ...there, message: there.message.replace(id, absent) }).toEqual(gone);
        expect(gone.code).toBe('NOT_FOUND');
        const stale = await manager.refused(name, step(id, version + 1, more), selection);
        expect(stale).toMatchObject({ code: 'CONFLICT', currentVersion: version });
      }
      const wrong = await manager.refused(
        'gateCriterionWaive',
        step(id, version, waiver('certified')),
        'waiver { id }',
      );
      expect(wrong).toMatchObject({ code: 'INVALID_INPUT', field: ['code'] });
    });
    expect((await own.query('query ($id: ID!) { qualification(id: $id) { stage } }', { id })).qualification.stage).toBe(
      'TRAINING',
    );
    expect(
      (await foreign.query('query ($id: ID!) { qualification(id: $id) { stage } }', { id })).qualification,
    ).toBeNull();
    // The gate is the same for the partner as for the vendor.
    expect((await read(id, own)).gate).toEqual((await read(id)).gate);
  });

  it('are revoked permanently, and can be opened again', async () => {
    const offering = await givenOffering(app);
    const { id, version } = await givenOpenedQualification(app, partnerId, offering.id);
    await manager.done('qualificationRevoke', step(id, version, because('Fraud.')), 'qualification { id }');
    const revoked = await read(id);
    expect(revoked).toMatchObject({ stage: 'REVOKED', gate: null, availableActions: [] });
    expect(revoked.history).toMatchObject([{ from: 'TRAINING', to: 'REVOKED', reason: 'Fraud.', criteria: [] }]);
    await app.expectNothingChanged(async () => {
      for (const [name, more] of [
        ['qualificationAdvance', {}],
        ['qualificationRevoke', because('x')],
      ] as const) {
        const refusal = await manager.refused(name, step(id, version + 1, more), 'qualification { id }');
        expect(refusal).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'REVOKED', allowed: [] });
      }
      const args = step(id, version + 1, waiver('trained'));
      expect(await manager.refused('gateCriterionWaive', args, 'waiver { id }')).toMatchObject({ rule: 'no-gate' });
    });
    const again = await givenOpenedQualification(app, partnerId, offering.id);
    expect(again.id).not.toBe(id);
  });

  it('advance only once under concurrent requests', async () => {
    const offering = await givenOffering(app);
    const { id, version } = await givenOpenedQualification(app, partnerId, offering.id);
    await manager.done('gateCriterionWaive', step(id, version, waiver('trained')), 'waiver { id }');
    const payloads = await Promise.all(
      Array.from({ length: 5 }, () =>
        manager.mutate('qualificationAdvance', step(id, version), 'qualification { id }'),
      ),
    );
    expect(payloads.filter(({ qualification }) => qualification)).toHaveLength(1);
    for (const { userErrors } of payloads) if (userErrors.length > 0) expect(userErrors[0].code).toBe('CONFLICT');
    expect((await read(id)).history).toHaveLength(1);
  });

  describe('when certified members are lost', () => {
    async function independent(): Promise<{ id: string; offeringId: string; certifications: string[] }> {
      const offeringId = (await givenOffering(app)).id;
      const { id } = await givenOpenedQualification(app, partnerId, offeringId);
      const certifications = [await certify(members[0]!, offeringId), await certify(members[1]!, offeringId)];
      await advanceTo(id, 'INDEPENDENT');
      return { id, offeringId, certifications };
    }

    it('lapse, and recover in the days of grace', async () => {
      const { id, offeringId, certifications } = await independent();
      const today = app.clock.today();
      await takeAway(certifications[0]!);
      const lapsed = await read(id);
      expect(lapsed).toMatchObject({
        stage: 'LAPSED',
        lapsedFrom: 'INDEPENDENT',
        lapsedOn: today,
        recoverUntil: addDays(today, 30),
        gate: { name: 'toAssisted', satisfied: false },
      });
      expect(lapsed.availableActions.map(({ name }: any) => name)).toEqual(['qualificationRevoke']);
      expect(lapsed.history.at(-1)).toMatchObject({
        from: 'INDEPENDENT',
        to: 'LAPSED',
        actor: null,
        programme: { id: programmeId },
        criteria: [{ code: 'certified', observed: '1', met: false, evidence: [certifications[1]] }],
      });
      app.clock.advanceDays(30);
      await tell(certificationIssued, offeringId, await certify(members[2]!, offeringId));
      manager = await app.as(Role.ECOSYSTEM_MANAGER);
      const back = await read(id);
      expect(back).toMatchObject({ stage: 'INDEPENDENT', lapsedFrom: null, lapsedOn: null, recoverUntil: null });
      expect((await app.factsAbout(id)).slice(-2)).toEqual(['QualificationLapsed', 'QualificationRecovered']);
      expect((await app.historyOf(id)).slice(-2)).toEqual(['qualificationReassess', 'qualificationReassess']);
    });

    it('start over at their assessment after the days of grace', async () => {
      const { id, offeringId, certifications } = await independent();
      await takeAway(certifications[0]!);
      app.clock.advanceDays(31);
      await tell(certificationIssued, offeringId, await certify(members[2]!, offeringId));
      manager = await app.as(Role.ECOSYSTEM_MANAGER);
      expect(await read(id)).toMatchObject({ stage: 'ASSESSMENT', lapsedFrom: null, gate: { satisfied: true } });
    });

    it('stay while enough are left, or while the criterion is waived', async () => {
      const { id, offeringId, certifications } = await independent();
      const third = await certify(members[2]!, offeringId);
      await takeAway(third);
      expect((await read(id)).stage).toBe('INDEPENDENT');
      await takeAway(certifications[0]!);
      const { version } = await read(id);
      await manager.done('gateCriterionWaive', step(id, version, waiver('certified')), 'waiver { id }');
      expect((await read(id)).stage).toBe('INDEPENDENT');
      await takeAway(certifications[1]!);
      expect((await read(id)).stage).toBe('INDEPENDENT');
    });

    it('lapse as well when a member can no longer sign in', async () => {
      const { id } = await independent();
      const admin = await app.as(Role.ADMIN);
      await giveUp(members[2]!, admin);
      expect((await read(id)).stage).toBe('INDEPENDENT');
      await giveUp(members[1]!, admin);
      expect((await read(id)).stage).toBe('LAPSED');
    });

    it('refuse a concurrent step that was judged before', async () => {
      const offeringId = (await givenOffering(app)).id;
      const { id, version } = await givenOpenedQualification(app, partnerId, offeringId);
      await tell(certificationRevoked, offeringId, await certify(members[0]!, offeringId));
      const after = await read(id);
      expect(after).toMatchObject({ stage: 'TRAINING', version: version + 1, history: [] });
    });
  });
});
