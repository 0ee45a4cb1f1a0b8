import type { Reader } from '../../../shared/database/reader';
import { column, padded, sql } from '../../../shared/database/sql';
import { plannedHoursOf, ServiceOffering } from '../../catalog';
import { ProjectStatus } from '../../projects';
import { type TimeEntry, TimeEntryStatus } from '../../time';
import { type Baseline, baselineFrom } from './baseline.formula';

interface Spent extends Record<string, unknown> {
  offeringId: string;
  projectId: string;
  phase: string;
  role: string;
  minutes: number | string;
}

/**
 * An offering's hours from its closed projects or its playbook. One statement for the history of all offerings that ask
 * in the same tick. The numbers are the same for everyone, so they are read regardless of the viewer; the caller checks
 * who may see them.
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

/** The hours by which the clarity check judges a statement of work. */
export async function usualHoursOf(reader: Reader, offeringId: string): Promise<Baseline['cells']> {
  return (await baselineOf(reader, offeringId)).cells;
}

/** The offering and the role come from the allocation of the time entry, the phase from the entry itself. */
function spentByClosedProjects(offeringIds: readonly string[]) {
  const group = sql`share.offeringId, ${column<TimeEntry>('projectId')}, ${column<TimeEntry>('phase')}, share.role`;
  return sql`SELECT ${group}, SUM(${column<TimeEntry>('minutes')}) AS minutes
    FROM allocation AS share
    JOIN project AS done ON done.id = share.projectId AND done.status = ${ProjectStatus.CLOSED}
    JOIN time_entry AS t ON ${column<TimeEntry>('allocationId')} = share.id AND ${column<TimeEntry>('status')} = ${TimeEntryStatus.APPROVED}
    WHERE share.offeringId IN (${padded(offeringIds)}) GROUP BY ${group}`;
}
