import type { Reader } from '../../../../shared/database/reader';
import { daysBetween } from '../../../../shared/domain/dates';
import { decimal } from '../../../../shared/domain/decimal';
import type { Id } from '../../../../shared/domain/ids';
import { amountOf, isCurrencyCode } from '../../../../shared/domain/money';
import { registerFacts, reportFacts } from '../../../oversight';
import { Project, projectFacts } from '../../../projects';
import { surveyResponseFacts } from '../../../relationship';
import { changeOrderFacts, Deliverable, Milestone, type ScopeItem, sowFacts, StatementOfWork } from '../../../sow';
import type { Occurrence } from '../reward.formula';
import { type Deliveries, deliveriesOn, itemsOf, partnersOfPeople, priceOf, unique } from './delivered';
import { plainSourceOf, sourceOf, type Told } from './source-of';

/** The deliverables with the items that they belong to, and all items of their statements of work. */
async function deliverablesOf(reader: Reader, ids: readonly string[]) {
  const deliverables = await reader.list(Deliverable, { id: unique(ids) as Id<'deliverable'>[] });
  const items = await itemsOf(
    reader,
    deliverables.map(({ sowId }) => sowId),
  );
  const people = await partnersOfPeople(
    reader,
    deliverables.map(({ submittedById }) => submittedById),
  );
  const byId = new Map<string, Deliverable>(deliverables.map((each) => [each.id, each]));
  const itemOf = ({ sowId, scopeItemId }: Deliverable) => items.get(sowId)?.find(({ id }) => id === scopeItemId);
  return {
    of: (wanted: readonly string[]) => wanted.flatMap((id) => byId.get(id) ?? []),
    itemsBehind: (some: readonly Deliverable[]) => unique(some.flatMap((each) => itemOf(each) ?? [])),
    allOf: (sowId: string | undefined) => (sowId === undefined ? [] : (items.get(sowId) ?? [])),
    membersAmong: (some: readonly Deliverable[], partnerId: string) =>
      unique(some.flatMap(({ submittedById: id }) => (id !== null && people.get(id) === partnerId ? [id] : []))),
  };
}

/** The value of what the partner delivers, and of the whole contract with it. */
function valuesOf(
  deliveries: Deliveries,
  partnerId: string,
  concerned: readonly ScopeItem[],
  all: readonly ScopeItem[],
) {
  const theirs = (items: readonly ScopeItem[]) => items.filter((item) => deliveries.isOf(item, partnerId));
  return { value: priceOf(theirs(concerned)), contractValue: priceOf(theirs(all)), currency: currencyIn(all) };
}

const currencyIn = (items: readonly ScopeItem[]) => items[0]?.currencyCode ?? null;

const amounts =
  '`value` is the price of the items concerned, `contractValue` that of all items that the partner delivers.';

export const milestoneAccepted = sourceOf(sowFacts.milestoneAccepted, {
  name: 'milestoneAccepted',
  label: 'Milestone accepted',
  description: `The customer accepted all deliverables of a milestone to which a partner contributed. \`daysLate\` is negative if that was early. ${amounts} The partner's people who submitted deliverables are credited.`,
  shape: {
    daysLate: 'decimal',
    dueOn: 'date',
    acceptedOn: 'date',
    value: 'decimal',
    contractValue: 'decimal',
    currency: 'text',
  },
  async occurrencesOf(reader, facts) {
    const [deliveries, milestones] = await Promise.all([
      deliveriesOn(
        reader,
        facts.map(({ data }) => data.projectId),
      ),
      reader.list(Milestone, { id: unique(facts.map(({ data }) => data.milestoneId)) }),
    ]);
    const byId = new Map<string, Milestone>(milestones.map((each) => [each.id, each]));
    const deliverables = await deliverablesOf(
      reader,
      milestones.flatMap(({ deliverableIds }) => deliverableIds),
    );
    return facts.map(({ fact, data: { projectId, milestoneId, daysLate, dueOn, acceptedOn, partnerIds } }) => {
      const milestone = byId.get(milestoneId);
      const parts = deliverables.of(milestone?.deliverableIds ?? []);
      const items = deliverables.itemsBehind(parts);
      const all = deliverables.allOf(milestone?.sowId);
      const contributors = partnerIds.filter((id) => items.some((item) => deliveries.isOf(item, id)));
      return contributors.map((partnerId): Occurrence => ({
        partnerId,
        memberIds: deliverables.membersAmong(parts, partnerId),
        projectId,
        recordId: fact.subjectId,
        values: {
          ...{ daysLate: decimal(daysLate), dueOn, acceptedOn },
          ...valuesOf(deliveries, partnerId, items, all),
        },
        currencyCode: currencyIn(items),
      }));
    });
  },
});

export const deliverableRejected = sourceOf(sowFacts.deliverableRejected, {
  name: 'deliverableRejected',
  label: 'Deliverable rejected',
  description: `The customer rejected a deliverable of an item that a partner delivers. ${amounts}`,
  shape: { value: 'decimal', contractValue: 'decimal', currency: 'text' },
  async occurrencesOf(reader, facts) {
    const [deliveries, deliverables] = await Promise.all([
      deliveriesOn(
        reader,
        facts.map(({ data }) => data.projectId),
      ),
      deliverablesOf(
        reader,
        facts.map(({ fact }) => fact.subjectId),
      ),
    ]);
    return facts.map(({ fact, data: { projectId } }) => {
      const parts = deliverables.of([fact.subjectId]);
      const items = deliverables.itemsBehind(parts);
      const partnerIds = deliveries
        .partnersOf(projectId)
        .filter((id) => items.some((item) => deliveries.isOf(item, id)));
      return partnerIds.map((partnerId): Occurrence => ({
        partnerId,
        memberIds: [],
        projectId,
        recordId: fact.subjectId,
        values: valuesOf(deliveries, partnerId, items, deliverables.allOf(parts[0]?.sowId)),
        currencyCode: currencyIn(items),
      }));
    });
  },
});

export const changeOrderCaused = plainSourceOf(changeOrderFacts.changeOrderApproved, {
  name: 'changeOrderCaused',
  label: 'Change order caused by a partner',
  description: 'A change order that a partner caused was approved. `priceEffect` is what it adds to the price.',
  shape: { cause: 'text', priceEffect: 'decimal', currency: 'text' },
  occurrencesIn: ({ fact, data: { partnerId, projectId, cause, priceEffectMinor: minor, currencyCode } }) =>
    partnerId === null || !isCurrencyCode(currencyCode)
      ? []
      : [
          {
            partnerId,
            memberIds: [],
            projectId,
            recordId: fact.subjectId,
            values: { cause, priceEffect: amountOf({ minor, currencyCode }), currency: currencyCode },
            currencyCode,
          },
        ],
});

export const incidentOpened = plainSourceOf(registerFacts.incidentOpened, {
  name: 'incidentOpened',
  label: 'Incident opened',
  description:
    'Something went wrong in the work of a partner. `severity` is 1 for the most severe; a later correction is in `incidentResolved`.',
  shape: { severity: 'decimal' },
  occurrencesIn: ({ fact, data: { partnerId, projectId, severity } }) =>
    ofPartner(partnerId, projectId, fact.subjectId, { severity: decimal(severity) }),
});

export const incidentResolved = plainSourceOf(registerFacts.incidentResolved, {
  name: 'incidentResolved',
  label: 'Incident resolved',
  description: 'An incident in the work of a partner was resolved, after `minutes`.',
  shape: { severity: 'decimal', minutes: 'decimal', withinTarget: 'flag' },
  occurrencesIn: ({ fact, data: { partnerId, projectId, severity, minutes, withinTarget } }) =>
    ofPartner(partnerId, projectId, fact.subjectId, {
      severity: decimal(severity),
      minutes: decimal(minutes),
      withinTarget,
    }),
});

function ofPartner(
  partnerId: Id<'partner'> | null,
  projectId: Id<'project'>,
  recordId: string,
  values: Occurrence['values'],
): Occurrence[] {
  return partnerId === null ? [] : [{ partnerId, memberIds: [], projectId, recordId, values, currencyCode: null }];
}

/** For every partner of the project. */
async function onProjects<Data extends { projectId: Id<'project'> }>(
  reader: Reader,
  facts: readonly Told<Data>[],
  valuesIn: (data: Data, mode: string | null) => Occurrence['values'],
): Promise<Occurrence[][]> {
  const ids = unique(facts.map(({ data }) => data.projectId));
  const [deliveries, projects] = await Promise.all([deliveriesOn(reader, ids), reader.list(Project, { id: ids })]);
  const modes = new Map(projects.map(({ id, deliveryMode }) => [id as string, deliveryMode as string]));
  return facts.map(({ fact, data }) =>
    deliveries
      .partnersOf(data.projectId)
      .flatMap((partnerId) =>
        ofPartner(partnerId, data.projectId, fact.subjectId, valuesIn(data, modes.get(data.projectId) ?? null)),
      ),
  );
}

export const statusReportFiled = sourceOf(reportFacts.statusReportFiled, {
  name: 'statusReportFiled',
  label: 'Status report filed',
  description:
    'A status report of a project was filed, for each partner of the project. `daysLate` is 0 if it was in time. `deliveryMode` tells who leads the project.',
  shape: { daysLate: 'decimal', deliveryMode: 'text' },
  occurrencesOf: (reader, facts) =>
    onProjects(reader, facts, ({ daysLate }, deliveryMode) => ({ daysLate: decimal(daysLate), deliveryMode })),
});

export const statusReportOverdue = sourceOf(reportFacts.statusReportOverdue, {
  name: 'statusReportOverdue',
  label: 'Status report overdue',
  description:
    'A status report of a project was not filed on its due date, for each partner of the project. `deliveryMode` tells who leads the project.',
  shape: { dueOn: 'date', deliveryMode: 'text' },
  occurrencesOf: (reader, facts) => onProjects(reader, facts, ({ dueOn }, deliveryMode) => ({ dueOn, deliveryMode })),
});

export const satisfactionRecorded = plainSourceOf(surveyResponseFacts.surveyResponseRecorded, {
  name: 'satisfactionRecorded',
  label: 'Satisfaction recorded',
  description: "A customer's answer about the work of a partner was recorded. `kind` is CSAT or NPS.",
  shape: { kind: 'text', score: 'decimal' },
  occurrencesIn: ({ fact, data: { partnerId, projectId, kind, score } }) =>
    ofPartner(partnerId, projectId, fact.subjectId, { kind, score: decimal(score) }),
});

export const projectClosed = sourceOf(projectFacts.projectClosed, {
  name: 'projectClosed',
  label: 'Project closed',
  description:
    'A project was closed, for each partner of the project. `contractValue` is the price of the items that the partner delivers; `daysLate` counts from the planned end, and is negative before it.',
  shape: { closedOn: 'date', daysLate: 'decimal', deliveryMode: 'text', contractValue: 'decimal', currency: 'text' },
  async occurrencesOf(reader, facts) {
    const ids = unique(facts.map(({ fact }) => fact.subjectId as Id<'project'>));
    const [deliveries, projects, sows] = await Promise.all([
      deliveriesOn(reader, ids),
      reader.list(Project, { id: ids }),
      reader.list(StatementOfWork, { currentOfProjectId: ids }),
    ]);
    const items = await itemsOf(
      reader,
      sows.map(({ id }) => id),
    );
    const projectOf = new Map<string, Project>(projects.map((each) => [each.id, each]));
    const sowOf = new Map<string, string>(sows.map(({ id, projectId }) => [projectId, id]));
    return facts.map(({ fact, data: { on } }) => {
      const project = projectOf.get(fact.subjectId);
      if (!project) return [];
      const all = items.get(sowOf.get(project.id) ?? '') ?? [];
      return deliveries.partnersOf(project.id).map((partnerId): Occurrence => ({
        partnerId,
        memberIds: [],
        projectId: project.id,
        recordId: project.id,
        values: {
          closedOn: on,
          daysLate: project.endsOn === null ? null : decimal(daysBetween(project.endsOn, on)),
          deliveryMode: project.deliveryMode,
          contractValue: valuesOf(deliveries, partnerId, [], all).contractValue,
          currency: currencyIn(all),
        },
        currencyCode: currencyIn(all),
      }));
    });
  },
});
