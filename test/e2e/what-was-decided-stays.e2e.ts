import { AssessmentStatus, Assessment, Certification } from '../../src/modules/assessments';
import { ServiceOffering } from '../../src/modules/catalog';
import { User } from '../../src/modules/identity';
import { Partner } from '../../src/modules/partners';
import { searchKey } from '../../src/shared/domain/text';
import { Role, TestApp } from '../support/app';
import type { Client } from '../support/client';
import { approveTime, givenTeam } from '../support/costs';
import {
  givenAdmittedPartner,
  givenAttempt,
  givenCertification,
  givenExam,
  givenOffering,
  givenOpenedQualification,
  givenProgramme,
  store,
} from '../support/given';

/*
 * What was signed, decided or awarded keeps its content when today's records change: the list of ADR 27. Signed
 * papers, published reports and badges have tests of their own: signed-papers, status-report-file, badge-award.
 */

describe('a decision', () => {
  let app: TestApp;
  let manager: Client;
  let partnerId: string;
  let offeringId: string;

  const rules = (minimum: number) => ({
    gates: {
      toAssessment: [],
      toAssisted: [{ code: 'certified', metric: 'certifiedMembers', minimum }],
      toIndependent: [],
    },
    tiers: [
      { name: 'Registered' },
      { name: 'Gold', criteria: [{ metric: 'newUsers12Months', minimum: 10 * minimum }] },
    ],
  });

  beforeAll(async () => {
    app = await TestApp.start();
    await givenProgramme(app, rules(1));
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    partnerId = (await givenAdmittedPartner(app)).id;
    offeringId = (await givenOffering(app)).id;
  });

  const step = (id: string, version: number, more: object = {}) => ({ id, version, ...more });
  const read = async (id: string, selection: string) =>
    (await manager.query(`query ($id: ID!) { node(id: $id) { ${selection} } }`, { id })).node;

  /** Changes names, figures, certifications and rules. */
  async function everythingChanges(): Promise<void> {
    await store(app, async (tx) => {
      for (const each of [...(await tx.list(Partner, {})), ...(await tx.list(ServiceOffering, {}))]) {
        const name = `Renamed ${each.id}`;
        await tx.save(Object.assign(each, { name, nameKey: searchKey(name) }));
      }
      for (const user of await tx.list(User, {})) await tx.save(Object.assign(user, { name: `Renamed ${user.id}` }));
      for (const each of await tx.list(Certification, {}))
        await tx.save(Object.assign(each, { expiresOn: '2026-03-02' }));
      for (const each of await tx.list(Assessment, { status: AssessmentStatus.PUBLISHED })) {
        const answerKey = each.answerKey.map((question) => ({ ...question, text: 'Another question?' }));
        await tx.save(
          Object.assign(each, { title: `Renamed ${each.id}`, passMark: each.passMark.plus(30), answerKey }),
        );
      }
    });
    app.clock.advanceDays(1);
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    await report(0);
    await givenProgramme(app, rules(7));
  }

  const report = (value: number) => {
    const input = { metric: 'newUsers12Months', value: String(value), asOf: app.clock.today(), sourceNote: 'Licences' };
    const args = { partnerId, input };
    return manager.done('partnerFigureReport', args, 'figure { id }');
  };

  it('by a gate keeps the criteria with their required and observed values', async () => {
    const qualification = await givenOpenedQualification(app, partnerId, offeringId);
    const member = await app.createUser([Role.PARTNER_MEMBER], { partnerId });
    await givenCertification(app, member, offeringId, { expiresOn: null });
    const advance = async () => {
      const { version } = await read(qualification.id, '... on Qualification { version }');
      return manager.done('qualificationAdvance', step(qualification.id, version), 'qualification { stage }');
    };
    await advance();
    expect(await advance()).toEqual({ stage: 'ASSISTED' });
    const selection = `... on Qualification { history { from to reason at programme { id }
      criteria { code description required observed met gap waived waiverReason evidence } } }`;
    const before = await read(qualification.id, selection);
    expect(before.history.at(-1).criteria).toMatchObject([{ required: '1', observed: '1', met: true }]);
    await everythingChanges();
    expect(await read(qualification.id, selection)).toEqual(before);
  });

  it('on the admission of a partner keeps the gate that it passed', async () => {
    const selection = `... on Partner { history { from to reason at programme { id }
      criteria { code description required observed met gap waived waiverReason evidence } } }`;
    const before = await read(partnerId, selection);
    expect(before.history.some(({ criteria }: { criteria: unknown[] }) => criteria.length > 0)).toBe(true);
    await everythingChanges();
    expect(await read(partnerId, selection)).toEqual(before);
  });

  it('on a tier keeps the figures and tiers of that moment', async () => {
    await report(500);
    const opened = await manager.done(
      'tierReviewOpen',
      { partnerId, input: { note: 'They asked for it.' } },
      'review { id version }',
    );
    await manager.done(
      'tierReviewDecide',
      step(opened.id, opened.version, { input: { decision: 'PROMOTE', reason: 'The figures say so.' } }),
      'review { id }',
    );
    const selection = `... on TierReview { status cause dueOn note tierBefore tierAfter decision graceUntil reason decidedAt
      programme { id } evidence { computedTier points { total }
        tiers { name met criteria { code description required observed met gap evidence } } } }`;
    const before = await read(opened.id, selection);
    expect(before).toMatchObject({ tierAfter: 'Gold', evidence: { computedTier: 'Gold' } });
    await everythingChanges();
    expect(await read(opened.id, selection)).toEqual(before);
  });

  it('in an exam keeps the drawn questions, the answers and the score', async () => {
    const exam = await givenExam(app, offeringId);
    const member = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    const { id } = await givenAttempt(member, exam.id);
    const selection = `... on Attempt { number status timedOut startedAt closedAt scorePercent validUntil
      questions { id kind text choices { id text } } answers { questionId choiceIds number points possiblePoints } }`;
    const before = await read(id, selection);
    expect(before).toMatchObject({ status: 'PASSED', scorePercent: '100' });
    const { certifications } = await member.query('{ certifications { nodes { id badge { jsonUrl } } } }');
    const badge = async () => (await fetch(certifications.nodes[0].badge.jsonUrl)).json();
    const { credentialSubject } = (await badge()) as { credentialSubject: unknown };
    await everythingChanges();
    expect(await read(id, selection)).toEqual(before);
    expect(await badge()).toMatchObject({ credentialSubject });
  });

  it('on time entries keeps their cost when rates change later', async () => {
    const team = await givenTeam(app);
    const { id } = await approveTime(team.consultant, { workedOn: app.clock.today(), minutes: 90 });
    const selection = '... on TimeEntry { status minutes cost { amount currencyCode } }';
    const asked = async () =>
      (await team.project.manager.query(`query ($id: ID!) { node(id: $id) { ${selection} } }`, { id })).node;
    const before = await asked();
    expect(before.cost).toEqual({ amount: '90.00', currencyCode: 'EUR' });
    const rate = {
      role: 'Consultant',
      currencyCode: 'EUR',
      billRate: '500',
      costRate: '400',
      effectiveOn: '2026-01-01',
      projectId: team.project.id,
    };
    await team.project.manager.done('rateSet', { input: rate }, 'rate { id }');
    await app.installation.relay.settle();
    expect(await asked()).toEqual(before);
  });
});
