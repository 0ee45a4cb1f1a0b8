import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { refuseBlocked } from '../../../shared/domain/lifecycle';
import { requireEvidence } from '../../documents';
import { Partner } from '../../partners';
import { requireRecords } from '../evidence';
import { blockersOfReversal } from '../ledger/entry.rules';
import { IncentiveEntry } from '../ledger/incentive-entry.entity';
import { standingFor } from '../ledger/ledger.reader';
import * as ledger from '../ledger/ledger.service';
import { Sanction } from '../sanctions/sanction.entity';
import { SanctionStatus } from '../sanctions/sanction.lifecycle';
import * as sanctions from '../sanctions/sanction.service';
import { appealActions } from './appeal.actions';
import { Appeal } from './appeal.entity';
import * as facts from './appeal.facts';
import type { AppealFileInput, AppealUpdateInput } from './appeal.inputs';
import { type AppealAction, appealLifecycle } from './appeal.lifecycle';
import { appealDueOn, conditionsOf, involvedIn } from './appeal.reader';

/** Appeals against an entry or a sanction of the partner, in time. */
export async function file(tx: Transaction, input: AppealFileInput): Promise<Appeal> {
  const target = await targetOf(tx, input);
  const partner = await tx.load(Partner, target.partnerId);
  tx.assert(appealActions.file, partner);
  const { id: appealKey } = target;
  const field = ['input', target instanceof Sanction ? 'sanctionId' : 'entryId'];
  await assertAppealable(tx, target, field);
  const earlier = await tx.first(Appeal, { appealKey });
  if (earlier) {
    const message = `There is already an appeal against this (${earlier.id}); it is ${earlier.status}.`;
    throw new RuleViolationError('already-appealed', message, [], field);
  }
  const appeal = await tx.insert(Appeal, {
    partnerId: partner.id,
    entryId: target instanceof IncentiveEntry ? target.id : null,
    sanctionId: target instanceof Sanction ? target.id : null,
    appealKey,
    ...(await contentOf(tx, partner.id, input)),
    filedById: tx.viewer.userId,
    status: appealLifecycle.initial,
  });
  tx.record(facts.appealFiled, appeal, against(appeal));
  return appeal;
}

export async function update(tx: Transaction, id: string, version: number, input: AppealUpdateInput): Promise<Appeal> {
  const appeal = await take(tx, id, version, appealActions.update);
  await tx.save(Object.assign(appeal, await contentOf(tx, appeal.partnerId, input)));
  tx.record(facts.appealUpdated, appeal, against(appeal));
  return appeal;
}

export async function withdraw(tx: Transaction, id: string, version: number, reason: string): Promise<Appeal> {
  const appeal = await take(tx, id, version, appealActions.withdraw);
  await tx.save(Object.assign(appeal, ended(tx, reason), { appealKey: null }));
  tx.record(facts.appealWithdrawn, appeal, { ...against(appeal), reason });
  return appeal;
}

/** Reverses the entry, or overturns the sanction, in the same transaction. */
export async function uphold(tx: Transaction, id: string, version: number, reason: string): Promise<Appeal> {
  const appeal = await take(tx, id, version, appealActions.uphold);
  await tx.save(Object.assign(appeal, ended(tx, reason)));
  if (appeal.entryId !== null) {
    const entry = await tx.load(IncentiveEntry, appeal.entryId);
    await ledger.reverse(tx, entry, reason, { recordId: appeal.id, documentIds: [] });
  } else await sanctions.overturn(tx, await tx.load(Sanction, appeal.sanctionId!), reason);
  tx.record(facts.appealUpheld, appeal, { ...against(appeal), reason });
  return appeal;
}

export async function reject(tx: Transaction, id: string, version: number, reason: string): Promise<Appeal> {
  const appeal = await take(tx, id, version, appealActions.reject);
  await tx.save(Object.assign(appeal, ended(tx, reason)));
  tx.record(facts.appealRejected, appeal, { ...against(appeal), reason });
  return appeal;
}

/** The appeal with its status after the step. */
async function take(tx: Transaction, id: string, version: number, action: AppealAction): Promise<Appeal> {
  const appeal = await tx.require(Appeal, id, { version });
  tx.assert(action, { appeal, involvedIds: await involvedIn(tx.reader, appeal) });
  appeal.status = appealLifecycle.next(appeal.status, action, await conditionsOf(tx.reader, appeal));
  return appeal;
}

/** The entry or the sanction that the input names. */
async function targetOf(tx: Transaction, { entryId, sanctionId }: AppealFileInput): Promise<IncentiveEntry | Sanction> {
  if (entryId && !sanctionId) return tx.require(IncentiveEntry, entryId, { field: ['input', 'entryId'] });
  if (sanctionId && !entryId) return tx.require(Sanction, sanctionId, { field: ['input', 'sanctionId'] });
  throw new InvalidInputError('Name either an entry or a sanction.', ['input']);
}

async function assertAppealable(tx: Transaction, target: IncentiveEntry | Sanction, field: string[]): Promise<void> {
  if (target instanceof IncentiveEntry) refuseBlocked(blockersOfReversal(await standingFor(tx.reader, target)));
  else if (!appealable.includes(target.status)) {
    const message = `The sanction is ${target.status}. Only one that came into force can be appealed against.`;
    throw new RuleViolationError('not-imposed', message, [], field);
  }
  const dueOn = target instanceof Sanction ? target.appealDueOn! : await appealDueOn(tx.reader, tx.clock, target);
  if (tx.clock.today() <= dueOn) return;
  throw new RuleViolationError('appeal-too-late', `The time to appeal ended on ${dueOn}.`, [], field);
}

const appealable = [SanctionStatus.IN_FORCE, SanctionStatus.CLEARED, SanctionStatus.EXPIRED];

async function contentOf(
  tx: Transaction,
  partnerId: Appeal['partnerId'],
  { reasons, documentIds, evidenceIds }: AppealUpdateInput,
) {
  const documents = await requireEvidence(tx, { partnerId }, documentIds);
  return { reasons, documents, evidenceIds: await requireRecords(tx, partnerId, evidenceIds) };
}

function ended(tx: Transaction, reason: string) {
  return { endedById: tx.viewer.userId, endedAt: tx.clock.now(), endReason: reason };
}

const against = ({ partnerId, entryId, sanctionId }: Appeal) => ({ partnerId, entryId, sanctionId });
