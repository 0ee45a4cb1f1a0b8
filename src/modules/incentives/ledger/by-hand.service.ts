import type { Transaction } from '../../../shared/database/transaction';
import { laterDay } from '../../../shared/domain/dates';
import { zero } from '../../../shared/domain/decimal';
import { InvalidInputError } from '../../../shared/domain/errors';
import type { Id } from '../../../shared/domain/ids';
import { type Money, moneyFromAmount } from '../../../shared/domain/money';
import { requireNotOver } from '../../../shared/domain/today';
import { requireEvidence } from '../../documents';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { IncentiveHold } from '../incentive-hold';
import { IncentiveEntry, IncentiveKind } from './incentive-entry.entity';
import { incentiveActions } from './ledger.actions';
import type { EvidenceInput, IncentiveDecisionInput, IncentivePostInput } from './ledger.inputs';
import { type Evidence, post, release, reverse } from './ledger.service';

/** An entry without a rule: a reward, a penalty or an adjustment with its reason and evidence. */
export async function postByHand(tx: Transaction, input: IncentivePostInput): Promise<IncentiveEntry> {
  const { kind, reason } = input;
  const partner = await tx.require(Partner, input.partnerId, { field: ['input', 'partnerId'] });
  tx.assert(incentiveActions.post, partner);
  const money = moneyIn(input);
  const points = input.points ?? zero;
  assertSigns(kind, { points: points.comparedTo(0), amount: Math.sign(money?.minor ?? 0) });
  const today = tx.clock.today();
  if (input.payableFrom) requireNotOver(tx.clock, input.payableFrom, ['input', 'payableFrom']);
  return post(tx, {
    partnerId: partner.id,
    memberId: input.memberId ? await memberOf(tx, partner, input.memberId) : null,
    kind,
    points,
    money,
    projectId: null,
    rule: null,
    evidence: await evidenceIn(tx, partner.id, input),
    reason,
    occurredAt: occurredAt(tx, input),
    hold: IncentiveHold.NONE,
    payableFrom: laterDay(input.payableFrom ?? today, today),
  });
}

export async function reverseByHand(
  tx: Transaction,
  id: string,
  input: IncentiveDecisionInput,
): Promise<IncentiveEntry> {
  const entry = await tx.require(IncentiveEntry, id);
  tx.assert(incentiveActions.reverse, entry);
  return reverse(tx, entry, input.reason, await evidenceIn(tx, entry.partnerId, input));
}

/** Ends the hold of an entry, because what it waits for has happened outside this system. Returns the entry. */
export async function releaseByHand(
  tx: Transaction,
  id: string,
  input: IncentiveDecisionInput,
): Promise<IncentiveEntry> {
  const entry = await tx.require(IncentiveEntry, id);
  tx.assert(incentiveActions.release, entry);
  const evidence = await evidenceIn(tx, entry.partnerId, input);
  await release(tx, entry, input.reason, evidence);
  return entry;
}

function moneyIn({ amount, currencyCode }: IncentivePostInput): Money | null {
  if (!amount) return null;
  if (!currencyCode) throw new InvalidInputError('Name the currency of the amount.', ['input', 'currencyCode']);
  return moneyFromAmount(amount, currencyCode, ['input', 'amount']);
}

type Sign = -1 | 0 | 1;

/** A reward gives, a penalty takes, and neither does both. */
function assertSigns(kind: IncentivePostInput['kind'], signs: Record<'points' | 'amount', number>): void {
  if (signs.points === 0 && signs.amount === 0) {
    throw new InvalidInputError('Give points, an amount, or both: not 0.', ['input', 'points']);
  }
  if (kind === IncentiveKind.ADJUSTMENT) return;
  const [wrong, message]: [Sign, string] =
    kind === IncentiveKind.PENALTY
      ? [1, 'A PENALTY takes: give a value below 0.']
      : [-1, 'An EARNED entry gives: give a value above 0, or post a PENALTY or an ADJUSTMENT.'];
  for (const name of ['points', 'amount'] as const) {
    if (signs[name] === wrong) throw new InvalidInputError(message, ['input', name]);
  }
}

async function memberOf(tx: Transaction, partner: Partner, memberId: string): Promise<Id<'user'>> {
  const field = ['input', 'memberId'];
  const member = await tx.require(User, memberId, { field });
  if (member.partnerId !== partner.id) {
    throw new InvalidInputError(`${member.name} is not a member of ${partner.name}.`, field);
  }
  return member.id;
}

function occurredAt(tx: Transaction, input: IncentivePostInput): Date {
  const now = tx.clock.now();
  const given = input.occurredAt ?? now;
  if (given > now) throw new InvalidInputError('The time must not be in the future.', ['input', 'occurredAt']);
  return given;
}

/** What the request names as evidence, at least one document or record; none of it about another partner. */
async function evidenceIn(tx: Transaction, partnerId: Id<'partner'>, input: EvidenceInput): Promise<Evidence> {
  const { recordId = null, documentIds } = input;
  const field = ['input', 'recordId'];
  if (recordId === null && documentIds.length === 0) {
    throw new InvalidInputError('Name a record or a document as evidence.', field);
  }
  const record = recordId === null ? null : await tx.requireAny(recordId, field);
  const about = record && 'partnerId' in record ? record.partnerId : null;
  if (about !== null && about !== partnerId) {
    throw new InvalidInputError(`${recordId} is about another partner.`, field);
  }
  return { recordId, documentIds: await requireEvidence(tx, { partnerId }, documentIds) };
}
