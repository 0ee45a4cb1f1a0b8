import type { Logger } from 'pino';
import type { Database } from '../../../shared/database/database';
import type { Transaction } from '../../../shared/database/transaction';
import { type Lease, LeasedRunner } from '../../../shared/jobs/leased-runner';
import type { Storage } from '../../documents';
import { timeImportActions } from './import.actions';
import { TimeImport } from './import.entity';
import { TimeImportStatus } from './import.lifecycle';
import { end, ImportRun } from './import-run.service';

/** Works through imports. A killed process leaves whole steps behind, from which another continues. */
export class ImportRunner extends LeasedRunner<TimeImport> {
  constructor(
    database: Database,
    private readonly storage: Storage,
    log: Logger,
  ) {
    super(database, log, TimeImport, TimeImportStatus.RUNNING);
  }

  protected carryOut(run: TimeImport, lease: Lease): Promise<void> {
    const { database, storage } = this;
    return new ImportRun({ database, storage, lease }, run).carryOut();
  }

  protected giveUp(tx: Transaction, run: TimeImport, reason: string): void {
    end(tx, run, timeImportActions.fail);
    run.failureReason = reason;
  }
}
