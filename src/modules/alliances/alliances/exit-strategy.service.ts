import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { requireBegun } from '../../../shared/domain/today';
import { Document, requireEvidence } from '../../documents';
import { allianceActions, exitObligationActions, exitStrategyActions } from './alliance.actions';
import { Alliance } from './alliance.entity';
import * as facts from './alliance.facts';
import type { ExitObligationCompleteInput, ExitStrategyAgreeInput, ExitStrategyInput } from './alliance.inputs';
import { allianceLifecycle, AllianceStage } from './alliance.lifecycle';
import { conditionsOf } from './alliance.reader';
import { findFor } from './alliance.service';
import { ExitObligation } from './exit-obligation.entity';
import { ExitStrategy } from './exit-strategy.entity';
import { type ExitObligationAction, exitObligationLifecycle, exitStrategyLifecycle } from './exit-strategy.lifecycle';

/** Drafts the first exit strategy of an alliance, or the one that is to supersede the agreed one. */
export async function draft(
  tx: Transaction,
  allianceId: string,
  version: number,
  input: ExitStrategyInput,
): Promise<ExitStrategy> {
  const alliance = await findFor(tx, allianceId, version, allianceActions.draftExitStrategy);
  allianceLifecycle.next(alliance.stage, allianceActions.draftExitStrategy, conditionsOf(alliance));
  const present = await tx.list(ExitStrategy, { allianceId: alliance.id });
  const drafted = present.find(({ draftOfAllianceId }) => draftOfAllianceId !== null);
  if (drafted) {
    const message = `Edition ${drafted.edition} is still a draft. Update it, or record the agreement on it.`;
    throw new RuleViolationError('draft-exists', message, [drafted.id]);
  }
  await tx.hold(alliance);
  const strategy = await tx.insert(ExitStrategy, {
    allianceId: alliance.id,
    edition: present.length + 1,
    status: exitStrategyLifecycle.initial,
    draftOfAllianceId: alliance.id,
    ...contentOf(input),
    authorId: tx.viewer.userId!,
    documents: [],
  });
  tx.record(facts.exitStrategyDrafted, strategy, { allianceId: alliance.id });
  return strategy;
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: ExitStrategyInput,
): Promise<ExitStrategy> {
  const strategy = await tx.require(ExitStrategy, id, { version });
  tx.assert(exitStrategyActions.update, strategy);
  exitStrategyLifecycle.next(strategy.status, exitStrategyActions.update);
  await openAllianceOf(tx, strategy);
  await tx.save(Object.assign(strategy, contentOf(input), { authorId: tx.viewer.userId! }));
  tx.record(facts.exitStrategyUpdated, strategy, { allianceId: strategy.allianceId });
  return strategy;
}

export async function discard(tx: Transaction, id: string, version: number, reason: string): Promise<ExitStrategy> {
  const strategy = await tx.require(ExitStrategy, id, { version });
  tx.assert(exitStrategyActions.discard, strategy);
  const status = exitStrategyLifecycle.next(strategy.status, exitStrategyActions.discard);
  await tx.save(Object.assign(strategy, { status, draftOfAllianceId: null }));
  tx.record(facts.exitStrategyDiscarded, strategy, { allianceId: strategy.allianceId, reason });
  return strategy;
}

/** Records that the parties agreed. From now on the content is frozen, and an exit carries it out. */
export async function agree(
  tx: Transaction,
  id: string,
  version: number,
  { agreedOn, documentIds }: ExitStrategyAgreeInput,
): Promise<ExitStrategy> {
  const strategy = await tx.require(ExitStrategy, id, { version });
  tx.assert(exitStrategyActions.agree, strategy);
  const status = exitStrategyLifecycle.next(strategy.status, exitStrategyActions.agree);
  const alliance = await openAllianceOf(tx, strategy);
  requireBegun(tx.clock, agreedOn, ['input', 'agreedOn']);
  const documents = await proof(tx, documentIds);
  const before = alliance.exitStrategyId === null ? null : await tx.load(ExitStrategy, alliance.exitStrategyId);
  if (before) {
    before.status = exitStrategyLifecycle.next(before.status, exitStrategyActions.supersede);
    await tx.save(before);
  }
  const agreedById = tx.viewer.userId;
  await tx.save(Object.assign(strategy, { status, draftOfAllianceId: null, agreedOn, documents, agreedById }));
  await tx.save(Object.assign(alliance, { exitStrategyId: strategy.id }));
  tx.record(facts.exitStrategyAgreed, strategy, {
    allianceId: alliance.id,
    agreedOn,
    supersededId: before?.id ?? null,
  });
  return strategy;
}

export async function complete(
  tx: Transaction,
  id: string,
  version: number,
  { note, documentIds }: ExitObligationCompleteInput,
): Promise<ExitObligation> {
  const obligation = await stepOfObligation(tx, id, version, exitObligationActions.complete);
  const documents = await proof(tx, documentIds);
  const done = { note, documents, doneById: tx.viewer.userId, doneAt: tx.clock.now() };
  await tx.save(Object.assign(obligation, done));
  tx.record(facts.exitObligationCompleted, obligation, { allianceId: obligation.allianceId });
  return obligation;
}

/** The history keeps what was recorded as its fulfilment. */
export async function reopen(tx: Transaction, id: string, version: number, reason: string): Promise<ExitObligation> {
  const obligation = await stepOfObligation(tx, id, version, exitObligationActions.reopen);
  await tx.save(Object.assign(obligation, { note: null, documents: [], doneById: null, doneAt: null }));
  tx.record(facts.exitObligationReopened, obligation, { allianceId: obligation.allianceId, reason });
  return obligation;
}

async function stepOfObligation(
  tx: Transaction,
  id: string,
  version: number,
  action: ExitObligationAction,
): Promise<ExitObligation> {
  const obligation = await tx.require(ExitObligation, id, { version });
  tx.assert(action, obligation);
  obligation.status = exitObligationLifecycle.next(obligation.status, action);
  return obligation;
}

async function openAllianceOf(tx: Transaction, { allianceId }: ExitStrategy): Promise<Alliance> {
  const alliance = await tx.load(Alliance, allianceId);
  if (alliance.stage !== AllianceStage.EXIT) return alliance;
  throw new RuleViolationError('alliance-ended', 'The alliance has ended. Its exit is carried out by its obligations.');
}

async function proof(tx: Transaction, documentIds: readonly string[]): Promise<Document['id'][]> {
  if (documentIds.length > 0) return requireEvidence(tx, {}, documentIds);
  throw new InvalidInputError('Name at least one document that proves it.', ['input', 'documentIds']);
}

function contentOf({ jointCustomers, data, support, duties }: ExitStrategyInput) {
  return { jointCustomers, data, support, duties };
}
