import type { Reader } from '../../shared/database/reader';
import { type BaselineHours, ServiceOffering } from './offering.entity';

/** The hours that the catalogue itself plans for an offering, per phase and role; empty where it plans none. Batched. */
export async function plannedHoursOf(reader: Reader, offeringId: string): Promise<BaselineHours[]> {
  const offering = await reader.unnarrowed.byId(ServiceOffering, offeringId);
  return offering?.baselineHours ?? [];
}
