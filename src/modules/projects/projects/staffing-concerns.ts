import { Lookup } from '../../../shared/access/lookups';
import type { Reader } from '../../../shared/database/reader';

/** A partner that is to deliver an offering, or to put more of its people on it. */
export interface PlannedStaffing {
  partnerId: string;
  offeringId: string;
}

/** A reason of another module against staffing a partner again. */
export interface StaffingConcern {
  /** Whether it prevents the staffing; otherwise it is a warning. */
  prevents: boolean;
  message: string;
}

/** The concerns of modules downstream, for example by a standing or a sanction; one list for each planned staffing. */
export const staffingConcerns = new Lookup<readonly PlannedStaffing[], StaffingConcern[][]>('staffing concerns');

/** The concerns of all modules, one list for each planned staffing. They see every row. */
export async function concernsAbout(
  { unnarrowed }: Reader,
  planned: readonly PlannedStaffing[],
): Promise<StaffingConcern[][]> {
  if (planned.length === 0) return [];
  const found = await unnarrowed.lookUp(staffingConcerns, planned);
  return planned.map((_, index) => found.flatMap((lists) => lists[index]!));
}

/** The messages of the concerns that prevent a staffing. */
export function preventing(concerns: readonly StaffingConcern[]): string[] {
  return concerns.filter(({ prevents }) => prevents).map(({ message }) => message);
}

/** The messages of the concerns that only warn. */
export function warningsAmong(concerns: readonly StaffingConcern[]): string[] {
  return concerns.filter(({ prevents }) => !prevents).map(({ message }) => message);
}
