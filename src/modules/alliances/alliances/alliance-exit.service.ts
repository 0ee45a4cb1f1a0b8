import type { Transaction } from '../../../shared/database/transaction';
import { addDays } from '../../../shared/domain/dates';
import { requireEvidence } from '../../documents';
import { withdrawAllOf } from '../joint-solutions/joint-solution.service';
import { allianceActions } from './alliance.actions';
import type { Alliance, AllianceStep } from './alliance.entity';
import * as facts from './alliance.facts';
import type { AllianceDecisionInput } from './alliance.inputs';
import { allianceLifecycle } from './alliance.lifecycle';
import { conditionsOf } from './alliance.reader';
import { findFor, recordStep } from './alliance.service';
import { ExitObligation } from './exit-obligation.entity';
import { ExitStrategy } from './exit-strategy.entity';
import { exitObligationLifecycle } from './exit-strategy.lifecycle';

export async function exit(
  tx: Transaction,
  id: string,
  version: number,
  input: AllianceDecisionInput,
): Promise<Alliance> {
  const alliance = await findFor(tx, id, version, allianceActions.exit);
  const documents = await requireEvidence(tx, {}, input.documentIds);
  return end(tx, alliance, { reason: input.reason, documents });
}

/**
 * Ends the alliance: the duties of the agreed exit strategy become obligations, and its joint solutions are withdrawn.
 * Before the parties work together, no exit strategy may be agreed, and no obligations follow.
 */
export async function end(
  tx: Transaction,
  alliance: Alliance,
  decision: Pick<AllianceStep, 'documents'> & { reason: string; reviewId?: AllianceStep['reviewId'] },
): Promise<Alliance> {
  const from = alliance.stage;
  const { exitStrategyId } = alliance;
  alliance.stage = allianceLifecycle.next(from, allianceActions.exit, conditionsOf(alliance));
  const exitedOn = tx.clock.today();
  await tx.save(Object.assign(alliance, { exitedOn, nextReviewOn: null, openKey: null }));
  const strategy = exitStrategyId === null ? null : await tx.load(ExitStrategy, exitStrategyId);
  const duties = strategy?.duties ?? [];
  await tx.insertAll(
    ExitObligation,
    duties.map(({ subject, text, daysAfterExit }) => ({
      allianceId: alliance.id,
      exitStrategyId: strategy!.id,
      subject,
      text,
      dueOn: addDays(exitedOn, daysAfterExit),
      status: exitObligationLifecycle.initial,
      documents: [],
    })),
  );
  await recordStep(tx, alliance, { from, exitStrategyId, ...decision });
  await withdrawAllOf(tx, alliance, 'The alliance ended.');
  tx.record(facts.allianceExited, alliance, { from, reason: decision.reason, obligations: duties.length });
  return alliance;
}
