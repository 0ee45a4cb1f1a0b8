import type { Transaction } from '../../../shared/database/transaction';
import { decimal } from '../../../shared/domain/decimal';
import { groupedBy } from '../../../shared/domain/groups';
import { partnerScoreService } from '../../partners';
import { scorePeriods } from '../definitions/criteria.reader';
import { ScorecardDefinition } from '../definitions/definition.entity';
import { scorecardActions } from './scorecard.actions';
import { Scorecard } from './scorecard.entity';
import * as facts from './scorecard.facts';
import { type ScorecardConditions, scorecardLifecycle } from './scorecard.lifecycle';
import { gatherEarlier, unpublishedBefore } from './scorecard.reader';

/** Computes a card from the records as they are known now. The job does this once the period has ended. */
export async function compute(tx: Transaction, id: string, version: number): Promise<Scorecard> {
  const card = await tx.require(Scorecard, id, { version });
  tx.assert(scorecardActions.compute, card);
  await computeAll(tx, [card]);
  return card;
}

/** Computes cards whose period has ended, all together. */
export async function computeAll(tx: Transaction, cards: readonly Scorecard[]): Promise<void> {
  // Oldest first, because an overall score counts the totals of the periods before.
  const batches = [...groupedBy('startsOn', cards)].sort(([one], [other]) => (one < other ? -1 : 1));
  for (const ruled of batches.flatMap(([, together]) => [...groupedBy('definitionId', together).values()])) {
    const definition = await tx.load(ScorecardDefinition, ruled[0]!.definitionId);
    const subjects = ruled.map(({ partnerId, startsOn, endsOn }) => ({ partnerId, from: startsOn, until: endsOn }));
    const { timeZone } = tx.clock;
    const day = { on: tx.clock.today(), timeZone };
    const scores = await scorePeriods(tx.reader, tx.metrics, definition.criteria, subjects, day);
    const earlier = await gatherEarlier(tx.reader, ruled);
    for (const [index, card] of ruled.entries()) {
      const { criteria, total } = scores[index]!;
      const { overall, standing } = earlier.judge(card, total, definition);
      Object.assign(card, {
        status: scorecardLifecycle.next(card.status, scorecardActions.compute, conditionsOf(tx, card)),
        scored: criteria,
        exactTotal: total?.toFixed() ?? null,
        overall,
        standing,
        computedAt: tx.clock.now(),
      });
      await tx.save(card);
      tx.record(facts.scorecardComputed, card, toldOf(card));
    }
  }
}

/** Freezes a computed card, and keeps its overall score with the partner. */
export async function publish(tx: Transaction, id: string, version: number): Promise<Scorecard> {
  const card = await tx.require(Scorecard, id, { version });
  tx.assert(scorecardActions.publish, card);
  const conditions = { ...conditionsOf(tx, card), unpublishedBefore: await unpublishedBefore(tx.reader, card) };
  const status = scorecardLifecycle.next(card.status, scorecardActions.publish, conditions);
  const definition = await tx.load(ScorecardDefinition, card.definitionId);
  // Earlier cards may have been computed again since this one was.
  const earlier = await gatherEarlier(tx.reader, [card]);
  const { overall, standing } = earlier.judge(
    card,
    card.exactTotal === null ? null : decimal(card.exactTotal),
    definition,
  );
  const publishing = { status, overall, standing, publishedAt: tx.clock.now(), publishedById: tx.viewer.userId };
  await tx.save(Object.assign(card, publishing));
  await partnerScoreService.keep(tx, card.partnerId, { overall, standing });
  tx.record(facts.scorecardPublished, card, toldOf(card));
  return card;
}

/** For a step that does not depend on earlier cards. */
function conditionsOf(tx: Transaction, { endsOn }: Scorecard): ScorecardConditions {
  return { endsOn, today: tx.clock.today(), unpublishedBefore: null };
}

function toldOf({ partnerId, startsOn, endsOn, overall, standing }: Scorecard) {
  return { partnerId, startsOn, endsOn, overall: overall?.toFixed() ?? null, standing };
}
