import { certificationFacts } from '../../../src/modules/assessments';
import { assistedDeliveryFacts } from '../../../src/modules/assisted-delivery';
import { incentiveSources } from '../../../src/modules/incentives/schemes/sources';
import { registerFacts, reportFacts } from '../../../src/modules/oversight';
import { projectFacts, ProjectStaffing } from '../../../src/modules/projects';
import { surveyResponseFacts } from '../../../src/modules/relationship';
import {
  changeOrderFacts,
  Deliverable,
  DeliverableStatus,
  Milestone,
  ResponsibleParty,
  ScopeItem,
  sowFacts,
} from '../../../src/modules/sow';
import { system } from '../../../src/shared/access/viewer';
import { decimal } from '../../../src/shared/domain/decimal';
import { type Id, newId } from '../../../src/shared/domain/ids';
import { Fact, type FactType } from '../../../src/shared/events/fact';
import { TestApp } from '../../support/app';
import { givenActiveProject, givenStaffedPartner } from '../../support/delivery';
import { givenOffering, givenPartner, givenQualification, store } from '../../support/given';

describe('incentive sources', () => {
  let app: TestApp;
  let project: Awaited<ReturnType<typeof givenActiveProject>>;
  let projectId: Id<'project'>;
  /** Staffed on the project's offering, and on another one. */
  let one: Id<'partner'>;
  let other: Id<'partner'>;
  let submitter: Id<'user'>;
  /** The item of the first partner, one without an offering, and one of the vendor, each with its deliverable. */
  const deliverables = {} as Record<'theirs' | 'shared' | 'vendors', Deliverable>;

  beforeAll(async () => {
    app = await TestApp.start();
    project = await givenActiveProject(app);
    projectId = project.id as Id<'project'>;
    one = (await givenStaffedPartner(app, project)).id;
    other = (await givenPartner(app)).id;
    const offering = await givenOffering(app);
    const qualification = await givenQualification(app, other, offering.id);
    submitter = (await app.asPartner(one)).userId as Id<'user'>;
    await store(app, async (tx) => {
      await tx.insert(ProjectStaffing, {
        projectId,
        partnerId: other,
        offeringId: offering.id as Id<'offering'>,
        qualificationId: qualification.id,
        mentorId: null,
      });
      const place = async (
        name: keyof typeof deliverables,
        changes: Partial<ScopeItem>,
        submittedById: Id<'user'> | null,
      ) => {
        const item = await tx.insert(ScopeItem, {
          ...project.inScope,
          id: newId('scope_item'),
          title: name,
          ...changes,
        });
        const part = { sowId: item.sowId, projectId, originId: null, archivedAt: null, position: 1 };
        deliverables[name] = await tx.insert(Deliverable, {
          ...part,
          scopeItemId: item.id,
          name,
          acceptanceCriteria: null,
          status: DeliverableStatus.PENDING,
          submittedById,
        });
      };
      const byPartner = { responsibleParty: ResponsibleParty.PARTNER };
      const own = { ...byPartner, offeringId: project.offeringId as Id<'offering'>, priceMinor: 20_000_00 };
      await place('theirs', own, submitter);
      await place('shared', { ...byPartner, priceMinor: 5_000_00 }, null);
      await place('vendors', { priceMinor: 7_000_00 }, null);
    });
  });
  afterAll(() => app.stop());

  /** What the source makes of facts with these data, with the number of statements that it ran. */
  async function occurrencesOf<Data extends object>(
    name: string,
    type: FactType<Data>,
    told: readonly { subject: string; data: Data }[],
  ) {
    const source = incentiveSources.find((each) => each.name === name)!;
    expect(source.fact.name).toBe(type.name);
    const ids: string[] = [];
    await store(app, async (tx) => {
      for (const { subject, data } of told) tx.record(type, { id: subject }, data);
      return Promise.resolve();
    });
    const reader = app.installation.database.reader(system);
    const facts = await reader.list(Fact, { type: type.name }, [{ column: 'id' }]);
    const recent = told.map(({ subject }) => facts.filter(({ subjectId }) => subjectId === subject).at(-1)!);
    ids.push(...recent.map(({ id }) => id));
    const occurrences = await source.occurrencesOf(reader, recent);
    expect(occurrences).toHaveLength(told.length);
    for (const each of occurrences.flat()) {
      expect(Object.keys(each.values).sort()).toEqual(Object.keys(source.shape).sort());
    }
    return occurrences.map((each) =>
      each.map(({ values, ...rest }) => ({
        ...rest,
        values: Object.fromEntries(
          Object.entries(values).map(([key, value]) => [
            key,
            typeof value === 'object' ? (value?.toFixed() ?? null) : value,
          ]),
        ),
      })),
    );
  }

  const milestone = (...parts: Deliverable[]) =>
    store(app, (tx) =>
      tx.insert(Milestone, {
        ...{ sowId: project.sow.id, projectId, originId: null, archivedAt: null, position: 0, name: 'Live' },
        ...{ dueOn: '2026-03-01', paymentShare: decimal(50), paymentAmountMinor: null },
        ...{ deliverableIds: parts.map(({ id }) => id), acceptedDeliverables: null, acceptedOn: null },
      }),
    );

  it('give a milestone to the partners of its items, with the value of what is theirs', async () => {
    const both = await milestone(deliverables.theirs, deliverables.shared, deliverables.vendors);
    const vendors = await milestone(deliverables.vendors);
    const data = { projectId, dueOn: '2026-03-01', acceptedOn: '2026-03-08', daysLate: 7, partnerIds: [one, other] };
    const found = await occurrencesOf('milestoneAccepted', sowFacts.milestoneAccepted, [
      { subject: both.id, data: { ...data, milestoneId: both.id } },
      { subject: vendors.id, data: { ...data, milestoneId: vendors.id } },
    ]);
    const values = { daysLate: '7', dueOn: '2026-03-01', acceptedOn: '2026-03-08', currency: 'EUR' };
    const common = { projectId, recordId: both.id, currencyCode: 'EUR' };
    expect(found).toEqual([
      [
        {
          ...common,
          partnerId: one,
          memberIds: [submitter],
          values: { ...values, value: '25000', contractValue: '25000' },
        },
        { ...common, partnerId: other, memberIds: [], values: { ...values, value: '5000', contractValue: '5000' } },
      ],
      [],
    ]);
  });

  it('blame a rejected deliverable on the partner whose item it is', async () => {
    const data = { projectId, reason: 'It fails.', contact: 'Jane', acceptanceRequestId: null };
    const found = await occurrencesOf('deliverableRejected', sowFacts.deliverableRejected, [
      { subject: deliverables.theirs.id, data },
      { subject: deliverables.shared.id, data },
      { subject: deliverables.vendors.id, data },
    ]);
    const brief = found.map((each) =>
      each.map(({ partnerId, recordId, values }) => [partnerId, recordId, values.value]),
    );
    expect(brief).toEqual([
      [[one, deliverables.theirs.id, '20000']],
      [
        [one, deliverables.shared.id, '5000'],
        [other, deliverables.shared.id, '5000'],
      ].sort(),
      [],
    ]);
  });

  it('concern every partner of a project with its reports and its end', async () => {
    const report = newId('status_report');
    const filed = await occurrencesOf('statusReportFiled', reportFacts.statusReportFiled, [
      { subject: report, data: { projectId, asOf: '2026-03-01', dueOn: '2026-03-01', daysLate: 2 } },
    ]);
    const partnerIds = [one, other].sort();
    expect(filed[0]!.map(({ partnerId }) => partnerId)).toEqual(partnerIds);
    expect(filed[0]![0]!.values).toEqual({ daysLate: '2', deliveryMode: expect.any(String) });
    const overdue = await occurrencesOf('statusReportOverdue', reportFacts.statusReportOverdue, [
      { subject: projectId, data: { projectId, dueOn: '2026-03-01', managerId: project.manager.userId as Id<'user'> } },
    ]);
    expect(overdue[0]!.map(({ values }) => values.dueOn)).toEqual(['2026-03-01', '2026-03-01']);
    const closed = await occurrencesOf('projectClosed', projectFacts.projectClosed, [
      { subject: projectId, data: { on: '2026-04-01' } },
    ]);
    expect(
      closed[0]!.map(({ partnerId, values, currencyCode }) => [partnerId, values.contractValue, currencyCode]),
    ).toEqual([[one, '25000', 'EUR'] as const, [other, '5000', 'EUR'] as const].sort());
  });

  it('take the partner and the person from facts that name them, and leave others out', async () => {
    const offeringId = project.offeringId as Id<'offering'>;
    const userId = submitter;
    const certified = await occurrencesOf('certificationEarned', certificationFacts.certificationIssued, [
      { subject: newId('certification'), data: { userId, offeringId, partnerId: one } },
      { subject: newId('certification'), data: { userId, offeringId, partnerId: null } },
    ]);
    expect(certified).toMatchObject([[{ partnerId: one, memberIds: [userId], values: { offeringId } }], []]);
    const delivery = {
      ...{ projectId, qualificationId: newId('qualification'), partnerId: other, offeringId },
      mentorId: project.manager.userId as Id<'user'>,
    };
    for (const [name, type] of [
      ['assistedDeliveryPassed', assistedDeliveryFacts.assistedDeliveryPassed],
      ['assistedDeliveryFailed', assistedDeliveryFacts.assistedDeliveryFailed],
    ] as const) {
      const found = await occurrencesOf(name, type, [{ subject: newId('assisted_delivery'), data: delivery }]);
      expect(found).toMatchObject([[{ partnerId: other, projectId, values: { offeringId } }]]);
    }
    const incident = { projectId, partnerId: one, severity: 1 };
    const opened = await occurrencesOf('incidentOpened', registerFacts.incidentOpened, [
      { subject: newId('incident'), data: incident },
      { subject: newId('incident'), data: { ...incident, partnerId: null } },
    ]);
    expect(opened).toMatchObject([[{ partnerId: one, values: { severity: '1' } }], []]);
    const answer = { projectId, partnerId: other, kind: 'CSAT', score: 5 } as const;
    const answered = await occurrencesOf('satisfactionRecorded', surveyResponseFacts.surveyResponseRecorded, [
      { subject: newId('survey_response'), data: answer as never },
    ]);
    expect(answered).toMatchObject([[{ partnerId: other, values: { kind: 'CSAT', score: '5' } }]]);
    const change = {
      ...{ projectId, cause: 'PARTNER', partnerId: one, priceEffectMinor: -1_050, currencyCode: 'EUR' },
      ...{ baseSowId: project.sow.id, sowId: project.sow.id },
    };
    const caused = await occurrencesOf('changeOrderCaused', changeOrderFacts.changeOrderApproved, [
      { subject: newId('change_order'), data: change as never },
      { subject: newId('change_order'), data: { ...change, partnerId: null } as never },
    ]);
    expect(caused).toMatchObject([
      [{ partnerId: one, currencyCode: 'EUR', values: { cause: 'PARTNER', priceEffect: '-10.5', currency: 'EUR' } }],
      [],
    ]);
  });
});
