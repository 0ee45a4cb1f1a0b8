import { addDays, type PlainDate } from '../../shared/domain/dates';
import { InvalidInputError } from '../../shared/domain/errors';

/* The dates of what is handed in. */

export function checkSignature(
  { signedOn, expiresOn }: { signedOn: PlainDate; expiresOn?: PlainDate | null },
  today: PlainDate,
): void {
  // Where the day begins earlier than in UTC, it is tomorrow already.
  if (signedOn > addDays(today, 1)) throw wrong('signedOn', 'This day is in the future.');
  if (expiresOn && expiresOn < signedOn) throw wrong('expiresOn', 'It cannot expire before it was signed.');
}

export function wrong(field: string, message: string): InvalidInputError {
  return new InvalidInputError(message, ['input', field]);
}
