import { isInternal } from '../../../shared/access/viewer';
import type { Reader } from '../../../shared/database/reader';
import { join, padded, raw, type Sql, sql } from '../../../shared/database/sql';
import type { Blocker } from '../../../shared/domain/lifecycle';
import { ChangeOrderStatus, DeliverableStatus } from '../../sow';
import { ExpenseStatus, TimeEntryStatus } from '../../time';
import type { Project } from '../../projects';
import { IncidentStatus } from '../registers/incident.lifecycle';
import { RequirementStatus } from '../registers/requirement.lifecycle';
import { RiskStatus } from '../registers/risk.lifecycle';
import { type Undecided, UndecidedKind } from './undecided.types';

/** One kind of undecided record, with its wording in singular and plural. */
interface Kind {
  table: string;
  where: Sql;
  one: string;
  many: string;
  blocksClose: boolean;
}

const inForce = sql`t.archivedAt IS NULL AND t.sowId IN (SELECT sow.id FROM statement_of_work AS sow WHERE sow.currentOfProjectId = t.projectId)`;

/** In the order in which they are listed. */
const kinds: Record<UndecidedKind, Kind> = {
  TIME_SUBMITTED: {
    table: 'time_entry',
    where: sql`t.status = ${TimeEntryStatus.SUBMITTED}`,
    one: 'time entry is submitted and not decided on',
    many: 'time entries are submitted and not decided on',
    blocksClose: true,
  },
  EXPENSES_SUBMITTED: {
    table: 'expense',
    where: sql`t.status = ${ExpenseStatus.SUBMITTED}`,
    one: 'expense is submitted and not decided on',
    many: 'expenses are submitted and not decided on',
    blocksClose: true,
  },
  CHANGE_ORDERS_SUBMITTED: {
    table: 'change_order',
    where: sql`t.status = ${ChangeOrderStatus.SUBMITTED}`,
    one: 'change order is submitted and not decided on',
    many: 'change orders are submitted and not decided on',
    blocksClose: true,
  },
  TIME_DRAFTED: {
    table: 'time_entry',
    where: sql`t.status = ${TimeEntryStatus.DRAFT}`,
    one: 'time entry is drafted and not submitted',
    many: 'time entries are drafted and not submitted',
    blocksClose: false,
  },
  EXPENSES_DRAFTED: {
    table: 'expense',
    where: sql`t.status = ${ExpenseStatus.DRAFT}`,
    one: 'expense is drafted and not submitted',
    many: 'expenses are drafted and not submitted',
    blocksClose: false,
  },
  CHANGE_ORDERS_DRAFTED: {
    table: 'change_order',
    where: sql`t.status = ${ChangeOrderStatus.DRAFT}`,
    one: 'change order is drafted and not submitted',
    many: 'change orders are drafted and not submitted',
    blocksClose: false,
  },
  DELIVERABLES: {
    table: 'deliverable',
    where: sql`t.status <> ${DeliverableStatus.ACCEPTED} AND ${inForce}`,
    one: 'deliverable is not accepted',
    many: 'deliverables are not accepted',
    // Deliverables block the acceptance with blockers of their own.
    blocksClose: false,
  },
  INCIDENTS: {
    table: 'incident',
    where: sql`t.status IN (${[IncidentStatus.OPEN, IncidentStatus.RESPONDED]})`,
    one: 'incident is not resolved',
    many: 'incidents are not resolved',
    blocksClose: false,
  },
  RISKS: {
    table: 'risk',
    where: sql`t.status = ${RiskStatus.OPEN}`,
    one: 'risk is open',
    many: 'risks are open',
    blocksClose: false,
  },
  REQUIREMENTS: {
    table: 'requirement',
    where: sql`t.status = ${RequirementStatus.OPEN}`,
    one: 'requirement is not decided on',
    many: 'requirements are not decided on',
    blocksClose: false,
  },
};

const all = Object.values(UndecidedKind);
const blocking = all.filter((kind) => kinds[kind].blocksClose);

type Row = { projectId: string; kind: UndecidedKind; many: number | string };

/** The undecided records of a project, by kind. Batched: one statement for all projects that ask in the same tick. */
export function undecidedOn(reader: Reader, projectId: string): Promise<Undecided[]> {
  return counted(reader, projectId, all);
}

/** The records to decide on before the project can be closed, for staff. Batched. */
export async function undecidedBeforeClosing(reader: Reader, { id }: Project): Promise<Blocker[]> {
  if (!isInternal(reader.viewer)) return [];
  const undecided = await counted(reader.unnarrowed, id, blocking);
  return undecided.map(({ message }) => ({ code: 'undecided', message }));
}

async function counted(reader: Reader, projectId: string, wanted: readonly UndecidedKind[]): Promise<Undecided[]> {
  const rows = await reader.rowsBy<Row>(`undecided ${wanted.length}`, 'projectId', projectId, (projectIds) =>
    join(
      wanted.map((kind) => countOf(kind, projectIds)),
      ' UNION ALL ',
    ),
  );
  const counts = new Map(rows.map(({ kind, many }) => [kind, Number(many)]));
  return wanted.flatMap((kind) => {
    const count = counts.get(kind) ?? 0;
    const { one, many, blocksClose } = kinds[kind];
    return count === 0 ? [] : [{ kind, count, blocksClose, message: `${count} ${count === 1 ? one : many}.` }];
  });
}

function countOf(kind: UndecidedKind, projectIds: readonly string[]): Sql {
  const { table, where } = kinds[kind];
  return sql`SELECT t.projectId AS projectId, ${raw(`'${kind}'`)} AS kind, COUNT(*) AS many FROM ${raw(table)} AS t WHERE t.projectId IN (${padded(projectIds)}) AND ${where} GROUP BY t.projectId`;
}
