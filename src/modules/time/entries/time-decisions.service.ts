import { createHash } from 'node:crypto';
import { withoutVendorOnly } from '../../../shared/database/record';
import type { Transaction } from '../../../shared/database/transaction';
import { DomainError } from '../../../shared/domain/errors';
import type { Context } from '../../../shared/graphql/context';
import { type UserError, userErrorsOf } from '../../../shared/graphql/user-errors';
import type { TimeEntry } from './time-entry.entity';
import { TimeEntryResult, type TimeEntryVersionInput } from './time-decisions.types';
import { carryOut } from './unit-of-work';

/**
 * Applies one step to many entries. Each runs in its own transaction, so that a refusal does not block the others, and
 * with its own idempotency key, so that an interrupted request can be retried as a whole.
 */
export async function decideEach(
  context: Context,
  action: string,
  entries: readonly TimeEntryVersionInput[],
  args: object,
  decide: (tx: Transaction, entry: TimeEntryVersionInput) => Promise<TimeEntry>,
): Promise<TimeEntryResult[]> {
  const results: TimeEntryResult[] = [];
  for (const [index, { id, version }] of entries.entries()) {
    const work = { action, key: keyOf(context.idempotencyKey, id), args: { ...args, id, version } };
    try {
      const entry = await carryOut(context, work, (tx) => decide(tx, { id, version }));
      results.push(resultOf(id, context.access.seesInternal(context.viewer) ? entry : withoutVendorOnly(entry), []));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      results.push(resultOf(id, null, within(userErrorsOf(error), index)));
    }
  }
  return results;
}

/** Hashed, so that its length does not depend on the client's key. */
function keyOf(key: string | null, id: string): string | null {
  return key && `each ${createHash('sha256').update(`${key}/${id}`).digest('hex')}`;
}

function resultOf(id: string, timeEntry: TimeEntry | null, userErrors: UserError[]): TimeEntryResult {
  return Object.assign(new TimeEntryResult(), { id, timeEntry, userErrors });
}

/** Puts the entry's index into the path of its errors, except for the reason, which all entries share. */
function within(errors: UserError[], index: number): UserError[] {
  for (const error of errors) if (error.field) error.field = ['entries', String(index), ...error.field];
  return errors;
}
