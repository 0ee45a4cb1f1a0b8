import { system } from '../../../shared/access/viewer';
import type { Database } from '../../../shared/database/database';
import { raw, sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { type Lease, StoppedError } from '../../../shared/jobs/leased-runner';
import { carryOut, factsOf, prepareRun } from './impact-run.reader';
import { maxTrialFacts, type SchemeImpact } from './impact.types';
import { trialActions } from './trial.actions';
import { IncentiveTrial, IncentiveTrialRow } from './trial.entity';
import * as facts from './trial.facts';
import { type TrialAction, trialLifecycle } from './trial.lifecycle';

/** How often the progress is saved and the lease renewed. */
const saveEveryMilliseconds = 5_000;
const rowsOfAStep = 200;

/**
 * Carries a trial from its beginning to its end. What was posted is in memory until all facts are counted; then the
 * result is stored step by step, and becomes visible with the last one.
 */
export class TrialRun {
  private savedAt = performance.now();

  constructor(
    private readonly database: Database,
    private readonly lease: Lease,
    /** As this run last stored it. */
    private trial: IncentiveTrial,
  ) {}

  async carryOut(): Promise<void> {
    try {
      const rows = await this.compare();
      await this.store(rows);
    } catch (error) {
      // The published schemes may have changed since the start, so that the rules no longer fit them.
      if (!(error instanceof RuleViolationError || error instanceof InvalidInputError)) throw error;
      await this.step((tx, trial) => Promise.resolve(end(tx, trial, trialActions.fail, error.message)));
    }
  }

  private async compare(): Promise<Iterable<SchemeImpact>> {
    const { database } = this;
    const surroundings = { database, clock: database.clock, reader: database.reader(system) };
    const { rules, startsOn, endsOn } = this.trial;
    const prepared = await prepareRun(surroundings, rules, startsOn, endsOn);
    const factsTotal = await factsOf(surroundings, prepared, maxTrialFacts);
    if (factsTotal > maxTrialFacts) {
      throw new RuleViolationError(
        'too-many-facts',
        `More than ${maxTrialFacts} facts would be counted, with those before the first day on which tiers and caps depend. Pick a shorter period.`,
      );
    }
    await this.step((_, trial) => Promise.resolve(Object.assign(trial, { factsTotal, factsCounted: 0 })));
    const { byId } = await carryOut(surroundings, prepared, async (factsCounted) => {
      if (this.lease.isStopped()) throw new StoppedError();
      if (performance.now() - this.savedAt < saveEveryMilliseconds) return;
      await this.step((_, trial) => Promise.resolve(Object.assign(trial, { factsCounted })));
    });
    return byId.values();
  }

  /** Replaces what a killed process may have left. */
  private async store(rows: Iterable<SchemeImpact>): Promise<void> {
    const { id: trialId } = this.trial;
    for (let found = true; found;) {
      await this.step(async (tx) => {
        const left = await tx.reader.rows<{ id: string }>(
          sql`SELECT t.id AS id FROM incentive_trial_row AS t WHERE t.trialId = ${trialId} LIMIT ${raw('500')}`,
        );
        found = left.length > 0;
        if (found) await tx.execute(sql`DELETE FROM incentive_trial_row WHERE id IN (${left.map(({ id }) => id)})`);
      });
    }
    let waiting: SchemeImpact[] = [];
    const write = (chunk: readonly SchemeImpact[]) =>
      this.step(async (tx) => {
        await tx.appendAll(
          IncentiveTrialRow,
          chunk.map((row) => storedOf(trialId, row)),
        );
      });
    for (const row of rows) {
      if (waiting.push(row) < rowsOfAStep) continue;
      await write(waiting);
      waiting = [];
    }
    if (waiting.length > 0) await write(waiting);
    await this.step((tx, trial) => {
      trial.factsCounted = trial.factsTotal!;
      return Promise.resolve(end(tx, trial, trialActions.finish, null));
    });
  }

  /** One step, based on the version that the last one left: another process that has taken over makes it fail. */
  private async step(work: (tx: Transaction, trial: IncentiveTrial) => Promise<unknown>): Promise<void> {
    const command = { viewer: system, action: 'incentiveTrialRun', requestId: this.trial.id };
    this.trial = await this.database.transaction(command, async (tx) => {
      const trial = await tx.require(IncentiveTrial, this.trial.id, { version: this.trial.version });
      await work(tx, trial);
      // Steps that follow each other quickly need no history.
      if (performance.now() - this.savedAt < saveEveryMilliseconds) await tx.hold(trial);
      else trial.heldUntil = this.lease.end();
      return tx.save(trial);
    });
    if (performance.now() - this.savedAt >= saveEveryMilliseconds) this.savedAt = performance.now();
  }
}

/** Ends a trial: its lease is over, and its user may start another. */
export function end(tx: Transaction, trial: IncentiveTrial, action: TrialAction, failureReason: string | null): void {
  trial.status = trialLifecycle.next(trial.status, action);
  Object.assign(trial, { openKey: null, holder: null, heldUntil: null, finishedAt: tx.clock.now(), failureReason });
  tx.record(facts.incentiveTrialEnded, trial, { status: trial.status });
}

function storedOf(trialId: IncentiveTrial['id'], { id: rowKey, inForce, tried, evidence, ...row }: SchemeImpact) {
  const { partnerId, ruleCode, ruleLabel, currencyCode, moreEvidence } = row;
  return {
    ...{ trialId, rowKey, partnerId, ruleCode, ruleLabel, currencyCode, moreEvidence },
    ...{ inForce: inForce.toFixed(), tried: tried.toFixed(), isDifferent: !inForce.eq(tried) },
    evidence: evidence.map((each) => ({ ...each, occurredAt: each.occurredAt.toISOString() })),
  };
}
