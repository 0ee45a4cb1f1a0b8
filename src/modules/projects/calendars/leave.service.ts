import { column, sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { requireRange } from '../../../shared/domain/dates';
import { RuleViolationError } from '../../../shared/domain/errors';
import { User } from '../../identity';
import { Leave, type LeaveRecordInput } from './leave.entity';
import { leaveActions } from './calendars.actions';
import * as facts from './calendars.facts';

const maxMonths = 24;

/**
 * Records days on which a person does not work. Overlapping leave is refused, because withdrawing one would leave the
 * other. Two concurrent requests may still both succeed; each day counts only once even then.
 */
export async function record(tx: Transaction, { userId, startsOn, endsOn, half }: LeaveRecordInput): Promise<Leave> {
  const user = await tx.require(User, userId, { field: ['input', 'userId'] });
  tx.assert(leaveActions.record, user);
  requireRange(startsOn, endsOn, maxMonths, ['input', 'endsOn']);
  await refuseTwice(tx, user.id, { startsOn, endsOn });
  const leave = await tx.insert(Leave, { userId: user.id, startsOn, endsOn, half });
  tx.record(facts.leaveRecorded, leave, { userId: user.id, startsOn, endsOn, half });
  return leave;
}

async function refuseTwice(
  tx: Transaction,
  userId: User['id'],
  { startsOn, endsOn }: Pick<Leave, 'startsOn' | 'endsOn'>,
): Promise<void> {
  const overlaps = sql`${column<Leave>('startsOn')} <= ${endsOn} AND ${column<Leave>('endsOn')} >= ${startsOn}`;
  const known = await tx.first(Leave, { userId, withdrawnAt: null, and: [overlaps] }, [{ column: 'startsOn' }]);
  if (!known) return;
  const days = known.startsOn === known.endsOn ? known.startsOn : `${known.startsOn} to ${known.endsOn}`;
  const message = `Leave of ${days}${known.half ? ', half of each day,' : ''} is already recorded: withdraw it first, or choose other days.`;
  throw new RuleViolationError(
    'leave-overlaps',
    message,
    [],
    ['input', known.startsOn > startsOn ? 'endsOn' : 'startsOn'],
  );
}

/** Withdraws leave that is not taken, or was recorded wrongly; new leave may then be recorded in its place. */
export async function withdraw(tx: Transaction, id: string, version: number): Promise<Leave> {
  const leave = await tx.require(Leave, id, { version });
  tx.assert(leaveActions.record, await tx.load(User, leave.userId));
  if (leave.withdrawnAt) throw new RuleViolationError('leave-withdrawn', 'This leave is already withdrawn.', []);
  const saved = await tx.save(Object.assign(leave, { withdrawnAt: tx.clock.now() }));
  tx.record(facts.leaveWithdrawn, saved, { userId: saved.userId });
  return saved;
}
