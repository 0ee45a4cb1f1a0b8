import { Role, TestApp } from '../support/app';
import { Client } from '../support/client';
import { givenProject, signedInAgain, takeStep } from '../support/delivery';
import { givenAdmittedPartner, givenCourse, givenProgramme } from '../support/given';
import { everythingDue, givenDraft, scopeItem, sowContent, stepOf } from '../support/sow';

const zone = (timeZone: string | null) => ({ timeZone });
/** 12:30 on 2 December in Auckland. */
const noonInAuckland = '2026-12-01T23:30:00.000Z';
/** 18:30 on 1 December in Los Angeles. */
const eveningInLosAngeles = '2026-12-02T02:30:00.000Z';

describe('a given day', () => {
  let app: TestApp;
  let partnerId: string;
  let course: { id: string };
  let person: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    await givenProgramme(app);
    course = await givenCourse(app);
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    app.clock.set('2026-03-02T09:00:00.000Z');
    partnerId = (await givenAdmittedPartner(app)).id;
    person = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
  });

  const figure = (asOf: string) => ({
    partnerId,
    input: { metric: 'newUsers12Months', value: '5', asOf, sourceNote: 'call' },
  });
  const enrollment = (dueOn: string) => ({ input: { courseId: course.id, userId: person.userId, dueOn } });
  const review = (dueOn?: string) => ({ partnerId, input: { note: 'They asked.', dueOn } });
  const key = (expiresOn: string) => ({ input: { name: 'Learning system', scopes: ['GRAPHQL_READ'], expiresOn } });

  it('does not count as future if it has begun anywhere [figure-of-today-east]', async () => {
    app.clock.set(noonInAuckland);
    const operations = await app.as(Role.OPERATIONS);
    const { asOf } = await operations.done('partnerFigureReport', figure('2026-12-02'), 'figure { asOf }');
    expect(asOf).toBe('2026-12-02');
    await app.expectNothingChanged(async () => {
      expect(await operations.refused('partnerFigureReport', figure('2026-12-03'), 'figure { asOf }')).toMatchObject({
        code: 'INVALID_INPUT',
        message: 'This day is in the future.',
        field: ['input', 'asOf'],
      });
    });
  });

  it('does not count as past until it is over everywhere [due-today-west]', async () => {
    app.clock.set(eveningInLosAngeles);
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    await app.expectNothingChanged(async () => {
      expect(await manager.refused('enrollmentCreate', enrollment('2026-11-30'), 'enrollment { dueOn }')).toMatchObject(
        { message: 'The due date is in the past.', field: ['input', 'dueOn'] },
      );
      expect(await manager.refused('tierReviewOpen', review('2026-11-30'), 'review { dueOn }')).toMatchObject({
        message: 'This day is over.',
        field: ['input', 'dueOn'],
      });
    });
    const enrolled = await manager.done('enrollmentCreate', enrollment('2026-12-01'), 'enrollment { dueOn }');
    const opened = await manager.done('tierReviewOpen', review('2026-12-01'), 'review { dueOn }');
    expect([enrolled.dueOn, opened.dueOn]).toEqual(['2026-12-01', '2026-12-01']);
  });

  it('keeps an API key valid until it is over everywhere', async () => {
    app.clock.set(eveningInLosAngeles);
    const admin = await app.as(Role.ADMIN);
    expect(await admin.refused('apiKeyCreate', key('2026-11-30'), 'apiKey { secret }')).toMatchObject({
      field: ['input', 'expiresOn'],
    });
    const { secret } = await admin.done('apiKeyCreate', key('2026-12-01'), 'apiKey { secret }');
    const program = new Client(app.url, secret);
    expect(await program.query('{ partners(first: 1) { totalCount } }')).toBeTruthy();
    app.clock.set('2026-12-02T12:00:00.000Z');
    expect((await program.send('{ viewer { id } }')).status).toBe(401);
  });
});

const laterThisYear = (startsOn: string) =>
  sowContent({
    startsOn,
    endsOn: '2026-09-30',
    scopeItems: [scopeItem({ startsOn, endsOn: '2026-07-31' })],
    milestones: [{ ...everythingDue[0], dueOn: '2026-09-30' }],
  });

describe('an omitted day', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it("is today in the user's time zone [default-day-west-of-greenwich]", async () => {
    app.clock.set('2026-06-08T18:00:00.000Z');
    const west = await app.signIn(await app.createUser([Role.PROJECT_MANAGER], { timeZone: 'America/Los_Angeles' }));
    const project = await givenProject(app, { manager: west });
    const content = laterThisYear('2026-06-08');
    const submitted = await stepOf(west, 'Submit', await givenDraft(project, content));
    const approved = await stepOf(await app.as(Role.PROJECT_MANAGER), 'Approve', submitted);
    // 17:30 on Monday the 8th in Los Angeles.
    app.clock.set('2026-06-09T00:30:00.000Z');
    const manager = await signedInAgain(app, west);
    const signed = await manager.done(
      'sowSign',
      { id: approved.id, version: approved.version, input: { signatory: 'Jane Doe', evidence: 'archive/1' } },
      'sow { signedOn }',
    );
    expect(signed.signedOn).toBe('2026-06-08');
    await takeStep({ ...project, manager }, 'Activate');
    const progress = { input: { scopeItemId: approved.scopeItems[0]!.id, percentComplete: '5' } };
    const recorded = await manager.done('progressRecord', progress, 'progressUpdate { asOf }');
    expect(recorded.asOf).toBe('2026-06-08');
    const query = 'query ($id: ID!) { project(id: $id) { earnedValue { on } forecast { on } } }';
    const asked = async (client: Client) => (await client.query(query, { id: project.id })).project;
    expect(await asked(manager)).toEqual({ earnedValue: { on: '2026-06-08' }, forecast: { on: '2026-06-08' } });
    expect(await asked(await app.as(Role.ANALYST))).toEqual({
      earnedValue: { on: '2026-06-09' },
      forecast: { on: '2026-06-09' },
    });
  });

  it("is never before the first day that the record allows, even if it is earlier in the user's time zone", async () => {
    app.clock.set('2026-06-08T23:00:00.000Z');
    // Signed on the 9th, in Berlin.
    const content = laterThisYear('2026-07-01');
    const west = await app.signIn(await app.createUser([Role.PROJECT_MANAGER], { timeZone: 'America/Los_Angeles' }));
    const project = await givenProject(app, { manager: west });
    const submitted = await stepOf(west, 'Submit', await givenDraft(project, content));
    const approved = await stepOf(await app.as(Role.PROJECT_MANAGER), 'Approve', submitted);
    await stepOf(west, 'Sign', approved, { signedOn: '2026-06-09' });
    await takeStep(project, 'Activate');
    const progress = { input: { scopeItemId: approved.scopeItems[0]!.id, percentComplete: '5' } };
    expect((await west.done('progressRecord', progress, 'progressUpdate { asOf }')).asOf).toBe('2026-06-09');
  });
});

describe('userTimeZoneSet', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it.each([Role.ADMIN, Role.ANALYST, Role.CONSULTANT])('sets one’s own time zone, as %s', async (role) => {
    const client = await app.as(role);
    const set = await client.done('userTimeZoneSet', zone('Asia/Kolkata'), 'user { id timeZone }');
    expect(set).toEqual({ id: client.userId, timeZone: 'Asia/Kolkata' });
    expect(await client.done('userTimeZoneSet', zone(null), 'user { timeZone }')).toEqual({ timeZone: null });
    expect(await app.historyOf(client.userId!)).toEqual(['test', 'userTimeZoneSet', 'userTimeZoneSet']);
  });

  it('is open to members of a partner', async () => {
    const member = await app.asPartner((await givenAdmittedPartner(app)).id, Role.PARTNER_MEMBER);
    const set = await member.done('userTimeZoneSet', zone('America/Bogota'), 'user { timeZone }');
    expect(set).toEqual({ timeZone: 'America/Bogota' });
  });

  it.each(['', 'Berlin', '+02:00', 'Mars/Olympus', 'x'.repeat(200)])('refuses %j', async (timeZone) => {
    const client = await app.as(Role.CONSULTANT);
    await app.expectNothingChanged(async () => {
      expect(await client.refused('userTimeZoneSet', zone(timeZone), 'user { id }')).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['timeZone'],
      });
    });
  });

  it('requires signing in', async () => {
    const { errors } = await app.anonymous.send('mutation { userTimeZoneSet(timeZone: "UTC") { user { id } } }');
    expect(errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('an installation in Los Angeles', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start({ timeZone: 'America/Los_Angeles' });
    await givenProgramme(app);
  });
  afterAll(() => app.stop());

  const dueReminders = async (clock: string): Promise<(number | null)[]> => {
    app.clock.set(clock);
    const outcomes = await app.installation.jobs.runDue();
    return outcomes.filter(({ name }) => name === 'enrollmentsRemind').map(({ changed }) => changed);
  };

  it('starts a day at local midnight: jobs run once per local day, and an item due today is overdue after it', async () => {
    const course = await givenCourse(app);
    const member = await app.asPartner((await givenAdmittedPartner(app)).id, Role.PARTNER_MEMBER);
    await (
      await app.as(Role.ECOSYSTEM_MANAGER)
    ).done(
      'enrollmentCreate',
      { input: { courseId: course.id, userId: member.userId, dueOn: '2026-12-01' } },
      'enrollment { id }',
    );
    // 23:50 on the due day; in UTC, it is already the next day.
    expect(await dueReminders('2026-12-02T07:50:00.000Z')).toEqual([1]);
    expect(await dueReminders('2026-12-02T07:59:00.000Z')).toEqual([]);
    // 00:10 on the next day.
    expect(await dueReminders('2026-12-02T08:10:00.000Z')).toEqual([1]);
  });

  it('assigns moments to its local days', async () => {
    app.clock.set('2027-01-01T02:00:00.000Z');
    const { id } = await givenAdmittedPartner(app);
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const applied = async (day: string) => {
      const { partnerFunnel } = await manager.query(
        'query ($day: Date!) { partnerFunnel(from: $day, to: $day) { stages { stage count } } }',
        { day },
      );
      return partnerFunnel.stages[0].count;
    };
    expect([await applied('2026-12-31'), await applied('2027-01-01')]).toEqual([1, 0]);
    const { partner } = await manager.query(
      'query ($id: ID!) { partner(id: $id) { tierReviews { nodes { dueOn } } } }',
      { id },
    );
    expect(partner.tierReviews.nodes).toEqual([{ dueOn: '2026-12-31' }]);
  });
});
