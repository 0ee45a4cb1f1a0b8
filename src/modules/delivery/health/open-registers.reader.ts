import type { Reader } from '../../../shared/database/reader';
import type { HealthSigns } from './health.formula';

/** What the registers of a project have that is not closed. */
export type OpenRegisters = Pick<HealthSigns, 'openRisks' | 'openIncidents'>;

/** The open risks, and the incidents that are not resolved, by project. */
export function openRegisters(_reader: Reader, _projectIds: readonly string[]): Promise<Map<string, OpenRegisters>> {
  return Promise.resolve(new Map());
}
