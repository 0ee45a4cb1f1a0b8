import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import { givenAdmittedPartner, givenApplicant, givenOffering, givenOpenedQualification } from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

const absent = 'partner_01jd5s9c0ye5rt3t7m6x0j5d1q';
const step = (id: string, version: number, more: object = {}) => ({ id, version, ...more });
const because = (reason: string) => ({ reason });

describe('an active partner', () => {
  let app: TestApp;
  let manager: Client;
  let foreign: Client;
  let others: [Role, Client][];

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    foreign = await app.asPartner((await givenApplicant(app)).id, Role.PARTNER_ADMIN);
    others = [];
    for (const role of Object.values(Role)) {
      if (role.startsWith('PARTNER') || [Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)) continue;
      others.push([role, await app.as(role)]);
    }
  });
  afterAll(() => app.stop());

  const selection = 'partner { id version status statusReason }';

  it('is suspended, reinstated and terminated, with its reasons', async () => {
    const { id, version } = await givenAdmittedPartner(app);
    const member = await app.asPartner(id, Role.PARTNER_MEMBER);
    const suspended = await manager.done('partnerSuspend', step(id, version, because('Two reports late.')), selection);
    expect(suspended).toMatchObject({ status: 'SUSPENDED', statusReason: 'Two reports late.' });
    expect((await member.query('{ viewer { partner { status statusReason } } }')).viewer.partner).toEqual({
      status: 'SUSPENDED',
      statusReason: 'Two reports late.',
    });
    const reinstated = await manager.done('partnerReinstate', step(id, suspended.version), selection);
    expect(reinstated).toMatchObject({ status: 'ACTIVE', statusReason: null });
    const again = await manager.done('partnerSuspend', step(id, reinstated.version, because('Again.')), selection);
    const ended = await manager.done(
      'partnerTerminate',
      step(id, again.version, because('Three times.')),
      'partner { status statusReason availableActions { name } members(first: 100) { nodes { status } } }',
    );
    expect(ended).toMatchObject({ status: 'TERMINATED', statusReason: 'Three times.', availableActions: [] });
    expect(new Set(ended.members.nodes.map(({ status }: any) => status))).toEqual(new Set(['DEACTIVATED']));
    expect((await member.send('{ viewer { id } }')).data?.viewer ?? null).toBeNull();
    expect((await app.factsAbout(id)).slice(-4)).toEqual([
      'PartnerSuspended',
      'PartnerReinstated',
      'PartnerSuspended',
      'PartnerTerminated',
    ]);
    expect((await app.historyOf(id)).slice(-2)).toEqual(['partnerSuspend', 'partnerTerminate']);
    const { auditVerify } = await manager.query('query ($id: ID!) { auditVerify(recordId: $id) { intact } }', { id });
    expect(auditVerify.intact).toBe(true);

    const invitation = { partnerId: id, input: { email: 'late@example.com', name: 'Late', roles: ['PARTNER_MEMBER'] } };
    await app.expectNothingChanged(async () => {
      const over = { code: 'RULE_VIOLATION', rule: 'partner-ended' };
      const contact = { input: { contactName: 'Nobody' } };
      expect(await manager.refused('memberInvite', invitation, 'invitation { id }')).toMatchObject(over);
      expect(await manager.refused('partnerUpdate', step(id, again.version + 1, contact), selection)).toMatchObject(
        over,
      );
      for (const name of ['partnerSuspend', 'partnerTerminate']) {
        const refusal = await manager.refused(name, step(id, again.version + 1, because('x')), selection);
        expect(refusal).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'TERMINATED', allowed: [] });
      }
    });
  });

  it.each(['partnerSuspend', 'partnerReinstate', 'partnerTerminate'])('%s is for ecosystem managers', async (name) => {
    const { id, version } = await givenAdmittedPartner(app);
    const own = await app.asPartner(id, Role.PARTNER_ADMIN);
    const more = name === 'partnerReinstate' ? {} : because('x');
    await app.expectNothingChanged(async () => {
      for (const client of [own, ...others.map(([, each]) => each)]) {
        expect(await client.refused(name, step(id, version, more), selection)).toMatchObject({ code: 'FORBIDDEN' });
      }
      const there = await foreign.refused(name, step(id, version, more), selection);
      const gone = await foreign.refused(name, step(absent, version, more), selection);
      expect({ ...there, message: there.message.replace(id, absent) }).toEqual(gone);
      expect(gone.code).toBe('NOT_FOUND');
      expect(await manager.refused(name, step(id, version + 1, more), selection)).toMatchObject({
        code: 'CONFLICT',
        currentVersion: version,
      });
    });
  });

  it('neither starts to qualify nor advances while it is suspended', async () => {
    const { id, version } = await givenAdmittedPartner(app);
    const [first, second] = [await givenOffering(app), await givenOffering(app)];
    const qualification = await givenOpenedQualification(app, id, first.id);
    await manager.done('partnerSuspend', step(id, version, because('x')), selection);
    await app.expectNothingChanged(async () => {
      const paused = { code: 'RULE_VIOLATION', rule: 'partner-not-active' };
      const opening = { input: { partnerId: id, offeringId: second.id } };
      expect(await manager.refused('qualificationOpen', opening, 'qualification { id }')).toMatchObject(paused);
      const advance = step(qualification.id, qualification.version);
      expect(await manager.refused('qualificationAdvance', advance, 'qualification { id }')).toMatchObject(paused);
    });
    const read = await manager.query(
      'query ($id: ID!) { qualification(id: $id) { availableActions { name allowed blockedBy { code } } } }',
      qualification,
    );
    expect(read.qualification.availableActions[0]).toEqual({
      name: 'qualificationAdvance',
      allowed: false,
      blockedBy: [{ code: 'partner-not-active' }],
    });
  });

  describe('partnerUpdate', () => {
    const update = (id: string, version: number, input: object) => step(id, version, { input });
    const fields = 'partner { id version name legalName region industries website contactName contactEmail }';

    it('changes the given fields, and nothing else', async () => {
      const { id, version, name } = await givenAdmittedPartner(app);
      const own = await app.asPartner(id, Role.PARTNER_ADMIN);
      const contact = { contactName: '李雷', contactEmail: 'li.lei@example.com', website: 'https://example.com/li' };
      const updated = await own.done('partnerUpdate', update(id, version, contact), fields);
      expect(updated).toMatchObject({ ...contact, name, version: version + 1 });
      const renamed = await manager.done(
        'partnerUpdate',
        update(id, updated.version, { name: 'Newly named', industries: ['Space'], website: null }),
        fields,
      );
      expect(renamed).toMatchObject({ name: 'Newly named', industries: ['Space'], website: null, contactName: '李雷' });
      const found = await manager.query(
        '{ partners(filter: { search: "newly NAMED", industry: ["space"] }) { nodes { id } } }',
      );
      expect(found.partners.nodes).toEqual([{ id }]);
      expect((await app.factsAbout(id)).slice(-2)).toEqual(['PartnerUpdated', 'PartnerUpdated']);
    });

    it('keeps the registration unique', async () => {
      const other = await givenAdmittedPartner(app, { registrationNumber: 'HRB 4711', country: 'AT' });
      const { id, version } = await givenAdmittedPartner(app, { registrationNumber: 'HRB 4712', country: 'AT' });
      const taken = () =>
        manager.refused('partnerUpdate', update(id, version, { registrationNumber: 'hrb-4711' }), fields);
      expect(await app.expectNothingChanged(taken)).toMatchObject({
        rule: 'already-registered',
        field: ['input', 'registrationNumber'],
      });
      await manager.done('partnerTerminate', step(other.id, other.version, because('x')), selection);
      await manager.done('partnerUpdate', update(id, version, { registrationNumber: 'hrb-4711' }), fields);
    });

    it('lets a partner change neither its name nor its registration, nor another partner', async () => {
      const { id, version } = await givenAdmittedPartner(app);
      const own = await app.asPartner(id, Role.PARTNER_ADMIN);
      const member = await app.asPartner(id, Role.PARTNER_MEMBER);
      await app.expectNothingChanged(async () => {
        for (const [name, value] of Object.entries({
          name: 'x',
          legalName: 'x',
          country: 'FR',
          registrationNumber: 'x',
          region: 'x',
          industries: [],
        })) {
          const refusal = await own.refused('partnerUpdate', update(id, version, { [name]: value }), fields);
          expect(refusal).toMatchObject({ code: 'FORBIDDEN', field: ['input', name] });
        }
        const contact = update(id, version, { contactName: 'x' });
        for (const client of [member, ...others.map(([, each]) => each)]) {
          expect(await client.refused('partnerUpdate', contact, fields)).toMatchObject({ code: 'FORBIDDEN' });
        }
        expect(await foreign.refused('partnerUpdate', contact, fields)).toMatchObject({ code: 'NOT_FOUND' });
        expect(await own.refused('partnerUpdate', update(id, version, { contactEmail: 'x' }), fields)).toMatchObject({
          code: 'INVALID_INPUT',
          field: ['input', 'contactEmail'],
        });
        expect(await own.refused('partnerUpdate', update(id, 99, { contactName: 'x' }), fields)).toMatchObject({
          code: 'CONFLICT',
        });
      });
    });
  });

  describe('memberInvite', () => {
    const invite = (partnerId: string, changes: object = {}) => ({
      partnerId,
      input: { email: `m${Math.random()}@example.com`, name: 'Marta', roles: ['PARTNER_MEMBER'], ...changes },
    });
    const fields = 'invitation { id token user { id name status roles partner { id } } }';

    it('adds a person to the partner, by its administrator or by the vendor', async () => {
      const { id } = await givenApplicant(app);
      const first = await manager.done('memberInvite', invite(id, { roles: ['PARTNER_ADMIN'] }), fields);
      expect(first.user).toMatchObject({ status: 'INVITED', roles: ['PARTNER_ADMIN'], partner: { id } });
      const administrator = await app.asPartner(id, Role.PARTNER_ADMIN);
      const second = await administrator.done('memberInvite', invite(id), fields);
      const activation = { input: { token: second.token, password: 'a long enough password' } };
      await app.anonymous.done('userActivate', activation, 'user { status }');
      const { partner } = await administrator.query(
        'query ($id: ID!) { partner(id: $id) { members { totalCount nodes { name } } } }',
        { id },
      );
      expect(partner.members.totalCount).toBe(3);
      expect((await app.factsAbout(id)).filter((type) => type === 'PartnerMemberInvited')).toHaveLength(2);
    });

    it('refuses staff roles, addresses in use, other users and other firms', async () => {
      const { id } = await givenApplicant(app);
      const member = await app.asPartner(id, Role.PARTNER_MEMBER);
      const used = await app.createUser([Role.SALES]);
      await app.expectNothingChanged(async () => {
        for (const roles of [['SALES'], ['PARTNER_MEMBER', 'ADMIN'], []]) {
          const refusal = await manager.refused('memberInvite', invite(id, { roles }), fields);
          expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'roles'] });
        }
        expect(await manager.refused('memberInvite', invite(id, { email: used.email }), fields)).toMatchObject({
          rule: 'email-in-use',
        });
        for (const client of [member, ...others.map(([, each]) => each)]) {
          expect(await client.refused('memberInvite', invite(id), fields)).toMatchObject({ code: 'FORBIDDEN' });
        }
        expect(await foreign.refused('memberInvite', invite(id), fields)).toMatchObject({ code: 'NOT_FOUND' });
        expect(await app.anonymous.refused('memberInvite', invite(id), fields)).toMatchObject({ code: 'NOT_FOUND' });
      });
    });

    it('adds nobody to a partner that is being rejected', async () => {
      const { id, version } = await givenApplicant(app);
      const [, rejected] = await Promise.all([
        manager.mutate('memberInvite', invite(id), fields),
        manager.mutate('partnerReject', step(id, version, because('x')), selection),
      ]);
      const { partner } = await manager.query(
        'query ($id: ID!) { partner(id: $id) { status members { nodes { status } } } }',
        { id },
      );
      expect(partner.status).toBe(rejected.partner ? 'REJECTED' : 'APPLICANT');
      if (rejected.partner) for (const { status } of partner.members.nodes) expect(status).toBe('DEACTIVATED');
    });
  });
});
