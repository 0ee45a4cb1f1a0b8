import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { answersTo, givenAnswers, givenExam, givenOffering } from '../../support/given';

/*
 * A candidate must not learn before the attempt is closed which answers are right, and their points. The key is marked
 * with words that occur nowhere else, and every response of the API is searched for them.
 */
describe('points and right answers before an attempt is closed', () => {
  let app: TestApp;
  let offeringId: string;
  let examId: string;
  let candidates: Client[];
  const marks = /777\.77|4242\.4242|888\.88|"points"\s*:\s*"|possiblePoints"\s*:\s*"/;

  beforeAll(async () => {
    app = await TestApp.start();
    offeringId = (await givenOffering(app)).id;
    const questions = [
      {
        kind: 'MULTIPLE_CHOICE',
        text: 'Which ones?',
        choices: [
          { text: 'Right', points: '777.77' },
          { text: 'Wrong', points: '-888.88' },
        ],
      },
      { kind: 'NUMERIC', text: 'How many?', numeric: { answer: '4242.4242', tolerance: '0', points: '888.88' } },
    ];
    examId = (await givenExam(app, offeringId, { questions })).id;
    const partnerId = newId('partner');
    candidates = [
      await app.asPartner(partnerId, Role.PARTNER_MEMBER),
      await app.asPartner(partnerId, Role.PARTNER_ADMIN),
      await app.as(Role.CONSULTANT),
      await app.as(Role.OPERATIONS),
    ];
  });
  afterAll(() => app.stop());

  it('are revealed on no path, to no candidate', async () => {
    for (const candidate of candidates) {
      const heard: unknown[] = [];
      const socket = createClient({
        url: `${app.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${candidate.accessToken}` },
      });
      const stop = socket.subscribe(
        {
          query: `subscription { factStated { type data subject { id
            ... on Attempt { status answers { choiceIds points possiblePoints } scorePercent }
            ... on Assessment { questions { id choices { points } numeric { answer points } } } } } }`,
        },
        { next: (each) => heard.push(each), error: () => undefined, complete: () => undefined },
      );
      await new Promise((resolve) => setTimeout(resolve, 200));
      const said: unknown[] = [];
      const fields = `id version status scorePercent questions { id kind text choices { id text } }
        answers { questionId choiceIds number points possiblePoints }
        assessment { id questions { id choices { points } numeric { answer tolerance points wrongPoints } } }`;
      const attempt = await candidate.done('attemptStart', { assessmentId: examId }, `attempt { ${fields} }`);
      said.push(attempt);
      const [choice, number] = answersTo(attempt.questions) as { questionId: string }[];
      const savings: object[] = [
        choice!,
        { questionId: number!.questionId, number: '4' },
        // Refusals reveal no more.
        { questionId: newId('question') },
        { questionId: choice!.questionId, number: '4' },
        { questionId: number!.questionId, number: '4242.424200001' },
      ];
      for (const input of savings) {
        const args = { id: attempt.id, input };
        said.push(await candidate.mutate('attemptAnswer', args, `attempt { ${fields} }`));
      }
      const reads = [
        `query ($id: ID!) { attempt(id: $id) { ${fields} } }`,
        `query ($id: ID!) { node(id: $id) { ... on Attempt { ${fields} } } }`,
        `query ($id: ID!) { nodes(ids: [$id, "${examId}"]) { ... on Attempt { ${fields} }
          ... on Assessment { questions { choices { points } numeric { answer points } } } } }`,
        `query ($id: ID!) { node(id: $id) { id } attempts { nodes { ${fields} } } }`,
        `query ($id: ID!) { node(id: $id) { id } offering(id: "${offeringId}") {
          assessments { questions { choices { points } numeric { answer points } } } } }`,
        `query ($id: ID!) { node(id: $id) { id } assessmentStatistics(assessmentId: "${examId}") {
          questions { question { choices { points } } choices { text points } } } }`,
        'query ($id: ID!) { history(recordId: $id) { nodes { changes } } }',
        `query ($id: ID!) { node(id: $id) { id } history(recordId: "${examId}") { nodes { changes } } }`,
      ];
      for (const query of reads) said.push(await candidate.send(query, { id: attempt.id }));
      for (let round = 0; round < 20 && heard.length === 0; round += 1) {
        app.installation.relay.nudge();
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      stop();
      await socket.dispose();
      expect(heard.length).toBeGreaterThan(0);
      // The numbers that the candidate wrote are the candidate's own.
      const all = JSON.stringify([said, heard]).replaceAll('4242.424200001', '');
      expect(marks.exec(all)?.[0] ?? null).toBeNull();
      const { version } = (
        await candidate.query('query ($id: ID!) { attempt(id: $id) { version } }', { id: attempt.id })
      ).attempt;
      const closing = { id: attempt.id, version };
      const closed = await candidate.done('attemptSubmit', closing, `attempt { ${fields} }`);
      // A closed attempt shows the points of the candidate's answers, and still not the right ones.
      expect(closed.answers).toMatchObject([{ points: '777.77' }, { points: '0', possiblePoints: '888.88' }]);
      expect(JSON.stringify(closed)).not.toMatch(/4242\.4242|-888\.88/);
    }
  });

  it('are not revealed to anyone else after closing', async () => {
    const [member, administrator] = candidates as [Client, Client];
    const { id } = await givenExam(app, offeringId);
    const attempt = await member.done(
      'attemptStart',
      { assessmentId: id },
      'attempt { id version questions { id kind choices { id text } } }',
    );
    await givenAnswers(member, attempt, answersTo(attempt.questions));
    const read = 'query ($id: ID!) { attempt(id: $id) { questions { id } answers { points } } }';
    for (const client of [administrator, await app.as(Role.MENTOR)]) {
      expect(await client.query(read, { id: attempt.id })).toEqual({ attempt: { questions: null, answers: null } });
    }
  });
});
