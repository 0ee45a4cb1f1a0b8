import type { Reader } from '../../../shared/database/reader';
import { column, padded, sql } from '../../../shared/database/sql';
import { plannedHoursOf, ServiceOffering } from '../../catalog';
import { ProjectStatus } from '../../projects';
import { TimeEntryStatus } from '../../time';
import { type Baseline, baselineFrom } from './baseline.formula';

interface Spent extends Record<string, unknown> {
  offeringId: string;
  projectId: string;
  phase: string;
  role: string;
  minutes: number | string;
}

/**
 * What an offering takes, by its closed projects or by its playbook. One statement for the history of all offerings that
 * ask in the same tick. The figures are the same for everybody, so they are read without regard to the viewer: whoever
 * answers them looks at who asks.
 */
export async function baselineOf(reader: Reader, offeringId: string): Promise<Baseline> {
  const every = reader.unnarrowed;
  const [offering, planned, spent] = await Promise.all([
    every.byId(ServiceOffering, offeringId),
    plannedHoursOf(reader, offeringId),
    every.rowsBy<Spent>('closed projects', 'offeringId', offeringId, spentByClosedProjects),
  ]);
  const rows = spent.map(({ minutes, ...cell }) => ({ ...cell, minutes: Number(minutes) }));
  return baselineFrom(rows, planned, { phases: offering?.phases ?? [], roles: offering?.roles ?? [] });
}

/** What the clarity of a statement of work is held against. */
export async function usualHoursOf(reader: Reader, offeringId: string): Promise<Baseline['cells']> {
  return (await baselineOf(reader, offeringId)).cells;
}

/** The offering and the role are those of the allocation that the time was recorded on, the phase is the entry's own. */
function spentByClosedProjects(offeringIds: readonly string[]) {
  const group = sql`share.offeringId, ${column('projectId')}, ${column('phase')}, share.role`;
  return sql`SELECT ${group}, SUM(${column('minutes')}) AS minutes
    FROM allocation AS share
    JOIN project AS done ON done.id = share.projectId AND done.status = ${ProjectStatus.CLOSED}
    JOIN time_entry AS t ON ${column('allocationId')} = share.id AND ${column('status')} = ${TimeEntryStatus.APPROVED}
    WHERE share.offeringId IN (${padded(offeringIds)}) GROUP BY ${group}`;
}
