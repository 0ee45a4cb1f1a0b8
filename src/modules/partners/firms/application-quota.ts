import { type Quota, secondsLeft, takeFrom } from '../../../shared/database/quota';
import { RuleViolationError } from '../../../shared/domain/errors';
import type { Context } from '../../../shared/graphql/context';
import { callerAt } from '../../../shared/http/address';

/**
 * An application that is refused tells that a firm is a partner, or wants to be one: the public form has to say so. What keeps
 * strangers from asking for one firm after another is this limit, counted before anything is looked up.
 */
export async function countApplication(context: Context): Promise<void> {
  const { viewer, address, database } = context;
  const { applicationsPerHour: uses } = context.config;
  if (viewer.kind !== 'ANONYMOUS' || uses === 0) return;
  const quota: Quota = { name: `partnerApply ${callerAt(address)}`, windowMilliseconds: 3_600_000, uses, amount: 0 };
  if (await takeFrom(database, quota)) return;
  const minutes = Math.ceil(secondsLeft(database, quota) / 60);
  throw new RuleViolationError(
    'too-many-applications',
    `Too many applications came from your address; try again in ${minutes} minutes.`,
  );
}
