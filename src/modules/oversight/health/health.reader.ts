import DataLoader from 'dataloader';
import type { Reader } from '../../../shared/database/reader';
import { column, padded, sql } from '../../../shared/database/sql';
import type { Clock } from '../../../shared/domain/clock';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { decimal } from '../../../shared/domain/decimal';
import { User } from '../../identity';
import {
  Allocation,
  canManage,
  overAllocated,
  personTimes,
  type Project,
  ProjectStatus,
  type Share,
} from '../../projects';
import { Deliverable, DeliverableStatus, Milestone, ProgressUpdate, StatementOfWork } from '../../sow';
import { budgetAtCompletion, performanceOf, publishEarnedValue } from '../../performance';
import { TimeEntry, TimeEntryStatus } from '../../time';
import { reportingOf } from '../reports/reporting.reader';
import { allocationHorizonDays, assess, type HealthSigns, isAssessed, unapprovedBefore } from './health.formula';
import type { ProjectHealth } from './health.types';
import { openRegisters } from './open-registers.reader';

const ended = [ProjectStatus.CLOSED, ProjectStatus.CANCELLED];

const loaders = new WeakMap<Reader, DataLoader<Project, ProjectHealth>>();

/** The current health of a project; a fixed number of statements for all projects that ask in the same tick. */
export function healthOf(reader: Reader, clock: Clock, project: Project): Promise<ProjectHealth> {
  let loader = loaders.get(reader);
  if (!loader) {
    // Not cached across ticks: a later mutation of the same operation may change the result.
    loader = new DataLoader((projects) => assessAll(reader, clock, projects), { cache: false });
    loaders.set(reader, loader);
  }
  return loader.load(project);
}

async function assessAll(reader: Reader, clock: Clock, projects: readonly Project[]): Promise<ProjectHealth[]> {
  const today = clock.today();
  const assessed = projects.filter(({ status }) => isAssessed(status));
  const gathered = assessed.length > 0 ? await gather(reader, assessed, today) : null;
  return projects.map((project) => {
    const { status, activatedOn, pauses, endsOn } = project;
    const signs = gathered?.get(project.id) ?? { ...nothingKnown, endsOn };
    return { ...assess({ ...signs, today, status, activatedOn, pauses }), assessedAt: clock.now() };
  });
}

type Gathered = Omit<HealthSigns, 'today' | 'status' | 'activatedOn' | 'pauses'>;

const nothingKnown: Gathered = {
  endsOn: null,
  formerManager: null,
  sowId: null,
  hasNoBudget: false,
  cpi: null,
  spi: null,
  milestones: [],
  rejected: [],
  reportsMissingInARow: 0,
  overAllocated: [],
  unapproved: null,
  lastProgressOn: null,
  openRisks: [],
  openIncidents: [],
};

async function gather(reader: Reader, projects: readonly Project[], today: PlainDate): Promise<Map<string, Gathered>> {
  const ids = [...new Set(projects.map(({ id }) => id as string))];
  const [managers, values, reporting, scope, allocated, unapproved, progressed, registers] = await Promise.all([
    Promise.all(projects.map(({ managerId }) => reader.unnarrowed.byId(User, managerId))),
    Promise.all(projects.map(({ id }) => earnedValueOf(reader, id, today))),
    Promise.all(projects.map((project) => reportingOf(reader, project, today))),
    scopeOf(reader, ids, today),
    overAllocatedOf(reader, ids, today),
    unapprovedOf(reader, ids, today),
    lastProgressOf(reader, ids),
    openRegisters(reader, ids),
  ]);
  return new Map(
    projects.map((project, index) => {
      const { id, endsOn } = project;
      const value = values[index]!;
      return [
        id,
        {
          ...nothingKnown,
          endsOn: value.endsOn ?? endsOn,
          formerManager: formerManager(managers[index]!),
          sowId: value.sowId,
          hasNoBudget: value.hasNoBudget,
          cpi: value.cpi,
          spi: value.spi,
          reportsMissingInARow: reporting[index]!.missingInARow,
          ...scope.get(id),
          overAllocated: allocated.get(id) ?? [],
          unapproved: unapproved.get(id) ?? null,
          lastProgressOn: progressed.get(id) ?? null,
          ...registers.get(id),
        },
      ];
    }),
  );
}

function formerManager(manager: User | null): HealthSigns['formerManager'] {
  return manager && !canManage(manager) ? { id: manager.id, name: manager.name } : null;
}

async function earnedValueOf(reader: Reader, projectId: string, today: PlainDate) {
  const performance = await performanceOf(reader, projectId, today, 'TOTALS');
  const { cpi, spi } = publishEarnedValue(projectId, today, performance, today);
  return {
    sowId: performance?.sow.id ?? null,
    endsOn: performance?.sow.endsOn ?? null,
    hasNoBudget: performance !== null && budgetAtCompletion(performance.items).isZero(),
    cpi: cpi === null ? null : decimal(cpi),
    spi: spi === null ? null : decimal(spi),
  };
}

/** The overdue milestones and rejected deliverables of the current statement of work. */
async function scopeOf(
  reader: Reader,
  projectIds: readonly string[],
  today: PlainDate,
): Promise<Map<string, Pick<HealthSigns, 'milestones' | 'rejected'>>> {
  const sows = await reader.list(StatementOfWork, {
    and: [sql`${column<StatementOfWork>('currentOfProjectId')} IN (${padded(projectIds)})`],
  });
  const sowIds = sows.map(({ id }) => id);
  const [milestones, deliverables] = await Promise.all([
    reader.list(Milestone, { sowId: sowIds, archivedAt: null, and: [sql`${column<Milestone>('dueOn')} < ${today}`] }, [
      { column: 'dueOn' },
      { column: 'id' },
    ]),
    reader.list(
      Deliverable,
      {
        sowId: sowIds,
        archivedAt: null,
        and: [sql`${column<Deliverable>('status')} <> ${DeliverableStatus.ACCEPTED}`],
      },
      [{ column: 'position' }, { column: 'id' }],
    ),
  ]);
  const open = new Set<string>(deliverables.map(({ id }) => id));
  return new Map(
    projectIds.map((projectId) => [
      projectId,
      {
        milestones: milestones
          .filter((milestone) => milestone.projectId === projectId)
          .map(({ id, name, dueOn, deliverableIds }) => ({
            id,
            name,
            dueOn,
            openDeliverableIds: deliverableIds.filter((each) => open.has(each)),
          })),
        rejected: deliverables.filter(
          (each) => each.projectId === projectId && each.status === DeliverableStatus.REJECTED,
        ),
      },
    ]),
  );
}

/**
 * By project, the allocations in the days ahead whose person is allocated for more than they work on one of those
 * days.
 */
async function overAllocatedOf(
  reader: Reader,
  projectIds: readonly string[],
  today: PlainDate,
): Promise<Map<string, HealthSigns['overAllocated'][number][]>> {
  const last = addDays(today, allocationHorizonDays - 1);
  // A person still allocated to a project that has ended does not work on it.
  const running = sql`EXISTS (SELECT 1 FROM project AS running WHERE running.id = ${column<Allocation>('projectId')} AND running.status NOT IN (${ended}))`;
  const ahead = sql`${column<Allocation>('endsOn')} >= ${today} AND ${column<Allocation>('startsOn')} <= ${last} AND ${running}`;
  const here = await reader.list(Allocation, { projectId: projectIds as never, and: [ahead] }, [{ column: 'id' }]);
  const found = new Map<string, HealthSigns['overAllocated'][number][]>();
  const userIds = [...new Set(here.map(({ userId }) => userId))];
  if (userIds.length === 0) return found;
  const shares = new Map(userIds.map((userId) => [userId, [] as Share[]]));
  for (const { userId, startsOn, endsOn, percent } of await reader.list(Allocation, { userId: userIds, and: [ahead] }))
    shares.get(userId)!.push({ from: startsOn, until: endsOn, percent });
  // Leave does not count as over-allocation.
  const times = await personTimes(reader, { from: today, until: last }, userIds, { withLeave: false });
  for (const { id, projectId, userId, startsOn, endsOn } of here) {
    const within = { from: startsOn < today ? today : startsOn, until: endsOn > last ? last : endsOn };
    const runs = overAllocated(shares.get(userId)!, within, times(userId));
    if (runs.length === 0) continue;
    const worst = runs.reduce((most, run) =>
      run.percent - run.available > most.percent - most.available ? run : most,
    );
    const ofProject = found.get(projectId) ?? [];
    ofProject.push({ allocationId: id, from: runs[0]!.from, percent: worst.percent, available: worst.available });
    found.set(projectId, ofProject);
  }
  return found;
}

async function unapprovedOf(
  reader: Reader,
  projectIds: readonly string[],
  today: PlainDate,
): Promise<Map<string, NonNullable<HealthSigns['unapproved']>>> {
  const rows = await reader.rows<{ projectId: string; entries: number | string; day: PlainDate; id: string }>(sql`
    SELECT ${column<TimeEntry>('projectId')}, COUNT(*) AS entries, MIN(${column<TimeEntry>('workedOn')}) AS day, MIN(${column<TimeEntry>('id')}) AS id
    FROM time_entry AS t
    WHERE ${column<TimeEntry>('projectId')} IN (${padded(projectIds)}) AND ${column<TimeEntry>('workedOn')} < ${unapprovedBefore(today)}
      AND ${column<TimeEntry>('status')} IN (${[TimeEntryStatus.DRAFT, TimeEntryStatus.SUBMITTED]}) AND ${reader.visible(TimeEntry)}
    GROUP BY ${column<TimeEntry>('projectId')}`);
  return new Map(
    rows.map(({ projectId, entries, day, id }) => [
      projectId,
      { entries: Number(entries), oldestOn: day, oldestId: id },
    ]),
  );
}

async function lastProgressOf(reader: Reader, projectIds: readonly string[]): Promise<Map<string, PlainDate>> {
  const rows = await reader.rows<{ projectId: string; day: PlainDate }>(sql`
    SELECT ${column<ProgressUpdate>('projectId')}, MAX(${column<ProgressUpdate>('asOf')}) AS day FROM progress_update AS t
    WHERE ${column<ProgressUpdate>('projectId')} IN (${padded(projectIds)}) AND ${reader.visible(ProgressUpdate)}
    GROUP BY ${column<ProgressUpdate>('projectId')}`);
  return new Map(rows.map(({ projectId, day }) => [projectId, day]));
}
