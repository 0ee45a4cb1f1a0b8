import type { Clock } from '../../../shared/domain/clock';
import type { PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError } from '../../../shared/domain/errors';
import { requireBegun } from '../../../shared/domain/today';

/* Checks the dates of a submission. */

export function checkSignature(
  clock: Clock,
  { signedOn, expiresOn }: { signedOn: PlainDate; expiresOn?: PlainDate | null },
): void {
  requireBegun(clock, signedOn, ['input', 'signedOn']);
  if (expiresOn && expiresOn < signedOn) throw wrong('expiresOn', 'An agreement cannot expire before it was signed.');
}

export function wrong(field: string, message: string): InvalidInputError {
  return new InvalidInputError(message, ['input', field]);
}
