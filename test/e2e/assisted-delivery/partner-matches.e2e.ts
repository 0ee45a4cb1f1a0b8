import { type Partner, PartnerStatus, QualificationStage } from '../../../src/modules/partners';
import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { givenAllocation, type GivenProject, givenProject, givenStaffedPartner } from '../../support/delivery';
import { givenCertification, givenOffering, givenPartner, givenQualification } from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

const query = `query ($projectId: ID!, $offeringId: ID, $startsOn: Date, $endsOn: Date, $includeRefused: Boolean, $first: Int) {
  partnerMatches(projectId: $projectId, offeringId: $offeringId, startsOn: $startsOn, endsOn: $endsOn,
    includeRefused: $includeRefused, first: $first) {
    offering { id } startsOn endsOn
    matches { rank score needsMentor alreadyStaffed partner { id } qualification { id stage }
      parts { code weight value explanation evidence } }
    refused { partner { id } qualification { stage } gaps } } }`;

describe('partnerMatches', () => {
  let app: TestApp;
  let analyst: Client;
  let offeringId: string;
  let project: GivenProject;
  /** Delivers alone, works in the region, and has one closed project in the industry. */
  let independent: Partner;
  let assisted: Partner;
  let past: GivenProject;
  let evidence: Record<'free' | 'half' | 'allocation' | 'qualification', string>;

  const change = (text: string, params: unknown[]) => app.installation.database.query({ text, params });
  const matches = async (client: Client, variables: object = {}): Promise<any[]> =>
    (await client.query(query, { projectId: project.id, ...variables })).partnerMatches;
  const certified = async (partner: Partner, changes: object = {}) => {
    const user = await app.createUser([Role.PARTNER_MEMBER], { partnerId: partner.id });
    return { user, certification: await givenCertification(app, user, offeringId, changes) };
  };

  beforeAll(async () => {
    app = await TestApp.start();
    analyst = await app.as(Role.ANALYST);
    offeringId = (await givenOffering(app)).id;
    project = await givenProject(app, { offeringId });

    past = await givenProject(app, { offeringId });
    independent = await givenStaffedPartner(app, past);
    const [free, half] = [await certified(independent), await certified(independent)];
    const current = await givenProject(app, { offeringId });
    await current.manager.done(
      'projectStaffPartner',
      { input: { projectId: current.id, partnerId: independent.id, offeringId } },
      'staffing { id }',
    );
    const allocation = await givenAllocation(current, half.user.id);
    // An ended allocation takes nobody's time.
    await givenAllocation(past, free.user.id, { percent: 100 });
    await change("UPDATE project SET status = 'CLOSED', region = 'Asia' WHERE id = ?", [past.id]);
    const [qualification] = await change('SELECT id FROM qualification WHERE partnerId = ?', [independent.id]);
    evidence = {
      free: free.certification.id,
      half: half.certification.id,
      allocation: allocation.id,
      qualification: String(qualification!.id),
    };

    assisted = await givenPartner(app);
    await givenQualification(app, assisted.id, offeringId, QualificationStage.ASSISTED);
    await change('UPDATE partner SET region = ?, industries = ? WHERE id = ?', [
      'Asia',
      '["Manufacturing"]',
      assisted.id,
    ]);
    // Neither counts: one has expired, the other is not valid on the day yet, and the member has left.
    await certified(assisted, { expiresOn: '2026-03-01' });
    const gone = await certified(assisted);
    await change("UPDATE user SET status = 'DEACTIVATED' WHERE id = ?", [gone.user.id]);
  });
  afterAll(() => app.stop());

  it('ranks the partners that meet the staffing rule, each with its reasons', async () => {
    const [found, ...others] = await matches(analyst);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      offering: { id: offeringId },
      startsOn: '2026-03-02',
      endsOn: '2026-05-30',
      refused: [],
    });
    expect(found.matches).toHaveLength(2);
    const [first, second] = found.matches;
    expect(first).toEqual({
      rank: 1,
      // (30·100 + 30·75 + 10·50 + 15·33.33…) ÷ 85, the scorecard being left out.
      score: '73.5',
      needsMentor: false,
      alreadyStaffed: false,
      partner: { id: independent.id },
      qualification: { id: evidence.qualification, stage: 'INDEPENDENT' },
      parts: [
        {
          code: 'QUALIFICATION',
          weight: 30,
          value: '100',
          explanation: 'The partner delivers the offering alone.',
          evidence: [evidence.qualification],
        },
        {
          code: 'CAPACITY',
          weight: 30,
          value: '75',
          explanation:
            'Members certified for the offering: 2. From 2026-03-02 to 2026-05-30, their free time equals 1.5 full-time people; 2 score 100.',
          evidence: [evidence.free, evidence.half, evidence.allocation],
        },
        {
          code: 'REGION',
          weight: 10,
          value: '50',
          explanation: 'Closed projects in the region EMEA: 0; 3 score 100; the firm states that it knows this region.',
          evidence: [independent.id],
        },
        {
          code: 'INDUSTRY',
          weight: 15,
          value: '33.3',
          explanation: 'Closed projects in the industry Manufacturing: 1; 3 score 100.',
          evidence: [past.id],
        },
        {
          code: 'SCORECARD',
          weight: 15,
          value: null,
          explanation: 'The overall score is not known, so it is left out of the mean.',
          evidence: [],
        },
      ],
    });
    expect(second).toMatchObject({
      rank: 2,
      // (30·50 + 15·50) ÷ 85
      score: '26.5',
      needsMentor: true,
      partner: { id: assisted.id },
      qualification: { stage: 'ASSISTED' },
    });
    expect(second.parts.map(({ value }: any) => value)).toEqual(['50', '0', '0', '50', null]);
    const ids = [first, second].flatMap(({ parts }) => parts.flatMap((part: any) => part.evidence));
    const { nodes } = await analyst.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(nodes).not.toContain(null);
  });

  it('uses other days if given', async () => {
    const [later] = await matches(analyst, { startsOn: '2026-07-01', endsOn: '2026-07-31' });
    expect(later).toMatchObject({ startsOn: '2026-07-01', endsOn: '2026-07-31' });
    expect(later.matches[0].parts[1].value).toBe('100');
    // The certifications have expired on those days.
    const [tooLate] = await matches(analyst, { startsOn: '2027-01-01' });
    expect(tooLate.matches[0].parts[1]).toMatchObject({ value: '0', evidence: [] });
    for (const endsOn of ['2026-06-30', '2036-07-01']) {
      const { errors } = await analyst.send(query, { projectId: project.id, startsOn: '2026-07-01', endsOn });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });

  it('lists on request the partners that cannot be staffed, with the messages of the staffing rule', async () => {
    const here = await givenOffering(app);
    const where = await givenProject(app, { offeringId: here.id });
    const suspended = await givenPartner(app, { status: PartnerStatus.SUSPENDED });
    await givenQualification(app, suspended.id, here.id);
    const learning = await givenPartner(app, { status: PartnerStatus.SUSPENDED });
    await givenQualification(app, learning.id, here.id, QualificationStage.TRAINING);
    const revoked = await givenPartner(app);
    await givenQualification(app, revoked.id, here.id, QualificationStage.REVOKED);
    const ended = await givenPartner(app, { status: PartnerStatus.TERMINATED });
    await givenQualification(app, ended.id, here.id);

    const variables = { projectId: where.id, includeRefused: true, first: 100 };
    const [found] = await matches(analyst, variables);
    expect(found.matches).toEqual([]);
    const refusalOf = ({ id }: Partner) => found.refused.find((each: any) => each.partner.id === id);
    expect(refusalOf(suspended)).toMatchObject({
      qualification: { stage: 'INDEPENDENT' },
      gaps: ['The partner is SUSPENDED; it must be ACTIVE.'],
    });
    expect(refusalOf(revoked)).toMatchObject({
      qualification: null,
      gaps: ['The partner has no qualification for the offering.'],
    });
    expect(refusalOf(ended)).toBeUndefined();
    expect(found.refused.at(-1)).toMatchObject({ partner: { id: learning.id }, qualification: { stage: 'TRAINING' } });
    for (const partner of [suspended, learning, revoked]) {
      const refusal = await where.manager.refused(
        'projectStaffPartner',
        { input: { projectId: where.id, partnerId: partner.id, offeringId: here.id } },
        'staffing { id }',
      );
      expect(refusalOf(partner).gaps).toEqual(refusal.details);
    }
    const [few] = await matches(analyst, { ...variables, first: 1 });
    expect(few.refused).toHaveLength(1);
    expect((await matches(analyst, { projectId: where.id }))[0].refused).toEqual([]);
  });

  it('has a list for each offering of the project, or for the given one', async () => {
    const other = (await givenOffering(app)).id;
    await givenQualification(app, assisted.id, other);
    const input = { name: 'Two offerings', customerId: project.customerId, offeringIds: [offeringId, other] };
    const two = await project.manager.done('projectCreate', { input }, 'project { id }');
    const both = await matches(analyst, { projectId: two.id });
    expect(new Set(both.map((each) => each.offering.id))).toEqual(new Set([offeringId, other]));
    const [one, ...none] = await matches(analyst, { projectId: two.id, offeringId: other });
    expect(none).toEqual([]);
    expect(one.matches.map((each: any) => each.partner.id)).toEqual([assisted.id]);
    const { errors } = await analyst.send(query, { projectId: project.id, offeringId: other });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('marks partners that are on the project already', async () => {
    const on = await givenProject(app, { offeringId });
    const partner = await givenStaffedPartner(app, on);
    const [found] = await matches(analyst, { projectId: on.id });
    const staffed = found.matches.filter((each: any) => each.alreadyStaffed).map((each: any) => each.partner.id);
    expect(staffed).toEqual([partner.id]);
  });

  it('refuses a project that has ended, and an unknown one', async () => {
    const ended = await analyst.send(query, { projectId: past.id });
    expect(ended.errors).toMatchObject([{ message: 'The project is CLOSED.', extensions: { code: 'BAD_USER_INPUT' } }]);
    const absent = await analyst.send(query, { projectId: 'project_01jd5s9c0ye5rt3t7m6x0j5d1q' });
    expect(absent.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const all = await analyst.send(query, { projectId: project.id, first: 101 });
    expect(all.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('is for staff: partner users learn nothing, even about their own project', async () => {
    const on = await givenProject(app, { offeringId });
    const partner = await givenStaffedPartner(app, on);
    for (const client of [
      await app.asPartner(partner.id),
      await app.asPartner(partner.id, Role.PARTNER_MEMBER),
      app.anonymous,
    ]) {
      for (const projectId of [on.id, project.id, 'project_01jd5s9c0ye5rt3t7m6x0j5d1q']) {
        const { data, errors } = await client.send(query, { projectId, includeRefused: true });
        expect(data).toBeFalsy();
        expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      }
    }
    expect(await matches(await app.as(Role.SALES))).toHaveLength(1);
  });

  it('costs the same number of statements for many partners as for few', async () => {
    const variables = { includeRefused: true, first: 100 };
    const few = await app.countStatements(() => matches(analyst, variables));
    for (let index = 0; index < 8; index += 1) {
      const partner = await givenPartner(app);
      await givenQualification(app, partner.id, offeringId);
      await certified(partner);
    }
    expect(await app.countStatements(() => matches(analyst, variables))).toBe(few);
    expect(few).toBeLessThanOrEqual(15);
  });
});
