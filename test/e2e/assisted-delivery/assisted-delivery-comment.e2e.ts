import { Role, TestApp } from '../../support/app';
import {
  evaluate,
  givenLearner,
  givenRunning,
  givenShadowedProject,
  type GivenLearner,
} from '../../support/assisted-delivery';
import { type Client } from '../../support/client';
import { givenAdmittedPartner } from '../../support/given';

const selection = 'comment { id text at author { id } evaluation { id } }';

describe('assistedDeliveryComment', () => {
  let app: TestApp;
  let learner: GivenLearner;
  let foreign: Client;
  let deliveryId: string;
  let evaluationId: string;
  beforeAll(async () => {
    app = await TestApp.start();
    learner = await givenLearner(app);
    foreign = await app.asPartner((await givenAdmittedPartner(app)).id);
    const project = await givenShadowedProject(app, learner);
    const delivery = await evaluate(learner, await givenRunning(learner, project), project.milestoneIds[0]!);
    deliveryId = delivery.id;
    const found = await learner.mentor.query('query ($id: ID!) { assistedDelivery(id: $id) { evaluations { id } } }', {
      id: deliveryId,
    });
    evaluationId = found.assistedDelivery.evaluations[0].id;
  });
  afterAll(() => app.stop());

  const commenting = (text: string, id = evaluationId) => ({ evaluationId: id, input: { text } });
  const refused = (client: Client, args: object) =>
    app.expectNothingChanged(() => client.refused('assistedDeliveryComment', args, selection));

  it("is for the partner's users, visible in order to everyone who sees the evaluation", async () => {
    const member = await app.asPartner(learner.partnerId, Role.PARTNER_MEMBER);
    const first = await member.done('assistedDeliveryComment', commenting('The data came late.'), selection);
    expect(first).toEqual({
      id: expect.stringMatching(/^evaluation_comment_/),
      text: 'The data came late.',
      at: '2026-03-02T09:00:00.000Z',
      author: { id: member.userId },
      evaluation: { id: evaluationId },
    });
    await learner.partnerAdmin.done('assistedDeliveryComment', commenting('We agree on the rest.'), selection);
    const query = 'query ($id: ID!) { assistedDelivery(id: $id) { evaluations { comments { text } } } }';
    for (const client of [learner.mentor, member, await app.as(Role.ANALYST)]) {
      const { assistedDelivery } = await client.query(query, { id: deliveryId });
      expect(assistedDelivery.evaluations).toEqual([
        { comments: [{ text: 'The data came late.' }, { text: 'We agree on the rest.' }] },
      ]);
    }
    expect((await app.factsAbout(deliveryId)).slice(-2)).toEqual(['EvaluationCommented', 'EvaluationCommented']);
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    expect(await foreign.query(node, { id: first.id })).toEqual({ node: null });
    expect(await app.anonymous.query(node, { id: first.id })).toEqual({ node: null });
  });

  it('refuses staff, administrators included, and is not found for others', async () => {
    for (const [client, error] of [
      [learner.mentor, { code: 'FORBIDDEN' }],
      [learner.ecosystemManager, { code: 'FORBIDDEN' }],
      [await app.as(Role.ADMIN), { code: 'RULE_VIOLATION', rule: 'partner-only' }],
      [foreign, { code: 'NOT_FOUND', field: ['evaluationId'] }],
      [app.anonymous, { code: 'NOT_FOUND', field: ['evaluationId'] }],
    ] as [Client, object][]) {
      expect(await refused(client, commenting('Well.'))).toMatchObject(error);
    }
    const absent = commenting('Well.', 'evaluation_01jd5s9c0ye5rt3t7m6x0j5d1q');
    expect(await refused(learner.partnerAdmin, absent)).toMatchObject({ code: 'NOT_FOUND', field: ['evaluationId'] });
  });

  it.each(['', 'x'.repeat(5_001)])('refuses an empty and an overlong text', async (text) => {
    expect(await refused(learner.partnerAdmin, commenting(text))).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['input', 'text'],
    });
  });

  it('is written only once if the request is retried', async () => {
    const args = { ...commenting('Once.'), clientMutationId: 'comment-1' };
    const one = await learner.partnerAdmin.done('assistedDeliveryComment', args, selection);
    expect(await learner.partnerAdmin.done('assistedDeliveryComment', args, selection)).toEqual(one);
  });
});
