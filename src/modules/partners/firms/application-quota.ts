import { type Quota, secondsLeft, takeFrom } from '../../../shared/database/quota';
import { RuleViolationError } from '../../../shared/domain/errors';
import type { Context } from '../../../shared/graphql/context';
import { callerAt } from '../../../shared/http/address';

/**
 * A refused application reveals that a firm is or wants to be a partner: the public form has to say so. This rate
 * limit, counted before any lookup, keeps strangers from probing one firm after another.
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
