import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { givenExam, givenOffering } from '../../support/given';

describe('an assessment', () => {
  let app: TestApp;
  let manager: Client;
  let member: Client;
  let offeringId: string;
  const selection = `assessment { id version edition status kind title required passMark timeLimitMinutes maximumAttempts
    coolOffDays validityMonths questionCount possiblePoints publishedOn predecessorId offering { id }
    questions { id kind text choices { id text points } numeric { answer tolerance points wrongPoints } }
    availableActions { name allowed blockedBy { code } } }`;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    member = await app.asPartner(newId('partner'), Role.PARTNER_MEMBER);
    offeringId = (await givenOffering(app)).id;
  });
  afterAll(() => app.stop());

  const single = {
    kind: 'SINGLE_CHOICE',
    text: '哪一个? 🚀',
    choices: [
      { text: 'Right', points: '2' },
      { text: 'Wrong', points: '-0.5' },
    ],
  };
  const several = {
    kind: 'MULTIPLE_CHOICE',
    text: 'Which ones?',
    choices: [
      { text: 'This', points: '1' },
      { text: 'That', points: '1.25' },
      { text: 'Not this', points: '-1' },
    ],
  };
  const trueFalse = {
    kind: 'TRUE_FALSE',
    text: 'Is it so?',
    choices: [
      { text: 'True', points: '1' },
      { text: 'False', points: '-1' },
    ],
  };
  const numeric = {
    kind: 'NUMERIC',
    text: 'How much?',
    numeric: { answer: '9.81', tolerance: '0.01', points: '3', wrongPoints: '-1' },
  };
  const draftArguments = (changes: object = {}) => ({
    input: {
      offeringId,
      title: 'Loom rollout exam',
      passMark: '72.5',
      timeLimitMinutes: 45,
      maximumAttempts: 2,
      coolOffDays: 7,
      validityMonths: 24,
      questions: [single, several, trueFalse, numeric],
      ...changes,
    },
  });
  const draft = (changes: object = {}) => manager.done('assessmentDraft', draftArguments(changes), selection);
  const target = ({ id, version }: { id: string; version: number }) => ({ id, version });

  it('is drafted with its questions and published, with facts and a history without answers', async () => {
    const drafted = await draft();
    expect(drafted).toMatchObject({
      version: 1,
      edition: null,
      status: 'DRAFT',
      kind: 'EXAM',
      required: true,
      passMark: '72.5',
      questionCount: 4,
      possiblePoints: '8.25',
      offering: { id: offeringId },
      questions: [
        { ...single, numeric: null },
        { ...several, numeric: null },
        { ...trueFalse, numeric: null },
        { ...numeric, choices: [] },
      ],
      availableActions: [
        { name: 'assessmentUpdate', allowed: true },
        { name: 'assessmentPublish', allowed: true },
        { name: 'assessmentDiscard', allowed: true },
      ],
    });
    const published = await manager.done('assessmentPublish', target(drafted), selection);
    expect(published).toMatchObject({
      status: 'PUBLISHED',
      edition: 1,
      publishedOn: '2026-03-02',
      availableActions: [{ name: 'assessmentRetire', allowed: true }],
    });
    expect(await app.factsAbout(drafted.id)).toEqual(['AssessmentDrafted', 'AssessmentPublished']);
    expect(await app.historyOf(drafted.id)).toEqual(['assessmentDraft', 'assessmentPublish']);

    const consultant = await app.as(Role.CONSULTANT);
    const { history } = await consultant.query('query ($id: ID!) { history(recordId: $id) { nodes { changes } } }', {
      id: drafted.id,
    });
    expect(JSON.stringify(history)).not.toMatch(/Right|9\.81|"points/);
    expect(JSON.stringify(history)).toContain('"answerKey":[null,"set"]');
  });

  it('is succeeded by a next edition, which supersedes it', async () => {
    const first = await givenExam(app, offeringId);
    const next = await draft({ predecessorId: first.id });
    const rival = await draft({ predecessorId: first.id });
    expect(await manager.done('assessmentPublish', target(next), selection)).toMatchObject({
      edition: 2,
      predecessorId: first.id,
    });
    const { assessment } = await manager.query('query ($id: ID!) { assessment(id: $id) { status } }', { id: first.id });
    expect(assessment).toEqual({ status: 'SUPERSEDED' });
    expect(await app.factsAbout(first.id)).toContain('AssessmentSuperseded');
    const { offering } = await member.query('query ($id: ID!) { offering(id: $id) { assessments { id } } }', {
      id: offeringId,
    });
    const published = offering.assessments.map(({ id }: { id: string }) => id);
    expect(published).toContain(next.id);
    expect(published).not.toContain(first.id);

    const stale = await app.expectNothingChanged(() => manager.refused('assessmentPublish', target(rival), selection));
    expect(stale).toMatchObject({ rule: 'predecessor-not-current' });
    const late = await app.expectNothingChanged(() =>
      manager.refused('assessmentDraft', draftArguments({ predecessorId: first.id }), selection),
    );
    expect(late).toMatchObject({ rule: 'predecessor-not-current', field: ['input', 'predecessorId'] });
    const { id: elsewhere } = await givenOffering(app);
    const moved = await app.expectNothingChanged(() =>
      manager.refused('assessmentDraft', draftArguments({ predecessorId: next.id, offeringId: elsewhere }), selection),
    );
    expect(moved).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'offeringId'] });
  });

  it.each([
    ['without a question', { questions: [] }, { rule: 'no-question' }],
    [
      'when a pool is smaller than what is drawn',
      { pools: [{ name: 'easy', draw: 2 }], questions: [single, { ...single, pool: 'easy' }] },
      { rule: 'pool-too-small', details: ['The pool easy draws 2 questions, but has only 1.'] },
    ],
    [
      'when a draw is possible that gives no points',
      {
        pools: [{ name: 'easy', draw: 1 }],
        questions: [
          { ...single, pool: 'easy' },
          { ...numeric, numeric: { answer: '1', points: '0' }, pool: 'easy' },
        ],
      },
      { rule: 'no-points-possible' },
    ],
    ['as a practical without a rubric', { kind: 'PRACTICAL', questions: null }, { rule: 'rubric-empty' }],
    [
      'when no answer gives points',
      { questions: [{ ...numeric, numeric: { answer: '1', points: '0' } }] },
      { rule: 'no-points-possible' },
    ],
  ])('is not published %s', async (_what, changes, error) => {
    const drafted = await draft(changes);
    const refusal = await app.expectNothingChanged(() =>
      manager.refused('assessmentPublish', target(drafted), selection),
    );
    expect(refusal).toMatchObject(error);
  });

  it('is not published twice or on a stale version, and is discarded only as a draft', async () => {
    const published = await givenExam(app, offeringId);
    const twice = await app.expectNothingChanged(() =>
      manager.refused('assessmentPublish', target(published), selection),
    );
    expect(twice).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'PUBLISHED' });
    const gone = await app.expectNothingChanged(() =>
      manager.refused('assessmentDiscard', target(published), selection),
    );
    expect(gone).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'PUBLISHED' });
    const drafted = await draft();
    const stale = await app.expectNothingChanged(() =>
      manager.refused('assessmentPublish', target({ ...drafted, version: 7 }), selection),
    );
    expect(stale).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
    expect(await manager.done('assessmentDiscard', target(drafted), selection)).toMatchObject({ status: 'DISCARDED' });
    expect(await app.factsAbout(drafted.id)).toEqual(['AssessmentDrafted', 'AssessmentDiscarded']);
  });

  const question = (changes: object) => ({ questions: [single, { ...single, ...changes }] });
  it.each<[string, object, string[]]>([
    ['a pass mark of 0', { passMark: '0' }, ['passMark']],
    ['a pass mark above 100', { passMark: '100.01' }, ['passMark']],
    ['a pass mark of 3 decimals', { passMark: '50.005' }, ['passMark']],
    ['no time', { timeLimitMinutes: 0 }, ['timeLimitMinutes']],
    ['no attempts', { maximumAttempts: 0 }, ['maximumAttempts']],
    ['a negative cool-off', { coolOffDays: -1 }, ['coolOffDays']],
    ['a negative validity', { validityMonths: -1 }, ['validityMonths']],
    ['a title of 10,000 characters', { title: 'x'.repeat(10_000) }, ['title']],
    ['301 questions', { questions: Array(301).fill(single) }, ['questions']],
    ['one choice', question({ choices: [single.choices[0]] }), ['questions', '1', 'choices']],
    [
      'an empty choice',
      question({ choices: [{ text: '', points: '1' }, single.choices[0]] }),
      ['questions', '1', 'choices', '0', 'text'],
    ],
    ['three choices of true or false', question({ ...several, kind: 'TRUE_FALSE' }), ['questions', '1', 'choices']],
    ['choices of a number', question({ ...numeric, choices: single.choices }), ['questions', '1', 'choices']],
    ['a number without its answer', question({ kind: 'NUMERIC', choices: [] }), ['questions', '1', 'numeric']],
    ['a choice with a number', question({ numeric: numeric.numeric }), ['questions', '1', 'numeric']],
    [
      'too many points',
      question({ choices: [{ text: 'a', points: '1000.01' }, single.choices[0]] }),
      ['questions', '1', 'choices', '0', 'points'],
    ],
    [
      'a negative tolerance',
      question({ ...numeric, choices: [], numeric: { ...numeric.numeric, tolerance: '-1' } }),
      ['questions', '1', 'numeric', 'tolerance'],
    ],
    [
      'points for a wrong number',
      question({ ...numeric, choices: [], numeric: { ...numeric.numeric, wrongPoints: '1' } }),
      ['questions', '1', 'numeric', 'wrongPoints'],
    ],
    ['a pool that is not there', question({ pool: 'easy' }), ['questions', '1', 'pool']],
    ['two pools of one name', { pools: Array(2).fill({ name: 'easy', draw: 1 }) }, ['pools', '1', 'name']],
    ['a pool of which none is drawn', { pools: [{ name: 'easy', draw: 0 }] }, ['pools', '0', 'draw']],
    ['questions for a practical', { kind: 'PRACTICAL' }, ['questions']],
    ['pools for an interview', { kind: 'INTERVIEW', questions: [], pools: [{ name: 'a', draw: 1 }] }, ['pools']],
    ['an offering of another kind', { offeringId: newId('product') }, ['offeringId']],
  ])('is not drafted with %s', async (_what, changes, field) => {
    const refusal = await app.expectNothingChanged(() =>
      manager.refused('assessmentDraft', draftArguments(changes), selection),
    );
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field: ['input', ...field] });
  });

  it('is not drafted for an unknown offering', async () => {
    const refusal = await app.expectNothingChanged(() =>
      manager.refused('assessmentDraft', draftArguments({ offeringId: newId('offering') }), selection),
    );
    expect(refusal).toMatchObject({ code: 'NOT_FOUND', field: ['input', 'offeringId'] });
  });

  it.each(Object.values(Role))('shows its answers to %s only if they write or score assessments', async (role) => {
    const client = role.startsWith('PARTNER') ? await app.asPartner(newId('partner'), role) : await app.as(role);
    const exam = await givenExam(app, offeringId);
    const read = `query ($id: ID!) { assessment(id: $id) { questionCount questions { text choices { points } } }
      node(id: $id) { ... on Assessment { questions { id } } }
      offering(id: "${offeringId}") { assessments { questions { id } } }
      assessments(filter: { offeringId: ["${offeringId}"] }) { nodes { questions { id } } } }`;
    const answer = await client.query(read, { id: exam.id });
    expect(answer.assessment.questionCount).toBe(2);
    const seen = [
      answer.assessment.questions,
      answer.node.questions,
      ...[...answer.offering.assessments, ...answer.assessments.nodes].map(({ questions }) => questions),
    ];
    const sees = [Role.ADMIN, Role.ECOSYSTEM_MANAGER, Role.MENTOR].includes(role);
    expect(seen.every((questions) => (questions !== null) === sees)).toBe(true);
  });

  it('is visible to partners once published; before that it does not exist for them', async () => {
    const drafted = await draft();
    const read = 'query ($id: ID!) { assessment(id: $id) { id } node(id: $id) { id } }';
    expect(await member.query(read, { id: drafted.id })).toEqual({ assessment: null, node: null });
    for (const id of [drafted.id, newId('assessment')]) {
      const refusal = await app.expectNothingChanged(() =>
        member.refused('assessmentPublish', target({ id, version: 1 }), selection),
      );
      expect(refusal).toMatchObject({ code: 'NOT_FOUND', message: `There is no record ${id}.` });
    }
    await manager.done('assessmentPublish', target(drafted), selection);
    expect(await member.query(read, { id: drafted.id })).toMatchObject({ assessment: { id: drafted.id } });
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'cannot be written by %s',
    async (role) => {
      const client = role.startsWith('PARTNER') ? await app.asPartner(newId('partner'), role) : await app.as(role);
      const published = await givenExam(app, offeringId);
      const refusals = await app.expectNothingChanged(async (): Promise<{ code: string }[]> => [
        await client.refused('assessmentDraft', draftArguments(), selection),
        await client.refused('assessmentPublish', target(published), selection),
        await client.refused('assessmentDiscard', target(published), selection),
      ]);
      expect(refusals.map(({ code }) => code)).toEqual(Array(3).fill('FORBIDDEN'));
    },
  );
});
