import type { Transaction } from '../../../shared/database/transaction';
import { requireRange } from '../../../shared/domain/dates';
import { RuleViolationError } from '../../../shared/domain/errors';
import { IncentiveScheme } from '../schemes/scheme.entity';
import { rulesToTry } from './impact-run.reader';
import { maxMonths } from './impact.types';
import { trialActions } from './trial.actions';
import { IncentiveTrial } from './trial.entity';
import * as facts from './trial.facts';
import { trialLifecycle } from './trial.lifecycle';
import type { IncentiveTrialArgs } from './trial.types';

/** Stores what is to be compared; a runner of a server carries it out. */
export async function start(
  tx: Transaction,
  { draftId, from, to, stress = null }: IncentiveTrialArgs,
): Promise<IncentiveTrial> {
  tx.assert(trialActions.start);
  requireRange(from, to, maxMonths);
  const scheme = await tx.require(IncentiveScheme, draftId, { field: ['draftId'] });
  const rules = await rulesToTry(tx.reader, scheme, stress);
  const startedById = tx.viewer.userId;
  const running = startedById && (await tx.first(IncentiveTrial, { openKey: startedById }));
  if (running) {
    throw new RuleViolationError('trial-running', 'You have a trial that still runs: wait until it ends.', [
      running.id,
    ]);
  }
  const trial = await tx.insert(IncentiveTrial, {
    schemeId: scheme.id,
    startsOn: from,
    endsOn: to,
    stress,
    rules,
    startedById,
    openKey: startedById,
    status: trialLifecycle.initial,
    factsCounted: 0,
    failures: 0,
  });
  tx.record(facts.incentiveTrialStarted, trial, { schemeId: scheme.id });
  return trial;
}
