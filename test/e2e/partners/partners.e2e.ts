import { Certification, CertificationStatus } from '../../../src/modules/assessments';
import { system } from '../../../src/shared/access/viewer';
import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import {
  givenAdmittedPartner,
  givenApplicant,
  givenOffering,
  givenOpenedQualification,
  givenProgramme,
} from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

describe('partners', () => {
  let app: TestApp;
  let analyst: Client;
  let active: string;
  let offeringId: string;
  let qualificationId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    analyst = await app.as(Role.ANALYST);
    const firm = {
      name: 'Alpha',
      legalName: 'Alpha 织 SARL',
      country: 'FR',
      region: 'EMEA',
      industries: ['Retail', 'Space'],
    };
    active = (await givenAdmittedPartner(app, firm)).id;
    await givenApplicant(app, {
      name: 'beta',
      legalName: 'Beta',
      country: 'CN',
      region: 'East China',
      industries: ['Spaceships'],
    });
    await givenApplicant(app, {
      name: 'Gamma 100%',
      legalName: 'Gamma',
      country: 'CN',
      region: 'North China',
      industries: [],
    });
    offeringId = (await givenOffering(app)).id;
    await certify(active, '2026-04-01');
    qualificationId = (await givenOpenedQualification(app, active, offeringId)).id;
  });
  afterAll(() => app.stop());

  /** A member of the partner whose certification ends on a given day. */
  async function certify(partnerId: string, expiresOn: string): Promise<string> {
    const { id: userId } = await app.createUser([Role.PARTNER_MEMBER], { partnerId });
    const command = { viewer: system, action: 'test', requestId: 'test' };
    const { id } = await app.installation.database.transaction(command, (tx) =>
      tx.insert(Certification, {
        ...({ userId, partnerId, offeringId } as never as Certification),
        status: CertificationStatus.ACTIVE,
        activeKey: `${userId}:${offeringId}`,
        issuedOn: app.clock.today(),
        expiresOn,
        evidence: [],
        revokedAt: null,
        revocationReason: null,
      }),
    );
    return id;
  }

  const names = async (args: string, client = analyst): Promise<string[]> => {
    const inOffering = args.replace('$offering', `"${offeringId}"`);
    const { partners } = await client.query(`{ partners${inOffering} { nodes { name } } }`);
    return partners.nodes.map(({ name }: any) => name);
  };

  it.each([
    ['', ['Alpha', 'beta', 'Gamma 100%']],
    ['(orderBy: { direction: DESC })', ['Gamma 100%', 'beta', 'Alpha']],
    ['(orderBy: { field: CREATED_AT })', ['Alpha', 'beta', 'Gamma 100%']],
    ['(filter: { status: [APPLICANT] })', ['beta', 'Gamma 100%']],
    ['(filter: { tier: ["Registered"] })', ['Alpha']],
    ['(filter: { country: ["CN", "TW"], region: ["North China"] })', ['Gamma 100%']],
    ['(filter: { industry: ["SPACE"] })', ['Alpha']],
    ['(filter: { industry: ["space", "spaceships"] })', ['Alpha', 'beta']],
    ['(filter: { industry: [] })', []],
    ['(filter: { search: "织" })', ['Alpha']],
    ['(filter: { search: "100%" })', ['Gamma 100%']],
    ['(filter: { search: "_" })', []],
    ['(filter: { qualification: { stage: [TRAINING] } })', ['Alpha']],
    ['(filter: { qualification: { stage: [ASSISTED, INDEPENDENT] } })', []],
    ['(filter: { qualification: { offeringId: $offering } })', ['Alpha']],
    ['(filter: { qualification: { offeringId: $offering, stage: [LAPSED] } })', []],
    ['(filter: { certificationEndsWithinDays: 30 })', ['Alpha']],
    ['(filter: { certificationEndsWithinDays: 29 })', []],
    ['(filter: { certificationEndsWithinDays: 365, status: [ONBOARDING] })', []],
  ])('%s', async (args, expected) => {
    expect(await names(args.replace(/^$/, '(first: 20)'))).toEqual(expected);
  });

  it('refuse a contradictory filter', async () => {
    const answer = await analyst.send('{ partners(filter: { certificationEndsWithinDays: -1 }) { totalCount } }');
    expect(answer.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('are paged', async () => {
    const page = async (after: string | null): Promise<any> =>
      (
        await analyst.query(
          'query ($after: String) { partners(first: 2, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { name } } }',
          { after },
        )
      ).partners;
    const first = await page(null);
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect((await page(first.pageInfo.endCursor)).nodes).toEqual([{ name: 'Gamma 100%' }]);
  });

  it('are limited to their own for partner users', async () => {
    const own = await app.asPartner(active, Role.PARTNER_MEMBER);
    const other = await app.asPartner((await givenApplicant(app, { name: 'Delta' })).id, Role.PARTNER_ADMIN);
    expect(await names('(first: 20)', own)).toEqual(['Alpha']);
    expect(await names('(first: 20)', other)).toEqual(['Delta']);
    expect(await names('(filter: { qualification: { offeringId: $offering } })', other)).toEqual([]);
    expect(await names('(first: 20)', app.anonymous)).toEqual([]);

    const { partner } = await analyst.query(
      'query ($id: ID!) { partner(id: $id) { onboardingItems { id } qualifications { nodes { id } } members { nodes { id } } } }',
      { id: active },
    );
    const ids = [active, qualificationId, partner.onboardingItems[0].id, partner.members.nodes[0].id];
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect((await own.query(query, { ids })).nodes).toEqual(ids.map((id) => ({ id })));
    expect((await other.query(query, { ids })).nodes).toEqual(ids.map(() => null));
    expect((await app.anonymous.query(query, { ids })).nodes).toEqual(ids.map(() => null));

    const pages = 'query ($id: ID!) { offering(id: $id) { qualifications { totalCount nodes { partner { name } } } } }';
    const seen = async (client: Client) => (await client.query(pages, { id: offeringId })).offering.qualifications;
    expect(await seen(own)).toEqual({ totalCount: 1, nodes: [{ partner: { name: 'Alpha' } }] });
    expect(await seen(other)).toEqual({ totalCount: 0, nodes: [] });
  });

  it('cost as many statements as the operation has levels', async () => {
    app.clock.advanceDays(1);
    analyst = await app.as(Role.ANALYST);
    const criterion = (metric: string) => ({ code: metric, metric, minimum: 1 });
    const gate = ['membersCompletedPath', 'certifiedMembers', 'assistedDeliveriesPassed', 'meanMentorEvaluation'];
    await givenProgramme(app, {
      gates: { toAssessment: gate.map(criterion), toAssisted: [], toIndependent: [] },
      tiers: [{ name: 'Gold', criteria: [{ metric: 'certifiedMembers', minimum: 1 }] }],
    });
    const page =
      '{ partners(first: 10) { nodes { name onboardingItems { title } computedTier { tier } qualifications { nodes { stage offering { name } history { to } gate { satisfied } availableActions { name } } } } } }';
    const before = await app.countStatements(() => analyst.query(page));
    const another = (await givenAdmittedPartner(app)).id;
    await givenOpenedQualification(app, another, offeringId);
    await givenOpenedQualification(app, another, (await givenOffering(app)).id);
    expect(await app.countStatements(() => analyst.query(page))).toBe(before);
  });
});
