import type { Logger } from 'pino';
import type { Database } from '../../../shared/database/database';
import type { Transaction } from '../../../shared/database/transaction';
import { type Lease, LeasedRunner } from '../../../shared/jobs/leased-runner';
import { trialActions } from './trial.actions';
import { IncentiveTrial } from './trial.entity';
import { IncentiveTrialStatus } from './trial.lifecycle';
import { end, TrialRun } from './trial-run.service';

/** Works through trials. One whose process was killed starts over. */
export class TrialRunner extends LeasedRunner<IncentiveTrial> {
  constructor(database: Database, log: Logger) {
    super(database, log, IncentiveTrial, IncentiveTrialStatus.RUNNING);
  }

  protected carryOut(trial: IncentiveTrial, lease: Lease): Promise<void> {
    return new TrialRun(this.database, lease, trial).carryOut();
  }

  protected giveUp(tx: Transaction, trial: IncentiveTrial, reason: string): void {
    end(tx, trial, trialActions.fail, reason);
  }
}
