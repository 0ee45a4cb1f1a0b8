import type { Clock } from '../../../shared/domain/clock';
import { type PlainDate, plainDateOf } from '../../../shared/domain/dates';

/** East of Greenwich a day begins up to 14 hours earlier. */
const earliestZoneHours = 14;

/** The latest day that it is already anywhere: what is recorded as happened is not after it. */
export function latestDay(clock: Clock): PlainDate {
  return plainDateOf(new Date(clock.now().getTime() + earliestZoneHours * 3_600_000));
}
