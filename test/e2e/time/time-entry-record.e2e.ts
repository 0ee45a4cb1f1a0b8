import { SowStatus } from '../../../src/modules/sow';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import {
  givenActiveProject,
  givenAllocation,
  type GivenProject,
  givenProject,
  type GivenSow,
  givenSow,
  givenStaffedPartner,
  signedInAgain,
  takeStep,
} from '../../support/delivery';
import { givenCertification } from '../../support/given';

describe('timeEntryRecord', () => {
  let app: TestApp;
  let project: GivenProject & GivenSow;
  let consultant: Client;
  let allocationId: string;
  /** Each test has its own day, so that none takes another's hours. */
  let today = '2026-03-02';

  beforeAll(async () => {
    app = await TestApp.start();
    project = await givenActiveProject(app);
    consultant = await app.as(Role.CONSULTANT);
    allocationId = (await givenAllocation(project, consultant.userId!)).id;
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    app.clock.advanceDays(1);
    today = app.clock.today();
    consultant = await signedInAgain(app, consultant);
    project.manager = await signedInAgain(app, project.manager);
  });

  const args = (changes: object = {}) => ({
    input: { allocationId, scopeItemId: project.inScope.id, phase: 'Build', workedOn: today, minutes: 480, ...changes },
  });
  const selection = `timeEntry {
    id version phase workedOn minutes billable note status cost { amount } rejectionReason partnerId
    user { id } project { id } allocation { id } scopeItem { title } partner { id } decidedBy { id }
    availableActions { name allowed blockedBy { code } }
  }`;
  const record = (changes: object = {}, client = consultant) =>
    client.done('timeEntryRecord', args(changes), selection);
  const refused = (changes: object, client = consultant) =>
    app.expectNothingChanged(() => client.refused('timeEntryRecord', args(changes), selection));

  it("records a person's work, with fact and history", async () => {
    const entry = await record({ note: '客户访谈 🚀', billable: false });
    expect(entry).toMatchObject({
      version: 1,
      phase: 'Build',
      workedOn: today,
      minutes: 480,
      billable: false,
      note: '客户访谈 🚀',
      status: 'DRAFT',
      cost: null,
      rejectionReason: null,
      partnerId: null,
      partner: null,
      decidedBy: null,
      user: { id: consultant.userId },
      project: { id: project.id },
      allocation: { id: allocationId },
      scopeItem: { title: 'Rollout' },
      availableActions: ['timeEntryUpdate', 'timeEntryDiscard', 'timeEntrySubmit'].map((name) => ({
        name,
        allowed: true,
        blockedBy: [],
      })),
    });
    expect(await app.factsAbout(entry.id)).toEqual(['TimeEntryRecorded']);
    expect(await app.historyOf(entry.id)).toEqual(['timeEntryRecord']);
  });

  it("records the work of a partner's member", async () => {
    const partner = await givenStaffedPartner(app, project);
    const user = await app.createUser([Role.PARTNER_MEMBER], { partnerId: partner.id });
    await givenCertification(app, user, project.offeringId);
    const { id } = await givenAllocation(project, user.id, { startsOn: '2026-03-01' });
    const entry = await record({ allocationId: id }, await app.signIn(user));
    expect(entry).toMatchObject({ partnerId: partner.id, user: { id: user.id }, partner: { id: partner.id } });
  });

  it('refuses bad input', async () => {
    for (const [changes, error] of [
      [{ minutes: 0 }, { code: 'INVALID_INPUT', field: ['input', 'minutes'] }],
      [{ minutes: -60 }, { code: 'INVALID_INPUT', field: ['input', 'minutes'] }],
      [{ minutes: 25 * 60 }, { code: 'INVALID_INPUT', field: ['input', 'minutes'] }],
      [{ phase: 'Party' }, { code: 'INVALID_INPUT', field: ['input', 'phase'] }],
      [{ note: 'x'.repeat(10_000) }, { code: 'INVALID_INPUT', field: ['input', 'note'] }],
      [{ allocationId: project.id }, { code: 'INVALID_INPUT', field: ['input', 'allocationId'] }],
      [
        { allocationId: 'allocation_01jd5s9c0ye5rt3t7m6x0j5d1q' },
        { code: 'NOT_FOUND', field: ['input', 'allocationId'] },
      ],
      [
        { scopeItemId: 'scope_item_01jd5s9c0ye5rt3t7m6x0j5d1q' },
        { code: 'NOT_FOUND', field: ['input', 'scopeItemId'] },
      ],
    ] as const) {
      expect(await refused(changes)).toMatchObject(error);
    }
  });

  it('refuses items out of scope, of another project, or of an unsigned statement of work', async () => {
    const { manager, offeringId } = project;
    const other = await givenActiveProject(app, { manager, offeringId });
    const drafted = await givenProject(app, { manager, offeringId });
    const draft = await givenSow(app, drafted, { status: SowStatus.APPROVED });
    for (const scopeItemId of [project.outOfScope.id, other.inScope.id, draft.inScope.id]) {
      expect(await refused({ scopeItemId })).toMatchObject({
        rule: 'not-in-scope',
        field: ['input', 'scopeItemId'],
      });
    }
  });

  it('refuses days outside the allocation', async () => {
    const { id } = await givenAllocation(project, consultant.userId!, {
      startsOn: today,
      endsOn: today,
    });
    await record({ allocationId: id, minutes: 60 });
    app.clock.advanceDays(1);
    consultant = await signedInAgain(app, consultant);
    expect(await refused({ allocationId: id, workedOn: app.clock.today() })).toMatchObject({
      rule: 'outside-the-allocation',
      field: ['input', 'workedOn'],
    });
    expect(await refused({ allocationId: id, workedOn: '2026-03-02' })).toMatchObject({
      rule: 'outside-the-allocation',
    });
  });

  it('refuses a day that has not begun anywhere, and accepts one that has', async () => {
    const next = '2026-06-02';
    app.clock.set('2026-06-01T09:59:00Z');
    consultant = await signedInAgain(app, consultant);
    expect(await refused({ workedOn: next })).toMatchObject({ rule: 'in-the-future', field: ['input', 'workedOn'] });
    app.clock.set('2026-06-01T10:00:00Z');
    expect(await record({ workedOn: next })).toMatchObject({ workedOn: next });
    app.clock.set(`${today}T09:00:00Z`);
  });

  it('refuses days before the project started and days of a hold', async () => {
    expect(await refused({ workedOn: '2026-03-01' })).toMatchObject({ rule: 'project-not-in-work' });

    const { manager, offeringId } = project;
    const resting = await givenActiveProject(app, { manager, offeringId });
    const { id } = await givenAllocation(resting, consultant.userId!);
    const held = await takeStep(resting, 'Hold');
    app.clock.advanceDays(4);
    project.manager = await signedInAgain(app, manager);
    consultant = await signedInAgain(app, consultant);
    const changes = { allocationId: id, scopeItemId: resting.inScope.id };
    expect(await refused({ ...changes, workedOn: app.clock.today() })).toMatchObject({ rule: 'project-not-in-work' });
    await takeStep({ ...held, manager: project.manager }, 'Resume');
    const day = (offset: number) =>
      new Date(new Date(`${today}T00:00:00Z`).getTime() + offset * 86_400_000).toISOString().slice(0, 10);
    for (const offset of [1, 2, 3]) {
      expect(await refused({ ...changes, workedOn: day(offset) })).toMatchObject({
        rule: 'project-not-in-work',
        field: ['input', 'workedOn'],
      });
    }
    // On the days of the hold and of the resumption, some hours were worked.
    await record({ ...changes, workedOn: day(0) });
    await record({ ...changes, workedOn: day(4) });
  });

  it('accepts time in acceptance, and refuses it before the start and after the end', async () => {
    const { manager, offeringId } = project;
    const planned = await givenProject(app, { manager, offeringId });
    const sow = await givenSow(app, planned, { accepted: true });
    const changes = {
      allocationId: (await givenAllocation(planned, consultant.userId!)).id,
      scopeItemId: sow.inScope.id,
      minutes: 10,
    };
    expect(await refused(changes)).toMatchObject({ rule: 'project-not-in-work' });
    const accepting = await takeStep(await takeStep(planned, 'Activate'), 'RequestAcceptance');
    await record(changes);
    await takeStep(accepting, 'Close');
    expect(await refused(changes)).toMatchObject({
      rule: 'project-not-in-work',
      message: expect.stringContaining('CLOSED'),
    });
  });

  it('is only for the allocated person, administrators included', async () => {
    const admin = await app.as(Role.ADMIN);
    expect(await refused({}, admin)).toMatchObject({ rule: 'not-own-time' });
    for (const client of [project.manager, await app.as(Role.CONSULTANT), await app.as(Role.ANALYST)]) {
      expect(await refused({}, client)).toMatchObject({ code: 'FORBIDDEN' });
    }
    // A partner sees allocations of its own people, and neither the vendor's nor another partner's.
    const partner = await givenStaffedPartner(app, project);
    const colleague = await app.createUser([Role.PARTNER_MEMBER], { partnerId: partner.id });
    await givenCertification(app, colleague, project.offeringId);
    const theirs = (await givenAllocation(project, colleague.id)).id;
    const partnerAdmin = await app.asPartner(partner.id);
    const stranger = await app.asPartner((await givenStaffedPartner(app, project)).id);
    expect(await refused({ allocationId: theirs }, partnerAdmin)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused({}, partnerAdmin)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused({ allocationId: theirs }, stranger)).toMatchObject({ code: 'NOT_FOUND' });
  });

  describe('the 24 hours of a day', () => {
    const dayFull = { code: 'RULE_VIOLATION', rule: 'day-full', field: ['input', 'minutes'] };

    it('are shared by all projects of the person', async () => {
      const { manager, offeringId } = project;
      const other = await givenActiveProject(app, { manager, offeringId });
      const changes = {
        allocationId: (await givenAllocation(other, consultant.userId!)).id,
        scopeItemId: other.inScope.id,
        workedOn: today,
      };
      await record({ minutes: 1_000 });
      expect(await refused({ ...changes, minutes: 441 })).toMatchObject(dayFull);
      await record({ ...changes, minutes: 440 });
      expect(await refused({ minutes: 1 })).toMatchObject(dayFull);
    });

    it('are freed by a rejection, and taken again when the entry is reopened', async () => {
      const entry = await record({ minutes: 1_440 });
      const step = async (client: Client, name: string, version: number, more = {}) =>
        client.mutate(name, { id: entry.id, version, ...more }, 'timeEntry { status version }');
      await step(consultant, 'timeEntrySubmit', 1);
      await step(project.manager, 'timeEntryReject', 2, { reason: 'Too much.' });
      await record({ minutes: 1 });
      const { userErrors } = await app.expectNothingChanged(() => step(consultant, 'timeEntryReopen', 3));
      expect(userErrors).toMatchObject([{ rule: 'day-full', field: null }]);
      expect(await refused({ minutes: 1_440 })).toMatchObject(dayFull);
      await record({ minutes: 1_439 });
    });

    it('are exact under parallel writers, for the first entry of a day and later ones', async () => {
      for (const round of [1, 2]) {
        const answers = await Promise.all(
          Array.from({ length: 12 }, () =>
            consultant.mutate('timeEntryRecord', args({ minutes: 144 * round }), selection),
          ),
        );
        const rules = answers.flatMap(({ userErrors }) => userErrors.map(({ rule }: { rule: string }) => rule));
        expect(new Set(rules)).toEqual(new Set(['day-full']));
        expect(answers.length - rules.length).toBe(round === 1 ? 10 : 0);
      }
      const [row] = await app.installation.database.query({
        text: 'SELECT (SELECT SUM(minutes) FROM time_entry WHERE userId = ? AND workedOn = ?) AS entries, (SELECT minutes FROM person_day WHERE userId = ? AND workedOn = ?) AS counted',
        params: [consultant.userId, today, consultant.userId, today],
      });
      expect({ entries: Number(row!.entries), counted: Number(row!.counted) }).toEqual({
        entries: 1_440,
        counted: 1_440,
      });
    });
  });

  it('records a retried request only once', async () => {
    const headers = { 'idempotency-key': 'time-1' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => consultant.done('timeEntryRecord', args({ minutes: 1_000 }), selection, headers)),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  });
});
