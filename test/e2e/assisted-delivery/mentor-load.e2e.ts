import { Role, TestApp } from '../../support/app';
import {
  acceptDeliverables,
  evaluate,
  givenLearner,
  givenPlanned,
  givenRunning,
  givenShadowedProject,
  moveProject,
  type GivenLearner,
} from '../../support/assisted-delivery';
import { signedInAgain } from '../../support/delivery';
import { type Client } from '../../support/client';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

const query = `query ($from: Date!, $to: Date!, $mentorId: [ID!]) {
  mentorLoad(from: $from, to: $to, mentorId: $mentorId, first: 100) { nodes { mentor { id name } months { month open deliveryIds } } } }`;

describe('mentorLoad', () => {
  let app: TestApp;
  let learner: GivenLearner;
  beforeAll(async () => {
    app = await TestApp.start();
    learner = await givenLearner(app);
  });
  afterAll(() => app.stop());

  const load = async (client: Client, from: string, to: string, mentorId?: string[]): Promise<any[]> =>
    (await client.query(query, { from, to, mentorId })).mentorLoad.nodes;
  const months = (loads: any[], mentorId: string | null) =>
    Object.fromEntries(
      loads.find(({ mentor }) => mentor.id === mentorId).months.map((each: any) => [each.month, each.deliveryIds]),
    );

  it('counts planned and running deliveries until their expected end, and follows a replacement', async () => {
    const who = await givenLearner(app);
    // Planned to the milestones of March and April, as of 2 March.
    const project = await givenShadowedProject(app, who);
    const planned = await givenPlanned(who, project);
    const running = await givenRunning(who, await givenShadowedProject(app, who));
    const both = [planned.id, running.id].sort();
    const analyst = await app.as(Role.ANALYST);
    const before = await load(analyst, '2026-02-11', '2026-05-01', [who.mentor.userId!]);
    expect(before).toHaveLength(1);
    expect(months(before, who.mentor.userId)).toEqual({
      '2026-02': [],
      '2026-03': both,
      '2026-04': both,
      '2026-05': [],
    });
    expect(before[0].months[1].open).toBe(2);

    app.clock.set('2026-04-10T09:00:00.000Z');
    const successor = await app.createUser([Role.MENTOR]);
    await (
      await signedInAgain(app, who.ecosystemManager)
    ).done(
      'assistedDeliveryReassign',
      { id: running.id, version: running.version, input: { mentorId: successor.id, reason: 'Another project.' } },
      'assistedDelivery { id }',
    );
    const after = await load(await signedInAgain(app, analyst), '2026-03-01', '2026-04-30');
    expect(months(after, who.mentor.userId)).toEqual({ '2026-03': both, '2026-04': both });
    expect(months(after, successor.id)).toEqual({ '2026-03': [], '2026-04': [running.id] });

    // An overdue delivery is open until today at least.
    app.clock.set('2026-07-01T09:00:00.000Z');
    const late = await load(await signedInAgain(app, analyst), '2026-06-01', '2026-08-01', [successor.id]);
    expect(months(late, successor.id)).toEqual({ '2026-06': [running.id], '2026-07': [running.id], '2026-08': [] });
    app.clock.set('2026-03-02T09:00:00.000Z');
  });

  it('ends with the outcome, and lists every active mentor, including those without a delivery', async () => {
    const project = await givenShadowedProject(app, learner);
    let delivery = await givenRunning(learner, project);
    for (const index of [0, 1]) delivery = await evaluate(learner, delivery, project.milestoneIds[index]!);
    await moveProject(project, 'RequestAcceptance');
    await acceptDeliverables(project);
    await learner.mentor.done(
      'assistedDeliveryConclude',
      { id: delivery.id, version: delivery.version, outcome: 'PASSED', comment: 'They can.' },
      'assistedDelivery { id }',
    );
    const idle = await app.createUser([Role.MENTOR, Role.CONSULTANT], { name: 'Idle Mentor' });
    const consultant = await app.createUser([Role.CONSULTANT]);
    const loads = await load(await app.as(Role.PROJECT_MANAGER), '2026-03-31', '2026-04-01');
    expect(months(loads, learner.mentor.userId)).toEqual({ '2026-03': [delivery.id], '2026-04': [] });
    expect(months(loads, idle.id)).toEqual({ '2026-03': [], '2026-04': [] });
    expect(loads.map(({ mentor }) => mentor.id)).not.toContain(consultant.id);
    const names = loads.map(({ mentor }) => mentor.name);
    expect(names).toEqual([...names].sort());
  });

  it('refuses days in the wrong order, and more than 24 months', async () => {
    const client = await app.as(Role.MENTOR);
    for (const [from, to] of [
      ['2026-03-02', '2026-03-01'],
      ['2026-01-31', '2028-01-01'],
    ]) {
      const { errors } = await client.send(query, { from, to });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    expect((await client.send(query, { from: '2026-01-31', to: '2027-12-01' })).errors).toBeUndefined();
  });

  it('is not for partner users or strangers', async () => {
    for (const client of [learner.partnerAdmin, app.anonymous]) {
      const { data, errors } = await client.send(query, { from: '2026-03-01', to: '2026-03-31' });
      expect(data).toBeFalsy();
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  });

  it('costs the same number of statements for many as for few', async () => {
    const client = await app.as(Role.ANALYST);
    const few = await app.countStatements(() => load(client, '2026-03-01', '2026-03-31'));
    for (let index = 0; index < 3; index += 1) {
      const who = await givenLearner(app);
      await givenPlanned(who, await givenShadowedProject(app, who));
    }
    expect(await app.countStatements(() => load(client, '2025-04-01', '2026-12-31'))).toBe(few);
    expect(few).toBeLessThanOrEqual(6);
  });
});
