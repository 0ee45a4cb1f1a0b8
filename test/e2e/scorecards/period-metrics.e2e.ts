import { AssistedDelivery, Evaluation } from '../../../src/modules/assisted-delivery';
import { type PartnerPeriod, partnerPeriodSubject } from '../../../src/modules/partners';
import { metrics } from '../../../src/schema';
import { system } from '../../../src/shared/access/viewer';
import { Role, TestApp } from '../../support/app';
import { type GivenProject, givenStaffedPartner, givenProject, signedInAgain, takeStep } from '../../support/delivery';
import { givenCertification, givenPartner, store } from '../../support/given';
import { fileReport, setRhythm } from '../../support/reports';
import { type DraftedSow, givenSignedSow, scopeItem, sowContent } from '../../support/sow';

const march = { from: '2026-03-01', until: '2026-03-31' };
const april = { from: '2026-04-01', until: '2026-04-30' };

/** The metrics of a partner's period, on a project on which the partner and the vendor deliver. */
describe('the metrics of a period', () => {
  let app: TestApp;
  let project: GivenProject;
  let sow: DraftedSow;
  let partnerId: PartnerPeriod['partnerId'];
  let idle: PartnerPeriod['partnerId'];

  const measure = async (name: string, on: string, ...periods: { from: string; until: string }[]) => {
    const metric = metrics.on(partnerPeriodSubject, name)!;
    const subjects = [...periods.map((days) => ({ partnerId, ...days })), { partnerId: idle, ...march }];
    const values = await metric.measureAll(app.installation.database.reader(system), subjects, { on, timeZone: 'UTC' });
    // A partner without any project has no data for any metric.
    expect(values.pop()).toEqual({ value: null, evidence: [] });
    return values.map(({ value, evidence }) => ({ value: value?.toDecimalPlaces(2).toFixed() ?? null, evidence }));
  };
  const deliverable = (name: string) =>
    sow.scopeItems.flatMap(({ deliverables }) => deliverables).find((each) => each.name === name)!;
  const to = async (day: string) => {
    app.clock.set(`${day}T09:00:00.000Z`);
    project = { ...project, manager: await signedInAgain(app, project.manager) };
  };
  const decide = async (step: 'Accept' | 'Reject', name: string, acceptedOn?: string) => {
    const { id } = deliverable(name);
    const { sow: now } = await project.manager.query(
      'query ($id: ID!) { sow(id: $id) { scopeItems { deliverables { id version } } } }',
      { id: sow.id },
    );
    const { version } = now.scopeItems
      .flatMap(({ deliverables }: { deliverables: { id: string }[] }) => deliverables)
      .find((each: { id: string }) => each.id === id);
    const input =
      step === 'Accept'
        ? { contact: 'Jane', evidence: 'archive/2', ...(acceptedOn && { acceptedOn }) }
        : { contact: 'Jane', reason: 'Not yet.' };
    await project.manager.done(`deliverable${step}`, { id, version, input }, 'deliverable { id }');
  };

  beforeAll(async () => {
    app = await TestApp.start();
    project = await givenProject(app);
    const named = (...names: string[]) => names.map((name) => ({ name, acceptanceCriteria: 'It is there.' }));
    sow = await givenSignedSow(
      app,
      project,
      sowContent({
        scopeItems: [
          scopeItem({
            title: 'Theirs',
            responsibleParty: 'PARTNER',
            deliverables: named('Guide', 'Training', 'Manual'),
          }),
          scopeItem({ title: 'Ours', deliverables: named('License') }),
        ],
        milestones: [
          { name: 'One', dueOn: '2026-03-10', paymentShare: '40', deliverables: ['Guide'] },
          { name: 'Two', dueOn: '2026-03-20', paymentShare: '30', deliverables: ['Training', 'License'] },
          { name: 'Three', dueOn: '2026-03-05', paymentShare: '20', deliverables: ['License'] },
          { name: 'Four', dueOn: '2026-06-30', paymentShare: '10', deliverables: ['Manual'] },
        ],
      }),
    );
    project = await takeStep(project, 'Activate');
    partnerId = (await givenStaffedPartner(app, project)).id;
    idle = (await givenPartner(app)).id;
    project = await setRhythm(project, { everyDays: 7, firstDueOn: '2026-03-09' });
  });
  afterAll(() => app.stop());

  it('count milestones with work of partners, by their due date', async () => {
    expect(await measure('milestonesOnTimePercent', '2026-03-02', march)).toEqual([{ value: null, evidence: [] }]);
    await to('2026-03-06');
    await decide('Accept', 'Guide', '2026-03-05');
    await decide('Reject', 'Training');
    await decide('Accept', 'License');
    const [one, two] = sow.milestones.map(({ id }) => id);
    expect(await measure('milestonesOnTimePercent', '2026-03-06', march)).toEqual([{ value: '100', evidence: [one] }]);
    await to('2026-04-02');
    // What was accepted in March and recorded in April counts for March from then on.
    await decide('Accept', 'Training', '2026-03-30');
    expect(await measure('milestonesOnTimePercent', '2026-04-02', march, april)).toEqual([
      { value: '50', evidence: [one, two] },
      { value: null, evidence: [] },
    ]);
  });

  it('count rejections of deliverables of partners, also of those that were accepted later', async () => {
    const [guide, training] = [deliverable('Guide').id, deliverable('Training').id];
    const [inMarch, inApril] = await measure('deliverablesRejectedPercent', '2026-04-02', march, april);
    expect(inMarch!.value).toBe('33.33');
    expect(inMarch!.evidence.sort()).toEqual([guide, training].sort());
    expect(inApril).toEqual({ value: null, evidence: [] });
  });

  it('count status reports by their due date, also missing ones', async () => {
    await to('2026-04-06');
    await fileReport(project);
    const [inMarch, inApril] = await measure('reportsOnTimePercent', '2026-04-06', march, april);
    // 9, 16, 23 and 30 March: none was filed.
    expect(inMarch).toEqual({ value: '0', evidence: [project.id] });
    expect(inApril).toEqual({ value: '100', evidence: [expect.stringMatching(/^status_report_/)] });
    // 13 April is due, and not late before its end.
    expect(await measure('reportsOnTimePercent', '2026-04-13', april)).toMatchObject([{ value: '100' }]);
    expect(await measure('reportsOnTimePercent', '2026-04-14', april)).toMatchObject([{ value: '50' }]);
  });

  it('count incidents of severity 1: none on a project in work is 0, and without a project not known', async () => {
    expect(await measure('severeIncidents', '2026-04-06', march, { from: '2025-01-01', until: '2025-12-31' })).toEqual([
      { value: '0', evidence: [project.id] },
      { value: null, evidence: [] },
    ]);
    const opened = async (severity: number, openedAt: string, respondedAt?: string) => {
      const input = { projectId: project.id, partnerId, title: 'Down', description: '', severity, openedAt };
      const { id, version } = await project.manager.done('incidentOpen', { input }, 'incident { id version }');
      if (respondedAt) {
        const responding = { id, version, input: { respondedAt } };
        await project.manager.done('incidentRespond', responding, 'incident { id }');
      }
      return id as string;
    };
    const severe = await opened(1, '2026-03-31T23:59:00.000Z', '2026-04-01T00:30:00.000Z');
    const late = await opened(2, '2026-03-10T09:00:00.000Z', '2026-03-10T14:00:00.000Z');
    const waiting = await opened(4, '2026-04-06T08:00:00.000Z');
    expect(await measure('severeIncidents', '2026-04-06', march, april)).toEqual([
      { value: '1', evidence: [severe] },
      { value: '0', evidence: [project.id] },
    ]);
    expect(await measure('responseTargetPercent', '2026-04-06', march, april)).toEqual([
      { value: '50', evidence: [late, severe] },
      { value: null, evidence: [] },
    ]);
    expect(await measure('responseTargetPercent', '2026-04-08', april)).toEqual([{ value: '0', evidence: [waiting] }]);
  });

  it('add up approved time, also for periods that overlap', async () => {
    const member = await app.createUser([Role.PARTNER_MEMBER], { partnerId });
    await givenCertification(app, member, project.offeringId, { issuedOn: '2026-03-31', expiresOn: null });
    const consultant = await app.signIn(member);
    const allocation = await project.manager.done(
      'allocationCreate',
      {
        input: {
          projectId: project.id,
          userId: member.id,
          offeringId: project.offeringId,
          role: 'Consultant',
          startsOn: '2026-04-06',
          endsOn: '2026-06-30',
          percent: 100,
        },
      },
      'allocation { id }',
    );
    const record = async (workedOn: string, minutes: number) => {
      const input = {
        allocationId: allocation.id,
        scopeItemId: sow.scopeItems[0]!.id,
        phase: 'Build',
        workedOn,
        minutes,
      };
      const entry = await consultant.done('timeEntryRecord', { input }, 'timeEntry { id version }');
      return consultant.done('timeEntrySubmit', entry, 'timeEntry { id version }');
    };
    // Approved as the manager does; the cost rates that it needs are of no concern here.
    const approve = ({ id }: { id: string }) =>
      app.installation.database.query({ text: "UPDATE time_entry SET status = 'APPROVED' WHERE id = ?", params: [id] });
    const week = { from: '2026-04-06', until: '2026-04-12' };
    await approve(await record('2026-04-06', 100));
    const pending = await record('2026-04-06', 50);
    expect(await measure('approvedHours', '2026-04-06', march, april, week)).toEqual([
      { value: null, evidence: [] },
      { value: '1.67', evidence: [project.id] },
      { value: '1.67', evidence: [project.id] },
    ]);
    await approve(pending);
    expect(await measure('approvedHours', '2026-04-06', week)).toEqual([{ value: '2.5', evidence: [project.id] }]);
  });

  it('count certifications by the day on which they were earned, except revoked ones', async () => {
    const member = await app.createUser([Role.PARTNER_MEMBER], { partnerId });
    const { id } = await givenCertification(app, member, project.offeringId, {
      issuedOn: '2026-04-01',
      status: 'EXPIRED' as never,
    });
    const revoked = { issuedOn: '2026-04-02', status: 'REVOKED' as never };
    await givenCertification(app, member, project.offeringId, revoked);
    expect(await measure('certificationsEarned', '2026-04-06', april)).toEqual([{ value: '1', evidence: [id] }]);
    expect(await measure('certificationsEarned', '2026-04-06', march)).toMatchObject([{ value: '1' }]);
  });

  it('average the marks of mentors', async () => {
    const mentor = await app.as(Role.MENTOR);
    const milestoneId = sow.milestones[0]!.id;
    const marks = { timeliness: 4, quality: 5, communication: 3, autonomy: 3 };
    const evaluation = await store(app, async (tx) => {
      const delivery = await tx.insert(AssistedDelivery, {
        qualificationId: (
          await tx.reader.rows<{ id: string }>({ text: 'SELECT id FROM qualification', params: [] })
        )[0]!.id as never,
        projectId: project.id as never,
        mentorId: mentor.userId as never,
        partnerId,
        offeringId: project.offeringId as never,
        status: 'RUNNING' as never,
        plan: [],
        evaluatedMilestones: 1,
      });
      return tx.insert(Evaluation, {
        assistedDeliveryId: delivery.id,
        partnerId,
        milestoneId: milestoneId as never,
        mentorId: mentor.userId as never,
        mode: 'SHADOW' as never,
        ...marks,
        comment: 'Good.',
        evidence: 'Seen.',
        evaluatedOn: '2026-03-31',
      });
    });
    expect(await measure('mentorMarkInPeriod', '2026-04-06', march, april)).toEqual([
      { value: '3.75', evidence: [evaluation.id] },
      { value: null, evidence: [] },
    ]);
  });

  it('are published for the formulas of scorecards', async () => {
    const analyst = await app.as(Role.ANALYST);
    const { metrics: published } = await analyst.query('{ metrics { name unit subjects } }');
    const named = published.filter(({ subjects }: { subjects: string[] }) => subjects.includes('PARTNER_PERIOD'));
    expect(named.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['approvedHours', 'milestonesOnTimePercent', 'severeIncidents']),
    );
    expect(published.find(({ name }: { name: string }) => name === 'scorecardOverall')).toMatchObject({
      unit: 'SCORE',
      subjects: ['PARTNER'],
    });
  });
});
