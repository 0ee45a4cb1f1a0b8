import { unexpiredCertification } from '../../../src/modules/assessments';
import type { User } from '../../../src/modules/identity';
import { metrics } from '../../../src/schema';
import { system } from '../../../src/shared/access/viewer';
import { newId } from '../../../src/shared/domain/ids';
import { measure } from '../../../src/shared/domain/metric';
import { Fact } from '../../../src/shared/events/fact';
import { Role, TestApp, testStart } from '../../support/app';
import { type Client } from '../../support/client';
import { givenAttempt, givenExam, givenOffering } from '../../support/given';

describe('a certification', () => {
  let app: TestApp;
  let manager: Client;
  let member: Client;
  let partnerId: string;
  let offeringId: string;
  const fields = 'id version status partnerId issuedOn expiresOn evidence revokedAt revocationReason';
  const selection = `certification { ${fields} user { id } availableActions { name allowed blockedBy { code } } }`;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    app.clock.set(testStart);
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    partnerId = newId('partner');
    offeringId = (await givenOffering(app)).id;
    member = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
  });

  /** Time passes, and people sign in again: access tokens are short-lived. */
  const at = async (moment: string) => {
    app.clock.set(moment);
    const again = (client: Client) => app.signIn({ id: client.userId } as User);
    [manager, member] = [await again(manager), await again(member)];
  };
  const certifications = async (client: Client, filter: object = {}) => {
    const { certifications: page } = await manager.query(
      `query ($filter: CertificationFilter) { certifications(filter: $filter) { nodes { ${fields} } } }`,
      { filter: { userId: [client.userId], ...filter } },
    );
    return page.nodes;
  };
  const revocation = ({ id, version }: { id: string; version: number }, reason = 'Shared the exam.') => ({
    id,
    version,
    input: { reason },
  });
  const dataOf = async (type: string, subjectId: string) => {
    const [fact] = await app.installation.database.reader(system).list(Fact, { type, subjectId });
    return fact!.data;
  };
  const certifiedMembers = async (offering: string | null, on = app.clock.today()) => {
    const reader = app.installation.database.reader(system);
    const subject = offering === null ? { partnerId } : { partnerId, offeringId: offering };
    const metric = metrics.find('certifiedMembers')!;
    const { value, evidence } = await measure(reader, metric, subject, { on });
    return { value: value!.toNumber(), evidence };
  };
  const unexpired = async (on: string) => {
    const reader = app.installation.database.reader(system);
    return (await unexpiredCertification(reader, member.userId!, offeringId, on))?.id ?? null;
  };

  it('is issued with the last required pass, until the first of the passes ends', async () => {
    const design = await givenExam(app, offeringId, { validityMonths: 24 });
    const build = await givenExam(app, offeringId, { validityMonths: 6 });
    const optional = await givenExam(app, offeringId, { required: false, validityMonths: 1 });
    await givenAttempt(member, optional.id);
    const first = await givenAttempt(member, design.id);
    expect(await certifications(member)).toEqual([]);
    await at('2026-08-31T12:00:00.000Z');
    const second = await givenAttempt(member, build.id);
    const [certification, ...others] = await certifications(member);
    expect(others).toEqual([]);
    expect(certification).toMatchObject({
      status: 'ACTIVE',
      partnerId,
      issuedOn: '2026-08-31',
      expiresOn: '2027-02-28',
      revokedAt: null,
    });
    expect([...certification.evidence].sort()).toEqual([first.id, second.id].sort());
    expect(await app.factsAbout(certification.id)).toEqual(['CertificationIssued']);
    expect(await app.historyOf(certification.id)).toEqual(['attemptSubmit']);
    expect(await dataOf('CertificationIssued', certification.id)).toEqual({
      userId: member.userId,
      offeringId,
      partnerId,
    });
  });

  it('never expires if no pass does', async () => {
    const exam = await givenExam(app, offeringId, { validityMonths: 0 });
    await givenAttempt(member, exam.id);
    expect(await certifications(member)).toMatchObject([{ status: 'ACTIVE', expiresOn: null }]);
    expect(await unexpired('2999-01-01')).not.toBeNull();
  });

  it('is not issued by an optional assessment alone, or by a failure', async () => {
    const optional = await givenExam(app, offeringId, { required: false });
    await givenAttempt(member, optional.id);
    const exam = await givenExam(app, offeringId);
    await givenAttempt(member, exam.id, false);
    expect(await certifications(member)).toEqual([]);
  });

  it('counts a pass of an earlier edition', async () => {
    const design = await givenExam(app, offeringId);
    await givenAttempt(member, design.id);
    const build = await givenExam(app, offeringId);
    await givenExam(app, offeringId, { predecessorId: design.id });
    const [certification] = await certifications(member);
    await at('2028-02-01T09:00:00.000Z');
    await givenAttempt(member, build.id);
    // The earlier pass ends first, so the certification does not last longer.
    expect(await certifications(member)).toEqual([certification]);
  });

  it('is extended by a renewal while it is valid', async () => {
    const exam = await givenExam(app, offeringId, { validityMonths: 12 });
    await givenAttempt(member, exam.id);
    const [before] = await certifications(member);
    await at('2027-01-15T09:00:00.000Z');
    const again = await givenAttempt(member, exam.id);
    expect(await certifications(member)).toEqual([
      { ...before, version: 2, expiresOn: '2028-01-15', evidence: [again.id] },
    ]);
    expect(await app.factsAbout(before.id)).toEqual(['CertificationIssued', 'CertificationProlonged']);
  });

  it('is expired the day after its last, and replaced by a new one', async () => {
    const exam = await givenExam(app, offeringId, { validityMonths: 12 });
    await givenAttempt(member, exam.id);
    await at('2027-03-02T23:59:00.000Z');
    const [certification] = await certifications(member, { status: ['ACTIVE'] });
    expect(certification).toMatchObject({ status: 'ACTIVE', expiresOn: '2027-03-02' });
    await at('2027-03-03T00:00:00.000Z');
    expect(await certifications(member, { status: ['ACTIVE'] })).toEqual([]);
    expect(await certifications(member, { status: ['EXPIRED'] })).toMatchObject([{ status: 'EXPIRED' }]);
    const late = await app.expectNothingChanged(() =>
      manager.refused('certificationRevoke', revocation(certification), selection),
    );
    expect(late).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'EXPIRED', allowed: ['renewOpen'] });
    await givenAttempt(member, exam.id);
    expect(await certifications(member)).toMatchObject([
      { status: 'ACTIVE', issuedOn: '2027-03-03', expiresOn: '2028-03-03' },
      { id: certification.id, status: 'EXPIRED' },
    ]);
    expect(await app.factsAbout(certification.id)).toEqual(['CertificationIssued', 'CertificationExpired']);
  });

  it('is found and counted by its days', async () => {
    const exam = await givenExam(app, offeringId, { validityMonths: 12 });
    const other = (await givenOffering(app)).id;
    const otherExam = await givenExam(app, other, { validityMonths: 24 });
    const colleague = await app.asPartner(partnerId);
    const foreigner = await app.asPartner(newId('partner'));
    await givenAttempt(member, exam.id);
    await givenAttempt(member, otherExam.id);
    await givenAttempt(colleague, otherExam.id);
    await givenAttempt(foreigner, exam.id);
    const [mine] = await certifications(member, { offeringId: [offeringId] });

    expect(await certifiedMembers(offeringId)).toEqual({ value: 1, evidence: [mine.id] });
    expect((await certifiedMembers(other)).value).toBe(2);
    const all = await certifiedMembers(null);
    expect([all.value, all.evidence.length]).toEqual([2, 3]);
    for (const [day, found] of [
      ['2026-03-01', false],
      ['2026-03-02', true],
      ['2027-03-02', true],
      ['2027-03-03', false],
    ] as const) {
      expect(await unexpired(day)).toBe(found ? mine.id : null);
      expect((await certifiedMembers(offeringId, day)).value).toBe(found ? 1 : 0);
    }
    expect(await app.countStatements(() => certifiedMembers(null))).toBe(1);

    const admin = await app.as(Role.ADMIN);
    const { user } = await admin.query('query ($id: ID!) { user(id: $id) { id version } }', { id: colleague.userId });
    await admin.done('userDeactivate', { id: user.id, version: user.version, reason: 'Left.' }, 'user { id }');
    expect((await certifiedMembers(other)).value).toBe(1);
  });

  it('is revoked with a reason; then everything must be passed again', async () => {
    const exam = await givenExam(app, offeringId);
    const second = await givenExam(app, offeringId);
    await givenAttempt(member, exam.id);
    await givenAttempt(member, second.id);
    const [certification] = await certifications(member);
    await at('2026-03-03T09:00:00.000Z');
    const revoked = await manager.done('certificationRevoke', revocation(certification), selection);
    expect(revoked).toMatchObject({
      status: 'REVOKED',
      revokedAt: '2026-03-03T09:00:00.000Z',
      revocationReason: 'Shared the exam.',
      availableActions: [],
    });
    expect(await app.factsAbout(certification.id)).toEqual(['CertificationIssued', 'CertificationRevoked']);
    expect(await app.historyOf(certification.id)).toEqual(['attemptSubmit', 'certificationRevoke']);
    expect(await dataOf('CertificationRevoked', certification.id)).toEqual({
      userId: member.userId,
      offeringId,
      partnerId,
    });
    expect(await certifiedMembers(offeringId)).toEqual({ value: 0, evidence: [] });
    expect(await unexpired('2026-03-03')).toBeNull();

    await at('2026-03-04T09:00:00.000Z');
    await givenAttempt(member, exam.id);
    expect(await certifications(member, { status: ['ACTIVE'] })).toEqual([]);
    await givenAttempt(member, second.id);
    expect(await certifications(member, { status: ['ACTIVE'] })).toMatchObject([{ issuedOn: '2026-03-04' }]);
  });

  it('is not revoked twice, without a reason, on a stale version, or by the holder', async () => {
    const exam = await givenExam(app, offeringId);
    await givenAttempt(member, exam.id);
    const consultant = await app.createUser([Role.CONSULTANT]);
    const consulting = await app.signIn(consultant);
    await givenAttempt(consulting, exam.id);
    const [certification] = await certifications(member);
    const [own] = await certifications(consulting);
    const admin = await app.as(Role.ADMIN);
    await admin.done(
      'userRolesSet',
      { id: consultant.id, version: consultant.version, roles: [Role.ECOSYSTEM_MANAGER, Role.ADMIN] },
      'user { id }',
    );
    // Losing a role has ended the first session.
    const candidate = await app.signIn(consultant);
    const cases: [Client, object, object][] = [
      [manager, revocation(certification, ''), { code: 'INVALID_INPUT', field: ['input', 'reason'] }],
      [manager, revocation({ ...certification, version: 3 }), { code: 'CONFLICT', currentVersion: 1 }],
      [candidate, revocation(own), { code: 'RULE_VIOLATION', rule: 'own-act' }],
    ];
    for (const [client, target, error] of cases) {
      const refusal = await app.expectNothingChanged(() => client.refused('certificationRevoke', target, selection));
      expect(refusal).toMatchObject(error);
    }
    const revoked = await manager.done('certificationRevoke', revocation(certification), selection);
    const twice = await app.expectNothingChanged(() =>
      manager.refused('certificationRevoke', revocation(revoked), selection),
    );
    expect(twice).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'REVOKED' });
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'cannot be revoked by %s',
    async (role) => {
      const client = role.startsWith('PARTNER') ? await app.asPartner(partnerId, role) : await app.as(role);
      const exam = await givenExam(app, offeringId);
      await givenAttempt(member, exam.id);
      const [certification] = await certifications(member);
      const refusal = await app.expectNothingChanged(() =>
        client.refused('certificationRevoke', revocation(certification), selection),
      );
      expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it('is visible to the whole firm; to another firm it does not exist', async () => {
    const exam = await givenExam(app, offeringId);
    await givenAttempt(member, exam.id);
    const [{ id }] = await certifications(member);
    const read = `query ($id: ID!) { certification(id: $id) { id status } node(id: $id) { id }
      certifications(filter: { partnerId: ["${partnerId}"] }) { totalCount }
      user(id: "${member.userId}") { certifications { totalCount } } }`;
    const colleague = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    expect(await colleague.query(read, { id })).toEqual({
      certification: { id, status: 'ACTIVE' },
      node: { id },
      certifications: { totalCount: 1 },
      user: { certifications: { totalCount: 1 } },
    });
    const foreigner = await app.asPartner(newId('partner'), Role.PARTNER_ADMIN);
    expect(await foreigner.query(read, { id })).toEqual({
      certification: null,
      node: null,
      certifications: { totalCount: 0 },
      user: null,
    });
    for (const target of [id, newId('certification')]) {
      const refusal = await app.expectNothingChanged(() =>
        foreigner.refused('certificationRevoke', revocation({ id: target, version: 1 }), selection),
      );
      expect(refusal).toMatchObject({ code: 'NOT_FOUND', message: `There is no record ${target}.` });
    }
  });
});
