import type { Reader } from '../../shared/database/reader';
import { type BaselineHours, ServiceOffering } from './offering.entity';
import { plannedCells } from './playbook.formula';
import { publishedPlaybook } from './playbook.reader';

/**
 * The hours that the catalog plans for an offering, per phase and role: those of its published playbook, else its
 * baseline hours; empty if it plans none. Batched: two statements for any number of offerings.
 */
export async function plannedHoursOf(reader: Reader, offeringId: string): Promise<BaselineHours[]> {
  const every = reader.unnarrowed;
  const [offering, playbook] = await Promise.all([
    every.byId(ServiceOffering, offeringId),
    publishedPlaybook(every, offeringId),
  ]);
  const cells = plannedCells(playbook?.activities ?? []);
  if (cells.length === 0) return offering?.baselineHours ?? [];
  return cells.map(({ phase, role, hours }) => ({ phase, role, hours: hours.toNumber() }));
}
