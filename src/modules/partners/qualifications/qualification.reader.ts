import type { Reader } from '../../../shared/database/reader';
import type { Id } from '../../../shared/domain/ids';
import { Qualification } from './qualification.entity';

/** The value of `Qualification.openKey` until the qualification is revoked. */
export function openKeyOf(partnerId: Id<'partner'>, offeringId: Id<'offering'>): string {
  return `${partnerId} ${offeringId}`;
}

/** The qualification of a partner in an offering that is not revoked; null without one. */
export function openQualification(
  reader: Reader,
  partnerId: Id<'partner'>,
  offeringId: Id<'offering'>,
): Promise<Qualification | null> {
  return reader.first(Qualification, { openKey: openKeyOf(partnerId, offeringId) });
}
