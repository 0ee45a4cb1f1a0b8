import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { givenAttempt, givenExam, givenOffering, givenPractical } from '../../support/given';

describe('a draft assessment', () => {
  let app: TestApp;
  let manager: Client;
  let offeringId: string;
  const selection = `assessment { id version status edition title required passMark pools { name draw } shuffleQuestions
    shuffleChoices questionCount possiblePoints retirementReason predecessorId prerequisites { id }
    questions { id text pool choices { text points } numeric { answer } }
    rubric { id name description weight maximumLevel floor } }`;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    offeringId = (await givenOffering(app)).id;
  });
  afterAll(() => app.stop());

  const rules = {
    title: 'Rollout',
    passMark: '70',
    timeLimitMinutes: 45,
    maximumAttempts: 2,
    coolOffDays: 7,
    validityMonths: 24,
  };
  const question = (text: string, changes: object = {}) => ({
    kind: 'SINGLE_CHOICE',
    text,
    choices: [
      { text: 'Right', points: '1' },
      { text: 'Wrong', points: '0' },
    ],
    ...changes,
  });
  type Target = { id: string; version: number };
  const draft = (changes: object = {}): Promise<Target & { questions: { id: string }[] }> =>
    manager.done('assessmentDraft', { input: { offeringId, ...rules, ...changes } }, selection);
  const target = ({ id, version }: Target) => ({ id, version });
  const within = ({ id, version }: Target) => ({ assessmentId: id, version });
  const updating = (each: Target, changes: object = {}) => ({ ...target(each), input: { ...rules, ...changes } });
  const adding = (each: Target, input: object = question('Which?')) => ({ ...within(each), input });
  const changing = (each: Target, questionId: string, input: object = question('Which?')) => ({
    ...adding(each, input),
    questionId,
  });
  const removing = (each: Target, questionId: string) => ({ ...within(each), questionId });
  const rubric = (each: Target, criteria: object[]) => ({ ...within(each), input: { criteria } });
  const retiring = (each: Target, reason = 'Merged.') => ({ ...target(each), input: { reason } });
  const refused = (name: string, args: object, client = manager) =>
    app.expectNothingChanged(() => client.refused(name, args, selection));

  it('is written question by question, with facts and history', async () => {
    let exam = await manager.done(
      'questionAdd',
      adding(await draft({ pools: [{ name: 'easy', draw: 1 }] })),
      selection,
    );
    exam = await manager.done('questionAdd', adding(exam, question('Easy?', { pool: 'easy' })), selection);
    exam = await manager.done('questionAdd', adding(exam, question('Easier?', { pool: 'easy' })), selection);
    expect(exam).toMatchObject({ version: 4, questionCount: 2, possiblePoints: '2' });
    const [first, second, third] = exam.questions;
    const numeric = { kind: 'NUMERIC', text: 'How many?', numeric: { answer: '3', points: '5' } };
    exam = await manager.done('questionUpdate', changing(exam, first.id, numeric), selection);
    expect(exam.questions).toMatchObject([
      { id: first.id, text: 'How many?', choices: [], numeric: { answer: '3' }, pool: null },
      { id: second.id, text: 'Easy?', pool: 'easy' },
      { id: third.id },
    ]);
    exam = await manager.done('questionRemove', removing(exam, second.id), selection);
    expect(exam).toMatchObject({
      version: 6,
      questionCount: 2,
      possiblePoints: '6',
      questions: [{}, { id: third.id }],
    });
    exam = await manager.done(
      'assessmentUpdate',
      updating(exam, { title: 'Renamed', pools: [{ name: 'easy', draw: 1 }], shuffleChoices: true, required: false }),
      selection,
    );
    expect(exam).toMatchObject({ title: 'Renamed', shuffleChoices: true, shuffleQuestions: false, required: false });
    expect(await app.factsAbout(exam.id)).toEqual(['AssessmentDrafted', ...Array(6).fill('AssessmentUpdated')]);
    expect(await app.historyOf(exam.id)).toEqual([
      'assessmentDraft',
      ...Array(3).fill('questionAdd'),
      'questionUpdate',
      'questionRemove',
      'assessmentUpdate',
    ]);
  });

  it('assigns ids of choices at random, so that they do not reveal the order of writing', async () => {
    const choices = Array.from({ length: 12 }, (_, index) => ({ text: `${index}`, points: '1' }));
    const exam = await draft({ questions: [1, 2, 3].map((each) => question(`${each}`, { choices })) });
    const read = 'query ($id: ID!) { assessment(id: $id) { questions { choices { id } } } }';
    const { assessment } = await manager.query(read, { id: exam.id });
    const sorted = assessment.questions.filter((each: { choices: { id: string }[] }) => {
      const ids = each.choices.map(({ id }) => id);
      return ids.join() === [...ids].sort().join();
    });
    expect(sorted).toHaveLength(0);
  });

  it('of a next edition starts with the questions or the rubric of the previous one', async () => {
    const exam = await givenExam(app, offeringId);
    const next = await manager.done(
      'assessmentDraft',
      { input: { offeringId, ...rules, predecessorId: exam.id } },
      selection,
    );
    expect(next).toMatchObject({ predecessorId: exam.id, questionCount: 2 });
    expect(next.questions).toMatchObject([{ text: 'Which one?' }, { text: 'How many?' }]);
    const practical = await givenPractical(app, offeringId);
    const { rubric: copied } = await manager.done(
      'assessmentDraft',
      { input: { offeringId, ...rules, kind: 'PRACTICAL', predecessorId: practical.id } },
      selection,
    );
    expect(copied.map(({ id }: { id: string }) => id)).toEqual(practical.rubric.map(({ id }) => id));
    const other = { offeringId, ...rules, kind: 'INTERVIEW', predecessorId: practical.id };
    expect(await refused('assessmentDraft', { input: other })).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['input', 'kind'],
    });
  });

  it('of a practical is given a rubric, and published with it', async () => {
    const practical = await draft({ kind: 'PRACTICAL' });
    const criteria = [
      { name: 'Design', description: '0 nothing, 4 all', weight: '2.5', maximumLevel: 4, floor: 2 },
      { name: 'Talk', weight: '0', maximumLevel: 10 },
    ];
    const written = await manager.done('rubricSet', rubric(practical, criteria), selection);
    expect(written.rubric).toMatchObject([criteria[0], { ...criteria[1], description: '', floor: null }]);
    const published = await manager.done('assessmentPublish', target(written), selection);
    expect(published).toMatchObject({ status: 'PUBLISHED', edition: 1, questionCount: 0 });
    expect(await refused('rubricSet', rubric(published, criteria))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it.each<[string, object[], object]>([
    ['an empty rubric', [], { rule: 'rubric-empty' }],
    [
      'weights that sum to 0',
      [
        { name: 'Design', weight: '0', maximumLevel: 4 },
        { name: 'Talk', weight: '0', maximumLevel: 4 },
      ],
      { rule: 'weights-sum-to-zero' },
    ],
  ])('is not published with %s', async (_what, criteria, error) => {
    const practical = await draft({ kind: 'INTERVIEW' });
    const written = await manager.done('rubricSet', rubric(practical, criteria), selection);
    expect(await refused('assessmentPublish', target(written))).toMatchObject(error);
  });

  it.each<[string, object, string[]]>([
    ['a weight below 0', { weight: '-1' }, ['0', 'weight']],
    ['a weight of 3 decimals', { weight: '0.001' }, ['0', 'weight']],
    ['no levels', { maximumLevel: 0 }, ['0', 'maximumLevel']],
    ['eleven levels', { maximumLevel: 11 }, ['0', 'maximumLevel']],
    ['a floor out of reach', { floor: 5 }, ['0', 'floor']],
    ['a name of 10,000 characters', { name: 'x'.repeat(10_000) }, ['0', 'name']],
    ['a name twice', { name: 'Twice' }, ['1', 'name']],
  ])('refuses a rubric with %s', async (_what, changes, field) => {
    const practical = await draft({ kind: 'PRACTICAL' });
    const criterion = { name: 'Design', weight: '1', maximumLevel: 4, ...changes };
    const criteria = field[0] === '1' ? [criterion, criterion] : [criterion];
    expect(await refused('rubricSet', rubric(practical, criteria))).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['input', 'criteria', ...field],
    });
  });

  it('allows questions only for exams, and rubrics only for the others', async () => {
    const [exam, practical] = [await draft(), await draft({ kind: 'PRACTICAL' })];
    expect(await refused('questionAdd', adding(practical))).toMatchObject({ rule: 'not-an-exam' });
    expect(await refused('rubricSet', rubric(exam, []))).toMatchObject({ rule: 'exam-without-rubric' });
  });

  it('is not changed on a stale version, with an unknown question, or by removing a pool in use', async () => {
    const pools = [{ name: 'easy', draw: 1 }];
    const exam = await draft({ pools, questions: [question('Easy?', { pool: 'easy' })] });
    const [{ id }] = exam.questions as [{ id: string }];
    const stale = { ...exam, version: 9 };
    for (const [name, args] of [
      ['assessmentUpdate', updating(stale)],
      ['questionAdd', adding(stale)],
      ['questionUpdate', changing(stale, id)],
      ['questionRemove', removing(stale, id)],
    ] as const) {
      expect(await refused(name, args)).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
    }
    const absent = newId('question');
    expect(await refused('questionUpdate', changing(exam, absent))).toMatchObject({
      code: 'NOT_FOUND',
      field: ['questionId'],
    });
    expect(await refused('questionRemove', removing(exam, absent))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused('assessmentUpdate', updating(exam))).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['input', 'pools'],
    });
    expect(await refused('questionAdd', adding(exam, question('', {})))).toMatchObject({ field: ['input', 'text'] });
    expect(await refused('questionAdd', adding(exam, question('?', { pool: 'hard' })))).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['input', 'pool'],
    });
    expect(await refused('assessmentUpdate', updating(exam, { pools, passMark: '100.5' }))).toMatchObject({
      field: ['input', 'passMark'],
    });
  });

  it('never changes once it is published', async () => {
    const exam = await givenExam(app, offeringId);
    const { assessment } = await manager.query('query ($id: ID!) { assessment(id: $id) { questions { id } } }', {
      id: exam.id,
    });
    const [{ id }] = assessment.questions;
    for (const [name, args] of [
      ['assessmentUpdate', updating(exam)],
      ['questionAdd', adding(exam)],
      ['questionUpdate', changing(exam, id)],
      ['questionRemove', removing(exam, id)],
    ] as const) {
      expect(await refused(name, args)).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        from: 'PUBLISHED',
        action: 'update',
      });
    }
  });

  it('is not published if its prerequisites require it', async () => {
    const first = await givenExam(app, offeringId);
    const second = await givenExam(app, offeringId, { prerequisiteIds: [first.id] });
    const next = await draft({ predecessorId: first.id, prerequisiteIds: [second.id] });
    expect(await refused('assessmentPublish', target(next))).toMatchObject({ rule: 'prerequisites-cycle' });
    const drafted = await draft();
    const elsewhere = await givenExam(app, (await givenOffering(app)).id);
    for (const id of [drafted.id, elsewhere.id]) {
      const input = { offeringId, ...rules, prerequisiteIds: [id] };
      expect(await refused('assessmentDraft', { input })).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['input', 'prerequisiteIds', '0'],
      });
    }
  });

  it('is retired after publication: no longer taken or required, while passes count', async () => {
    const { id: offering } = await givenOffering(app);
    const [design, build] = [await givenExam(app, offering), await givenExam(app, offering)];
    const member = await app.asPartner(newId('partner'), Role.PARTNER_MEMBER);
    expect(await refused('assessmentRetire', retiring(build, ''))).toMatchObject({ field: ['input', 'reason'] });
    const retired = await manager.done('assessmentRetire', retiring(build), selection);
    expect(retired).toMatchObject({ status: 'RETIRED', retirementReason: 'Merged.' });
    expect(await app.factsAbout(build.id)).toEqual(['AssessmentDrafted', 'AssessmentPublished', 'AssessmentRetired']);
    expect(await refused('assessmentRetire', retiring(retired))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const start = { assessmentId: build.id };
    const refusal = await app.expectNothingChanged(() => member.refused('attemptStart', start, 'attempt { id }'));
    expect(refusal).toMatchObject({ rule: 'assessment-not-published' });
    await givenAttempt(member, design.id);
    const { certifications } = await member.query('{ certifications { totalCount } }');
    expect(certifications).toEqual({ totalCount: 1 });
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'cannot be changed by %s',
    async (role) => {
      const client = role.startsWith('PARTNER') ? await app.asPartner(newId('partner'), role) : await app.as(role);
      const [exam, practical] = [await draft({ questions: [question('?')] }), await draft({ kind: 'PRACTICAL' })];
      const published = await givenExam(app, offeringId);
      const [{ id }] = exam.questions as [{ id: string }];
      const code = role.startsWith('PARTNER') ? 'NOT_FOUND' : 'FORBIDDEN';
      const refusals: [string, object][] = [
        ['assessmentUpdate', updating(exam)],
        ['questionAdd', adding(exam)],
        ['questionUpdate', changing(exam, id)],
        ['questionRemove', removing(exam, id)],
        ['rubricSet', rubric(practical, [])],
      ];
      for (const [name, args] of refusals) expect(await refused(name, args, client)).toMatchObject({ code });
      expect(await refused('assessmentRetire', retiring(published), client)).toMatchObject({ code: 'FORBIDDEN' });
    },
  );
});
