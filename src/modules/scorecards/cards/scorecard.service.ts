import type { Transaction } from '../../../shared/database/transaction';
import type { PlainDate } from '../../../shared/domain/dates';
import { decimal } from '../../../shared/domain/decimal';
import { RuleViolationError } from '../../../shared/domain/errors';
import { groupedBy } from '../../../shared/domain/groups';
import { partnerScoreService } from '../../partners';
import { scorePeriods } from '../definitions/criteria.reader';
import { ScorecardDefinition } from '../definitions/definition.entity';
import { maxPageSize } from '../../../shared/database/page';
import { scorecardDefinitionActions } from '../definitions/definition.actions';
import { scorecardActions } from './scorecard.actions';
import { Scorecard } from './scorecard.entity';
import * as facts from './scorecard.facts';
import { type ScorecardConditions, scorecardLifecycle, ScorecardStatus } from './scorecard.lifecycle';
import { gatherEarlier, readyToPublish, unpublishedBefore } from './scorecard.reader';

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
      tx.record(facts.scorecardComputed, card, toldOf(card));
    }
    await tx.saveAll(ruled);
  }
}

/** Freezes a computed card, and keeps its overall score with the partner. */
export async function publish(tx: Transaction, id: string, version: number): Promise<Scorecard> {
  const card = await tx.require(Scorecard, id, { version });
  tx.assert(scorecardActions.publish, card);
  await publishAll(tx, await tx.load(ScorecardDefinition, card.definitionId), [card]);
  return card;
}

/**
 * Publishes the computed cards of one period whose earlier cards are published, up to a page of them. Cards that remain
 * are left to the next call.
 */
export async function publishPeriod(tx: Transaction, id: string, startsOn: PlainDate): Promise<ScorecardDefinition> {
  const definition = await tx.require(ScorecardDefinition, id);
  tx.assert(scorecardDefinitionActions.publishCards, definition);
  const ready = { definitionId: definition.id, startsOn, status: ScorecardStatus.COMPUTED, and: [readyToPublish] };
  const page = await tx.reader.page(Scorecard, { first: maxPageSize }, ready, [{ column: 'id' }]);
  if (page.nodes.length === 0) {
    throw new RuleViolationError(
      'nothing-to-publish',
      `No computed scorecard of the period from ${startsOn} can be published.`,
      [],
      ['startsOn'],
    );
  }
  await publishAll(tx, definition, await tx.list(Scorecard, { id: page.nodes.map((card) => card.id) }));
  return definition;
}

async function publishAll(
  tx: Transaction,
  definition: ScorecardDefinition,
  cards: readonly Scorecard[],
): Promise<void> {
  // Earlier cards may have been computed again since these were.
  const earlier = await gatherEarlier(tx.reader, cards);
  // Read together: one statement for all.
  const unpublished = await Promise.all(cards.map((card) => unpublishedBefore(tx.reader, card)));
  for (const [index, card] of cards.entries()) {
    const conditions = { ...conditionsOf(tx, card), unpublishedBefore: unpublished[index] ?? null };
    const status = scorecardLifecycle.next(card.status, scorecardActions.publish, conditions);
    const total = card.exactTotal === null ? null : decimal(card.exactTotal);
    const { overall, standing } = earlier.judge(card, total, definition);
    const publishing = { status, overall, standing, publishedAt: tx.clock.now(), publishedById: tx.viewer.userId };
    Object.assign(card, publishing);
    tx.record(facts.scorecardPublished, card, toldOf(card));
  }
  await tx.saveAll(cards);
  await partnerScoreService.keepAll(tx, cards);
}

/** For a step that does not depend on earlier cards. */
function conditionsOf(tx: Transaction, { endsOn }: Scorecard): ScorecardConditions {
  return { endsOn, today: tx.clock.today(), unpublishedBefore: null };
}

function toldOf({ partnerId, startsOn, endsOn, overall, standing }: Scorecard) {
  return { partnerId, startsOn, endsOn, overall: overall?.toFixed() ?? null, standing };
}
