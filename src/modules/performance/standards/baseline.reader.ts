import type { Reader } from '../../../shared/database/reader';
import { column, join, raw, type Sql, sql } from '../../../shared/database/sql';
import { plannedHoursOf, ServiceOffering } from '../../catalog';
import { ProjectStatus } from '../../projects';
import { type TimeEntry, TimeEntryStatus } from '../../time';
import {
  type Baseline,
  type BaselineEvidence,
  baselineFrom,
  evidenceFrom,
  maxProjects,
  type RankedMinutes,
  type SpentMinutes,
} from './baseline.formula';

type OfOffering<Row> = { [Name in keyof Row]: Row[Name] } & { offeringId: string } & Record<string, unknown>;

/**
 * An offering's hours from its closed projects or its playbook. One statement for the history of all offerings that ask
 * in the same tick. The numbers are the same for everyone, so they are read regardless of the viewer; the caller
 * checks who may see them.
 */
export async function baselineOf(reader: Reader, offeringId: string): Promise<Baseline> {
  const every = reader.unnarrowed;
  const [offering, planned, ranked] = await Promise.all([
    every.byId(ServiceOffering, offeringId),
    plannedHoursOf(reader, offeringId),
    every.together('ranked hours', { offeringId }, (keys) => ofOfferings<RankedMinutes>(every, keys, rankedHours)),
  ]);
  return baselineFrom(ranked, planned, { phases: offering?.phases ?? [], roles: offering?.roles ?? [] });
}

/** The hours by which the clarity check judges a statement of work. */
export async function usualHoursOf(reader: Reader, offeringId: string): Promise<Baseline['cells']> {
  return (await baselineOf(reader, offeringId)).cells;
}

/** The projects that the baseline counts. Read only on request. */
export async function baselineEvidenceOf(reader: Reader, offeringId: string): Promise<BaselineEvidence> {
  const every = reader.unnarrowed;
  return evidenceFrom(
    await every.together('spent hours', { offeringId }, (keys) => ofOfferings<SpentMinutes>(every, keys, spentHours)),
  );
}

async function ofOfferings<Row extends { minutes: number }>(
  reader: Reader,
  keys: readonly { offeringId: string }[],
  statementOf: (offeringIds: readonly string[]) => Sql,
): Promise<Row[][]> {
  const groups = new Map<string, Row[]>(keys.map(({ offeringId }) => [offeringId, []]));
  // The database may add up and count in decimals, which are text.
  for (const row of await reader.rows<OfOffering<Row>>(statementOf([...groups.keys()])))
    groups.get(row.offeringId)!.push({ ...row, ...numbers(row, 'minutes', 'position', 'sampleSize') });
  return keys.map(({ offeringId }) => groups.get(offeringId)!);
}

function numbers(row: Record<string, unknown>, ...names: string[]): Record<string, number> {
  return Object.fromEntries(names.filter((name) => name in row).map((name) => [name, Number(row[name])]));
}

/**
 * The hours of the newest closed projects with approved time, by project, phase and role. The offering and the role come
 * from the allocation of the time entry, the phase from the entry itself.
 */
function spentHours(offeringIds: readonly string[]): Sql {
  const minutes = sql`SUM(${column<TimeEntry>('minutes')}) AS minutes`;
  const group = sql`share.offeringId, share.projectId, ${column<TimeEntry>('phase')}, share.role`;
  const newest = offeringIds.map(
    (id) => sql`SELECT * FROM (
      SELECT named.offeringId, named.projectId FROM project_offering AS named
      JOIN project AS done ON done.id = named.projectId AND done.status = ${ProjectStatus.CLOSED}
      WHERE named.offeringId = ${id} AND EXISTS (
        SELECT 1 FROM allocation AS had JOIN time_entry AS worked ON worked.allocationId = had.id AND worked.status = ${TimeEntryStatus.APPROVED}
        WHERE had.projectId = named.projectId AND had.offeringId = named.offeringId)
      ORDER BY named.id DESC LIMIT ${raw(String(maxProjects))}) AS newest`,
  );
  return sql`SELECT ${group}, ${minutes} FROM (${join(newest, ' UNION ALL ')}) AS sample
    JOIN allocation AS share ON share.projectId = sample.projectId AND share.offeringId = sample.offeringId
    JOIN time_entry AS t ON ${column<TimeEntry>('allocationId')} = share.id AND ${column<TimeEntry>('status')} = ${TimeEntryStatus.APPROVED}
    GROUP BY ${group}`;
}

/**
 * The minutes of each phase and role at the positions that P50 and P80 lie between, and the first position with time, so
 * that no cell is missing. `place` counts from 1 among the projects with time in the cell; the others come before them
 * with 0. A project whose time was reversed entirely does not count.
 */
function rankedHours(offeringIds: readonly string[]): Sql {
  const cell = sql`PARTITION BY offeringId, phase, role`;
  const project = sql`PARTITION BY offeringId, projectId`;
  const next = (tenths: number) =>
    sql`(10 * position > ${tenths} * (sampleSize - 1) - 10 AND 10 * position <= ${tenths} * (sampleSize - 1) + 10)`;
  return sql`SELECT offeringId, phase, role, minutes, position, sampleSize FROM (
      SELECT offeringId, phase, role, minutes, place, sampleSize, place - 1 + sampleSize - filled AS position FROM (
        SELECT offeringId, phase, role, minutes, place, filled,
          SUM(CASE WHEN cellOfProject = 1 THEN 1 ELSE 0 END) OVER (PARTITION BY offeringId) AS sampleSize FROM (
          SELECT offeringId, phase, role, minutes, ROW_NUMBER() OVER (${cell} ORDER BY minutes) AS place,
            COUNT(*) OVER (${cell}) AS filled, ROW_NUMBER() OVER (${project} ORDER BY phase, role) AS cellOfProject FROM (
            SELECT spent.*, SUM(minutes) OVER (${project}) AS total FROM (${spentHours(offeringIds)}) AS spent
          ) AS totalled WHERE total > 0 AND minutes <> 0
        ) AS placed
      ) AS counted
    ) AS ranked
    WHERE place = 1 OR ${next(5)} OR ${next(8)}`;
}
