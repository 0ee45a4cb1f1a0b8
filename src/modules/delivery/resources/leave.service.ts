import type { Transaction } from '../../../shared/database/transaction';
import { requireRange } from '../../../shared/domain/dates';
import { RuleViolationError } from '../../../shared/domain/errors';
import { User } from '../../identity';
import { Leave, type LeaveRecordInput } from './leave.entity';
import * as facts from './resources.facts';

const maxMonths = 24;

/** Records days on which a person does not work. Days of several leaves count once. */
export async function record(tx: Transaction, { userId, startsOn, endsOn, half }: LeaveRecordInput): Promise<Leave> {
  const user = await tx.require(User, userId, { field: ['input', 'userId'] });
  tx.assert('leave.record', user);
  requireRange(startsOn, endsOn, maxMonths, ['input', 'endsOn']);
  const leave = await tx.insert(Leave, { userId: user.id, startsOn, endsOn, half, withdrawnAt: null });
  tx.state(facts.leaveRecorded, leave, { userId: user.id, startsOn, endsOn, half });
  return leave;
}

/** Withdraws a leave that is not taken, or was recorded wrongly; another may be recorded in its place. */
export async function withdraw(tx: Transaction, id: string, version: number): Promise<Leave> {
  const leave = await tx.require(Leave, id, { version });
  tx.assert('leave.record', await tx.load(User, leave.userId));
  if (leave.withdrawnAt) throw new RuleViolationError('leave-withdrawn', 'This leave is withdrawn already.', []);
  const saved = await tx.save(Object.assign(leave, { withdrawnAt: tx.clock.now() }));
  tx.state(facts.leaveWithdrawn, saved, { userId: saved.userId });
  return saved;
}
