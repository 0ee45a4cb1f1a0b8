import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { refuseBlocked } from '../../../shared/domain/lifecycle';
import { requireNotOver } from '../../../shared/domain/today';
import { requireEvidence } from '../../documents';
import { User, UserStatus } from '../../identity';
import { ItemOwner } from '../../partners';
import { CorrectiveAction } from './corrective-action.entity';
import {
  type CorrectiveActionConditions,
  correctiveActionLifecycle,
  type CorrectiveActionStep,
} from './corrective-action.lifecycle';
import { correctiveActionActions, type OnPlan } from './sanction.actions';
import { Sanction } from './sanction.entity';
import * as facts from './sanction.facts';
import type { CorrectiveActionCompleteInput, CorrectiveActionInput } from './sanction.inputs';
import { SanctionStatus } from './sanction.lifecycle';

/** More would not be a plan. */
const maxOpenActions = 50;

/**
 * Every step that opens or settles an action saves the sanction with its count, so that a concurrent clearing, which
 * depends on it, fails.
 */
export async function add(
  tx: Transaction,
  sanctionId: string,
  version: number,
  input: CorrectiveActionInput,
): Promise<CorrectiveAction> {
  const sanction = await tx.require(Sanction, sanctionId, { version, field: ['sanctionId'] });
  tx.assert(correctiveActionActions.add, sanction);
  refuseBlocked(blockersOfAdding(sanction));
  await tx.save(Object.assign(sanction, { openActions: sanction.openActions + 1 }));
  const action = await tx.insert(CorrectiveAction, {
    sanctionId: sanction.id,
    partnerId: sanction.partnerId,
    ...(await described(tx, sanction, input)),
    status: correctiveActionLifecycle.initial,
    documents: [],
  });
  tx.record(facts.correctiveActionAdded, action, onPlan(action));
  return action;
}

export function blockersOfAdding(sanction: Sanction) {
  if (!isOpen(sanction)) {
    return [{ code: 'sanction-ended', message: `The sanction is ${sanction.status}: its plan can no longer change.` }];
  }
  if (sanction.openActions < maxOpenActions) return [];
  return [{ code: 'plan-full', message: `A corrective plan has at most ${maxOpenActions} open actions.` }];
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: CorrectiveActionInput,
): Promise<CorrectiveAction> {
  const { action, sanction } = await take(tx, id, version, correctiveActionActions.update);
  const content = await described(tx, sanction, input);
  // A later due date deserves another reminder.
  const remindedOn = content.dueOn === action.dueOn ? action.remindedOn : null;
  await tx.save(Object.assign(action, content, { remindedOn }));
  tx.record(facts.correctiveActionUpdated, action, onPlan(action));
  return action;
}

export async function complete(
  tx: Transaction,
  id: string,
  version: number,
  input: CorrectiveActionCompleteInput,
): Promise<CorrectiveAction> {
  const { action } = await take(tx, id, version, correctiveActionActions.complete);
  const documents = await requireEvidence(tx, { partnerId: action.partnerId }, input.documentIds);
  const completedAt = tx.clock.now();
  await tx.save(
    Object.assign(action, { outcome: input.outcome, documents, completedAt, completedById: tx.viewer.userId }),
  );
  tx.record(facts.correctiveActionCompleted, action, onPlan(action));
  return action;
}

export async function confirm(tx: Transaction, id: string, version: number): Promise<CorrectiveAction> {
  const { action, sanction } = await take(tx, id, version, correctiveActionActions.confirm);
  await tx.save(Object.assign(action, decided(tx, null)));
  await tx.save(Object.assign(sanction, { openActions: sanction.openActions - 1 }));
  tx.record(facts.correctiveActionConfirmed, action, onPlan(action));
  return action;
}

export async function sendBack(
  tx: Transaction,
  id: string,
  version: number,
  reason: string,
): Promise<CorrectiveAction> {
  const { action } = await take(tx, id, version, correctiveActionActions.sendBack);
  await tx.save(Object.assign(action, decided(tx, reason), { completedAt: null, completedById: null }));
  tx.record(facts.correctiveActionSentBack, action, { ...onPlan(action), reason });
  return action;
}

export async function drop(tx: Transaction, id: string, version: number, reason: string): Promise<CorrectiveAction> {
  const { action, sanction } = await take(tx, id, version, correctiveActionActions.drop);
  await tx.save(Object.assign(action, decided(tx, reason)));
  await tx.save(Object.assign(sanction, { openActions: sanction.openActions - 1 }));
  tx.record(facts.correctiveActionDropped, action, { ...onPlan(action), reason });
  return action;
}

/** Reminds once that an action is overdue, for the system. */
export async function remind(tx: Transaction, action: CorrectiveAction): Promise<void> {
  await tx.save(Object.assign(action, { remindedOn: tx.clock.today() }));
  tx.record(facts.correctiveActionOverdue, action, onPlan(action));
}

export function conditionsOfAction(sanction: Sanction): CorrectiveActionConditions {
  return { sanctionOpen: isOpen(sanction) };
}

const isOpen = ({ status }: Sanction) => status === SanctionStatus.PROPOSED || status === SanctionStatus.IN_FORCE;

/** The action with its status after the step. */
async function take(tx: Transaction, id: string, version: number, step: CorrectiveActionStep): Promise<OnPlan> {
  const action = await tx.require(CorrectiveAction, id, { version });
  const sanction = await tx.load(Sanction, action.sanctionId);
  tx.assert(step, { action, sanction });
  action.status = correctiveActionLifecycle.next(action.status, step, conditionsOfAction(sanction));
  return { action, sanction };
}

async function described(tx: Transaction, { partnerId }: Sanction, input: CorrectiveActionInput) {
  const { title, description, ownedBy, dueOn } = input;
  requireNotOver(tx.clock, dueOn, ['input', 'dueOn']);
  const assigneeId = input.assigneeId ? await assigneeOf(tx, partnerId, ownedBy, input.assigneeId) : null;
  return { title, description, ownedBy, dueOn, assigneeId };
}

async function assigneeOf(
  tx: Transaction,
  partnerId: Sanction['partnerId'],
  ownedBy: ItemOwner,
  id: string,
): Promise<User['id']> {
  const field = ['input', 'assigneeId'];
  const user = await tx.require(User, id, { field });
  const side = ownedBy === ItemOwner.PARTNER ? partnerId : null;
  if (user.partnerId !== side) {
    const message = `${user.name} does not belong to the ${ownedBy}, which does this: name another user, or none.`;
    throw new InvalidInputError(message, field);
  }
  if (user.status === UserStatus.ACTIVE) return user.id;
  throw new RuleViolationError('not-active', `${user.name} is ${user.status}: name an active user.`, [], field);
}

function decided(tx: Transaction, reason: string | null) {
  return { decidedById: tx.viewer.userId, decidedAt: tx.clock.now(), decisionReason: reason };
}

const onPlan = ({ partnerId, sanctionId, dueOn }: CorrectiveAction) => ({ partnerId, sanctionId, dueOn });
