import type { Id } from '../../../shared/domain/ids';
import type { SubjectKind } from '../../../shared/domain/metric';

export interface AllianceSubject {
  allianceId: Id<'alliance'>;
}

/** An alliance, for the metrics of its value. */
export const allianceSubject: SubjectKind<AllianceSubject> = { name: 'ALLIANCE' };
