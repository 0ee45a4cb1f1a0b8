import { Role, TestApp, testPassword } from '../support/app';
import { Client } from '../support/client';
import { givenAnswers, givenCustomer, givenOffering } from '../support/given';
import { givenDocument } from '../support/uploads';

/*
 * The main job, told from beginning to end as its people would do it: a firm applies and becomes an independent partner,
 * and delivers a project under a statement of work. Each test is a chapter and continues where the previous one ended.
 */
describe('a firm becomes an independent partner and delivers a project under a SOW', () => {
  let app: TestApp;
  let ecosystem: Client;
  let projects: Client;
  let approver: Client;
  let mentor: Client;
  let administrator: Client;
  let consultant: Client;
  let offering: { id: string };
  let customer: { id: string };
  let partnerId: string;
  let qualificationId: string;
  let courses: { id: string; lessons: { id: string }[] }[];
  let exam: { id: string };

  beforeAll(async () => {
    app = await TestApp.start();
    ecosystem = await app.as(Role.ECOSYSTEM_MANAGER);
    projects = await app.as(Role.PROJECT_MANAGER);
    approver = await app.as(Role.PROJECT_MANAGER, Role.ADMIN);
    mentor = await app.as(Role.MENTOR);
    offering = await givenOffering(app);
    customer = await givenCustomer(app);
  });
  afterAll(() => app.stop());

  const qualification = async () => {
    const { qualification: found } = await ecosystem.query(
      'query ($id: ID!) { qualification(id: $id) { id version stage gate { satisfied criteria { code required observed met gap evidence } } } }',
      { id: qualificationId },
    );
    return found;
  };
  const advance = async () => {
    const { version } = await qualification();
    return ecosystem.done('qualificationAdvance', { id: qualificationId, version }, 'qualification { stage }');
  };

  it('the vendor sets the rules: a programme, a learning path, an exam', async () => {
    const minimum = (code: string, metric: string, value: string) => ({ code, metric, minimum: value });
    const programme = await ecosystem.done(
      'programmeDraft',
      {
        input: {
          name: 'Partner programme',
          graceDays: 30,
          checklist: [
            {
              code: 'profile',
              title: 'Company profile',
              kind: 'FORM',
              required: true,
              ownedBy: 'PARTNER',
              dueDays: 14,
            },
            {
              code: 'agreement',
              title: 'Partner agreement',
              kind: 'AGREEMENT',
              required: true,
              ownedBy: 'PARTNER',
              dueDays: 30,
            },
          ],
          gates: {
            toAssessment: [minimum('trained', 'membersCompletedPath', '1')],
            toAssisted: [minimum('certified', 'certifiedMembers', '1')],
            toIndependent: [
              minimum('passed', 'assistedDeliveriesPassed', '1'),
              minimum('marks', 'meanMentorEvaluation', '3.5'),
            ],
          },
          tiers: [{ name: 'REGISTERED' }, { name: 'SILVER', criteria: [{ metric: 'certifiedMembers', minimum: '1' }] }],
        },
      },
      'programme { id version }',
    );
    await ecosystem.done(
      'programmePublish',
      { id: programme.id, version: programme.version, effectiveOn: '2026-03-02' },
      'programme { status number }',
    );

    const course = await ecosystem.done(
      'courseDraft',
      { input: { title: 'How we deliver', description: '' } },
      'course { id version }',
    );
    await ecosystem.done(
      'lessonAdd',
      {
        courseId: course.id,
        version: course.version,
        input: {
          title: 'Scope',
          required: true,
          kind: 'MARKDOWN',
          content: '# Scope',
          minutes: 30,
        },
      },
      'lesson { id }',
    );
    const published = await ecosystem.done(
      'coursePublish',
      { id: course.id, version: course.version + 1 },
      'course { id status lessons { id } }',
    );
    courses = [published];
    await ecosystem.done(
      'learningPathSet',
      {
        offeringId: offering.id,
        input: { entries: [{ courseId: course.id, required: true }] },
      },
      'learningPath { id }',
    );

    const draft = await ecosystem.done(
      'assessmentDraft',
      {
        input: {
          offeringId: offering.id,
          title: 'Exam',
          required: true,
          passMark: '70',
          timeLimitMinutes: 30,
          maximumAttempts: 3,
          coolOffDays: 1,
          validityMonths: 12,
          questions: [
            {
              kind: 'SINGLE_CHOICE',
              text: 'When is a deliverable delivered?',
              choices: [
                { text: 'When it is sent', points: '0' },
                { text: 'When it is accepted', points: '1' },
              ],
            },
            { kind: 'NUMERIC', text: 'EV 40, AC 50: CPI?', numeric: { answer: '0.8', tolerance: '0.01', points: '1' } },
          ],
        },
      },
      'assessment { id version }',
    );
    exam = await ecosystem.done(
      'assessmentPublish',
      { id: draft.id, version: draft.version },
      'assessment { id status }',
    );
  });

  it('application: a firm applies on the public form', async () => {
    const partner = await app.anonymous.done(
      'partnerApply',
      {
        input: {
          name: '上海云帆 🚀',
          legalName: '上海云帆信息技术有限公司',
          country: 'CN',
          registrationNumber: '91310000MA1FL0000X',
          region: 'East China',
          industries: ['Textiles'],
          contactName: '王芳',
          contactEmail: 'partners@yunfan.example',
        },
      },
      'partner { id status name }',
    );
    expect(partner).toMatchObject({ status: 'APPLICANT', name: '上海云帆 🚀' });
    partnerId = partner.id;
  });

  it('onboarding: admission is refused with what is missing, then the checklist is passed', async () => {
    const version = async () =>
      (await ecosystem.query('query ($id: ID!) { partner(id: $id) { version } }', { id: partnerId })).partner.version;
    await ecosystem.done('partnerStartOnboarding', { id: partnerId, version: await version() }, 'partner { status }');

    const refusal = await app.expectNothingChanged(async () =>
      ecosystem.refused('partnerAdmit', { id: partnerId, version: await version() }, 'partner { status }'),
    );
    expect(refusal.code).toBe('GATE_NOT_MET');
    expect(refusal.criteria.length).toBeGreaterThanOrEqual(2);
    expect(refusal.criteria.every((criterion: { met: boolean; gap: string }) => !criterion.met && criterion.gap)).toBe(
      true,
    );

    const join = async (email: string, roles: string[]) => {
      const invitation = await ecosystem.done(
        'memberInvite',
        { partnerId, input: { email, name: email, roles } },
        'invitation { token user { id } }',
      );
      await app.anonymous.done(
        'userActivate',
        { input: { token: invitation.token, password: testPassword } },
        'user { status }',
      );
      const { accessToken } = await app.anonymous.done(
        'sessionCreate',
        { input: { email, password: testPassword } },
        'session { accessToken }',
      );
      return new Client(app.url, accessToken, invitation.user.id);
    };
    administrator = await join('admin@yunfan.example', ['PARTNER_ADMIN']);
    consultant = await join('consultant@yunfan.example', ['PARTNER_MEMBER']);

    const { partner } = await administrator.query(
      'query ($id: ID!) { partner(id: $id) { onboardingItems { id version kind } } }',
      { id: partnerId },
    );
    const paper = await givenDocument(app, administrator);
    for (const item of partner.onboardingItems) {
      const agreement = item.kind === 'AGREEMENT' ? { signedOn: '2026-03-02', expiresOn: '2029-03-01' } : {};
      const submitted = await administrator.done(
        'onboardingItemSubmit',
        {
          id: item.id,
          version: item.version,
          input: { note: 'As agreed.', documentIds: [paper.id], ...agreement },
        },
        'item { version status }',
      );
      await ecosystem.done('onboardingItemAccept', { id: item.id, version: submitted.version }, 'item { status }');
    }
    const admitted = await ecosystem.done(
      'partnerAdmit',
      { id: partnerId, version: await version() },
      'partner { status computedTier { tier } }',
    );
    expect(admitted).toMatchObject({ status: 'ACTIVE', computedTier: { tier: 'REGISTERED' } });
  });

  it('training: the gate to ASSESSMENT opens when a member has completed the path', async () => {
    const opened = await ecosystem.done(
      'qualificationOpen',
      { input: { partnerId, offeringId: offering.id } },
      'qualification { id version stage }',
    );
    qualificationId = opened.id;
    const refusal = await app.expectNothingChanged(() =>
      ecosystem.refused('qualificationAdvance', { id: opened.id, version: opened.version }, 'qualification { id }'),
    );
    expect(refusal).toMatchObject({
      code: 'GATE_NOT_MET',
      criteria: [{ code: 'trained', required: '1', observed: '0', met: false }],
    });

    const enrollment = await administrator.done(
      'enrollmentCreate',
      { input: { courseId: courses[0]!.id, userId: consultant.userId } },
      'enrollment { id version }',
    );
    const completed = await consultant.done(
      'lessonComplete',
      { enrollmentId: enrollment.id, lessonId: courses[0]!.lessons[0]!.id, version: enrollment.version },
      'enrollment { id status }',
    );
    expect(completed.status).toBe('COMPLETED');
    expect((await qualification()).gate).toMatchObject({
      satisfied: true,
      criteria: [{ observed: '1', evidence: [enrollment.id] }],
    });
    expect(await advance()).toMatchObject({ stage: 'ASSESSMENT' });
  });

  it('exam and certification: the candidate sees no points, passes, and is certified', async () => {
    const attempt = await consultant.done(
      'attemptStart',
      { assessmentId: exam.id },
      'attempt { id version questions { id kind choices { id text } } assessment { questions { id } } }',
    );
    expect(attempt.assessment.questions).toBeNull();
    const answers = attempt.questions.map(
      (question: { id: string; kind: string; choices: { id: string; text: string }[] }) =>
        question.kind === 'NUMERIC'
          ? { questionId: question.id, number: '0.8' }
          : {
              questionId: question.id,
              choiceIds: question.choices.filter(({ text }) => /accepted/.test(text)).map((choice) => choice.id),
            },
    );
    const version = await givenAnswers(consultant, attempt, answers);
    const closed = await consultant.done(
      'attemptSubmit',
      { id: attempt.id, version },
      'attempt { status scorePercent }',
    );
    expect(closed).toEqual({ status: 'PASSED', scorePercent: '100' });
    const { certifications } = await consultant.query('{ certifications { nodes { id status expiresOn userId } } }');
    expect(certifications.nodes).toMatchObject([
      { status: 'ACTIVE', expiresOn: '2027-03-02', userId: consultant.userId },
    ]);
    expect(await advance()).toMatchObject({ stage: 'ASSISTED' });
    const { partner } = await administrator.query('query ($id: ID!) { partner(id: $id) { computedTier { tier } } }', {
      id: partnerId,
    });
    expect(partner.computedTier.tier).toBe('SILVER');
  });

  /** A project with a signed SOW of one scope item, with a budget of 8,000 over forty days. */
  async function givenSignedProject(name: string) {
    const project = await projects.done(
      'projectCreate',
      { input: { name, customerId: customer.id, offeringIds: [offering.id] } },
      'project { id version status }',
    );
    const start = app.clock.today();
    const days = (count: number) => new Date(Date.parse(start) + count * 86_400_000).toISOString().slice(0, 10);
    const sow = await projects.done(
      'sowDraft',
      {
        input: {
          projectId: project.id,
          currencyCode: 'EUR',
          startsOn: start,
          endsOn: days(39),
          acceptanceWindowDays: 10,
          exclusions: 'Hardware.',
          assumptions: 'A process owner is named.',
          scopeItems: [
            {
              title: 'Rollout',
              standard: true,
              quantity: '1',
              unit: 'rollout',
              startsOn: start,
              endsOn: days(39),
              price: '12000',
              budgetCost: '8000',
              responsibleParty: 'PARTNER',
              resourceRole: 'Consultant',
              offeringId: offering.id,
              deliverables: [{ name: 'Live system', acceptanceCriteria: 'It runs for ten days.' }],
            },
          ],
          milestones: [{ name: 'Live', dueOn: days(39), paymentShare: '100', deliverables: ['Live system'] }],
          resourceLines: [
            {
              role: 'Consultant',
              party: 'PARTNER',
              partnerId,
              hours: [{ phase: 'Build', hours: '80' }],
              billRate: '150',
              costRate: '100',
            },
          ],
        },
      },
      'sow { id version clarity { score findings { severity code path } } scopeItems { id deliverables { id version } } milestones { id } }',
    );
    expect(sow.clarity.findings.filter(({ severity }: { severity: string }) => severity === 'ERROR')).toEqual([]);
    let { version } = sow;
    const step = async (client: Client, mutation: string, more = {}) => {
      ({ version } = await client.done(mutation, { id: sow.id, version, ...more }, 'sow { version status }'));
    };
    await step(projects, 'sowSubmit');
    const own = await app.expectNothingChanged(() =>
      projects.refused('sowApprove', { id: sow.id, version }, 'sow { id }'),
    );
    expect(['RULE_VIOLATION', 'FORBIDDEN']).toContain(own.code);
    await step(approver, 'sowApprove');
    await step(projects, 'sowSign', {
      input: { signatory: 'The customer', evidence: 'sow.pdf' },
    });
    return { ...project, scopeItem: sow.scopeItems[0], milestone: sow.milestones[0], endsOn: days(39) };
  }

  const staffing = (projectId: string, mentorId: string | null) => ({
    input: { projectId, partnerId, offeringId: offering.id, mentorId },
  });

  async function step(projectId: string, mutation: string) {
    const { project } = await projects.query('query ($id: ID!) { project(id: $id) { version } }', { id: projectId });
    return projects.done(mutation, { id: projectId, version: project.version }, 'project { status }');
  }

  it('assisted delivery: with a mentor on a project with a signed SOW, and the gate refuses with its reasons until it is passed', async () => {
    const project = await givenSignedProject('First project');
    const refusal = await app.expectNothingChanged(() =>
      projects.refused('projectStaffPartner', staffing(project.id, null), 'staffing { id }'),
    );
    expect(refusal).toMatchObject({ code: 'RULE_VIOLATION' });
    expect(refusal.details.join(' ')).toMatch(/mentor/i);
    await projects.done('projectStaffPartner', staffing(project.id, mentor.userId), 'staffing { id }');
    expect(await step(project.id, 'projectActivate')).toEqual({ status: 'ACTIVE' });

    const planned = await projects.done(
      'assistedDeliveryPlan',
      {
        input: {
          qualificationId,
          projectId: project.id,
          mentorId: mentor.userId,
          plan: [{ milestoneId: project.milestone.id, mode: 'CO_DELIVERY' }],
        },
      },
      'assistedDelivery { id version }',
    );
    let { version } = await mentor.done(
      'assistedDeliveryStart',
      { id: planned.id, version: planned.version },
      'assistedDelivery { version status }',
    );

    const gate = (await qualification()).gate;
    expect(gate).toMatchObject({
      satisfied: false,
      criteria: [
        { code: 'passed', observed: '0', met: false },
        { code: 'marks', observed: null, met: false },
      ],
    });
    const refused = await app.expectNothingChanged(async () =>
      ecosystem.refused(
        'qualificationAdvance',
        { id: qualificationId, version: (await qualification()).version },
        'qualification { id }',
      ),
    );
    expect(refused).toMatchObject({ code: 'GATE_NOT_MET', criteria: [{ code: 'passed' }, { code: 'marks' }] });

    app.clock.set(`${project.endsOn}T12:00:00Z`);
    mentor = await renew(mentor);
    projects = await renew(projects);
    ecosystem = await renew(ecosystem);
    approver = await renew(approver);
    administrator = await renew(administrator);
    consultant = await renew(consultant);
    const marks = { timeliness: 4, quality: 4, communication: 5, autonomy: 4, comment: 'Good.', evidence: 'Minutes.' };
    ({ version } = await mentor.done(
      'assistedDeliveryEvaluate',
      {
        id: planned.id,
        version,
        input: { milestoneId: project.milestone.id, ...marks },
      },
      'assistedDelivery { version }',
    ));
    const [deliverable] = project.scopeItem.deliverables;
    await projects.done(
      'deliverableAccept',
      {
        id: deliverable.id,
        version: deliverable.version,
        input: { contact: 'The customer', evidence: 'Signed record' },
      },
      'deliverable { status }',
    );
    expect(await step(project.id, 'projectRequestAcceptance')).toEqual({ status: 'ACCEPTANCE' });
    await mentor.done(
      'assistedDeliveryConclude',
      { id: planned.id, version, outcome: 'PASSED', comment: 'Ready.' },
      'assistedDelivery { status }',
    );
    expect(await step(project.id, 'projectClose')).toEqual({ status: 'CLOSED' });
    await app.installation.relay.settle();

    expect((await qualification()).gate).toMatchObject({
      satisfied: true,
      criteria: [{ observed: '1', evidence: [planned.id] }, { observed: '4.25' }],
    });
    expect(await advance()).toMatchObject({ stage: 'INDEPENDENT' });
  });

  async function renew(client: Client): Promise<Client> {
    const { accessToken } = await app.installation.sessions.open(client.userId as `user_${string}`, 'test');
    return new Client(app.url, accessToken, client.userId);
  }

  it('independence: the second project is delivered alone, time is approved, earned value adds up', async () => {
    const project = await givenSignedProject('Second project');
    await projects.done('projectStaffPartner', staffing(project.id, null), 'staffing { id }');
    const today = app.clock.today();
    const allocation = await projects.done(
      'allocationCreate',
      {
        input: {
          projectId: project.id,
          userId: consultant.userId,
          offeringId: offering.id,
          role: 'Consultant',
          startsOn: today,
          endsOn: project.endsOn,
          percent: 100,
        },
      },
      'allocation { id }',
    );
    await step(project.id, 'projectActivate');

    const work = { allocationId: allocation.id, scopeItemId: project.scopeItem.id, phase: 'Build', workedOn: today };
    const tooLong = await app.expectNothingChanged(() =>
      consultant.refused('timeEntryRecord', { input: { ...work, minutes: 25 * 60 } }, 'timeEntry { id }'),
    );
    expect(tooLong).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'minutes'] });
    const entry = await consultant.done(
      'timeEntryRecord',
      { input: { ...work, minutes: 600 } },
      'timeEntry { id version }',
    );
    const submitted = await consultant.done(
      'timeEntrySubmit',
      { id: entry.id, version: entry.version },
      'timeEntry { version status }',
    );
    const own = await app.expectNothingChanged(() =>
      consultant.refused('timeEntryApprove', { id: entry.id, version: submitted.version }, 'timeEntry { id }'),
    );
    expect(own.code).toBe('FORBIDDEN');
    const approved = await projects.done(
      'timeEntryApprove',
      { id: entry.id, version: submitted.version },
      'timeEntry { status cost { amount } }',
    );
    expect(approved).toEqual({ status: 'APPROVED', cost: { amount: '1000.00' } });
    await projects.done(
      'progressRecord',
      { input: { scopeItemId: project.scopeItem.id, percentComplete: '20' } },
      'progressUpdate { percentComplete }',
    );

    // Planned: one of 28 working days, 8,000 ÷ 28. Earned: a fifth, 1,600. Cost: ten hours at 100.
    const { project: seen } = await projects.query(
      `query ($id: ID!) { project(id: $id) { earnedValue { bac { amount } pv { amount } ev { amount } ac { amount } cv { amount } cpi spi eac { amount } } } }`,
      { id: project.id },
    );
    expect(seen.earnedValue).toEqual({
      bac: { amount: '8000.00' },
      pv: { amount: '285.71' },
      ev: { amount: '1600.00' },
      ac: { amount: '1000.00' },
      cv: { amount: '600.00' },
      cpi: '1.6',
      spi: '5.6',
      eac: { amount: '5000.00' },
    });

    // The partner sees its project and its own hours, but no internal numbers.
    const { project: theirs } = await administrator.query(
      `query ($id: ID!) { project(id: $id) { name earnedValue { bac { amount } } statementOfWork { totals { budgetCost { amount } } } timeEntries { nodes { minutes cost { amount } } } } }`,
      { id: project.id },
    );
    expect(theirs).toMatchObject({
      name: 'Second project',
      earnedValue: null,
      statementOfWork: { totals: { budgetCost: null } },
      timeEntries: { nodes: [{ minutes: 600 }] },
    });
  });

  it('history: facts are in order, and chains are intact', async () => {
    expect(await app.factsAbout(partnerId)).toEqual([
      'PartnerApplied',
      'PartnerOnboardingStarted',
      'PartnerMemberInvited',
      'PartnerMemberInvited',
      'PartnerAdmitted',
    ]);
    for (const recordId of [partnerId, qualificationId]) {
      const { auditVerify } = await ecosystem.query('query ($id: ID!) { auditVerify(recordId: $id) { intact } }', {
        id: recordId,
      });
      expect(auditVerify.intact).toBe(true);
    }
  });
});
