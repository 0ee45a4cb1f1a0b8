import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import {
  givenAdmittedPartner,
  givenAttempt,
  givenExam,
  givenOffering,
  givenOpenedQualification,
  givenProgramme,
} from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

const step = (id: string, version: number, more: object = {}) => ({ id, version, ...more });

/** Certified for three months at a time, with thirty days of grace: everything that follows from the calendar alone. */
describe("a partner's year", () => {
  let app: TestApp;
  let partnerId: string;
  let offeringId: string;
  let qualificationId: string;
  let examId: string;
  const members: Awaited<ReturnType<TestApp['createUser']>>[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
    await givenProgramme(app, {
      graceDays: 30,
      reviewEveryMonths: 6,
      gates: {
        toAssessment: [],
        toAssisted: [{ code: 'certified', metric: 'certifiedMembers', minimum: 1 }],
        toIndependent: [],
      },
      tiers: [
        { name: 'Registered' },
        { name: 'Delivering', criteria: [{ metric: 'independentOfferings', minimum: 1 }] },
      ],
    });
    partnerId = (await givenAdmittedPartner(app)).id;
    offeringId = (await givenOffering(app)).id;
    examId = (await givenExam(app, offeringId, { validityMonths: 3 })).id;
    qualificationId = (await givenOpenedQualification(app, partnerId, offeringId)).id;
    for (let count = 0; count < 3; count += 1) {
      members.push(await app.createUser([Role.PARTNER_MEMBER], { partnerId }));
    }
  });
  afterAll(() => app.stop());

  const manager = (): Promise<Client> => app.as(Role.ECOSYSTEM_MANAGER);
  const settle = () => app.installation.relay.settle();

  const read = async (): Promise<any> =>
    (
      await (
        await manager()
      ).query(
        `query ($id: ID!) { qualification(id: $id) {
          version stage lapsedFrom lapsedOn recoverUntil
          history { from to at actor { id } criteria { code observed met } }
          partner { tier computedTier { tier } tierReviews { nodes { id version cause status dueOn } } }
        } }`,
        { id: qualificationId },
      )
    ).qualification;

  /** Lets the days pass, each with its jobs, until a given day. */
  async function liveUntil(day: string): Promise<any> {
    while (app.clock.today() < day) {
      app.clock.advanceDays(1);
      const outcomes = await app.installation.jobs.runDue();
      expect(outcomes.filter(({ error }) => error !== null)).toEqual([]);
      await settle();
    }
    return read();
  }

  async function certify(member: number): Promise<void> {
    const attempt = await givenAttempt(await app.signIn(members[member]!), examId);
    expect(attempt.status).toBe('PASSED');
    await settle();
  }

  async function advance(): Promise<string> {
    const { version } = await read();
    const args = step(qualificationId, version);
    return (await (await manager()).done('qualificationAdvance', args, 'qualification { stage }')).stage;
  }

  const told = async (type: string) => (await app.factsAbout(qualificationId)).filter((each) => each === type).length;

  it('begins with a certified member and independence', async () => {
    await certify(0);
    expect(await advance()).toBe('ASSESSMENT');
    expect(await advance()).toBe('ASSISTED');
    expect(await advance()).toBe('INDEPENDENT');
    expect((await read()).partner.computedTier.tier).toBe('Delivering');
  });

  it('goes well until the certification expires', async () => {
    expect(await liveUntil('2026-06-02')).toMatchObject({ stage: 'INDEPENDENT' });
    const lapsed = await liveUntil('2026-06-03');
    expect(lapsed).toMatchObject({
      stage: 'LAPSED',
      lapsedFrom: 'INDEPENDENT',
      lapsedOn: '2026-06-03',
      recoverUntil: '2026-07-03',
    });
    expect(lapsed.history.at(-1)).toMatchObject({
      from: 'INDEPENDENT',
      to: 'LAPSED',
      actor: null,
      criteria: [{ code: 'certified', observed: '0', met: false }],
    });
    expect(lapsed.partner.computedTier.tier).toBe('Registered');
  });

  it('is reminded once, and recovers in the days of grace', async () => {
    await liveUntil('2026-06-18');
    expect(await told('QualificationGraceEnding')).toBe(0);
    await liveUntil('2026-06-21');
    expect(await told('QualificationGraceEnding')).toBe(1);
    await certify(1);
    expect(await read()).toMatchObject({ stage: 'INDEPENDENT', lapsedFrom: null, lapsedOn: null, recoverUntil: null });
    expect(await told('QualificationRecovered')).toBe(1);
  });

  it('gets a review of the tier after six months, which the jobs open once', async () => {
    const { partner } = await liveUntil('2026-09-03');
    const reviews = partner.tierReviews.nodes.filter(({ status }: any) => status === 'OPEN');
    expect(reviews).toMatchObject([{ cause: 'RHYTHM', dueOn: '2026-09-02' }]);
    const input = { decision: 'PROMOTE', reason: 'They deliver.' };
    const args = step(reviews[0].id, reviews[0].version, { input });
    const decided = await (await manager()).done('tierReviewDecide', args, 'review { tierAfter }');
    expect(decided.tierAfter).toBe('Delivering');
  });

  it('lapses again, even if no jobs ran on that day', async () => {
    expect(await liveUntil('2026-09-19')).toMatchObject({ stage: 'INDEPENDENT' });
    app.clock.set('2026-09-24T09:00:00.000Z');
    const lapsed = await liveUntil('2026-09-25');
    expect(lapsed).toMatchObject({ stage: 'LAPSED', lapsedOn: '2026-09-25', recoverUntil: '2026-10-25' });
    // A second run on the same day finds nothing to do.
    expect(await app.installation.jobs.run('qualificationsReassess')).toMatchObject({ changed: 0, error: null });
  });

  it('starts over when the days of grace are over', async () => {
    expect(await liveUntil('2026-10-25')).toMatchObject({ stage: 'LAPSED' });
    const over = await liveUntil('2026-10-26');
    expect(over).toMatchObject({ stage: 'ASSESSMENT', lapsedFrom: null, recoverUntil: null });
    expect(over.history.at(-1)).toMatchObject({ from: 'LAPSED', to: 'ASSESSMENT', actor: null });
    expect(await told('QualificationGraceEnding')).toBe(2);
    expect(await told('QualificationGraceEnded')).toBe(1);
    await certify(2);
    expect((await read()).stage).toBe('ASSESSMENT');
    expect(await advance()).toBe('ASSISTED');
  });

  it('ends with every fact recorded once', async () => {
    const { history } = await liveUntil('2027-03-02');
    expect(history.map(({ to }: any) => to)).toEqual([
      'ASSESSMENT',
      'ASSISTED',
      'INDEPENDENT',
      'LAPSED',
      'INDEPENDENT',
      'LAPSED',
      'ASSESSMENT',
      'ASSISTED',
      // The third certification ended in January, and nobody took the exam again.
      'LAPSED',
      'ASSESSMENT',
    ]);
    expect(await told('QualificationLapsed')).toBe(3);
    expect(await told('QualificationGraceEnded')).toBe(2);
  });
});
