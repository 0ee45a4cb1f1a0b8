import type { Transaction } from '../../../shared/database/transaction';
import { addDays } from '../../../shared/domain/dates';
import { requireBegun } from '../../../shared/domain/today';
import { requireEvidence } from '../../documents';
import { allianceActions, allianceReviewActions } from './alliance.actions';
import { Alliance } from './alliance.entity';
import * as facts from './alliance.facts';
import type { AllianceReviewDecideInput, AllianceReviewInput } from './alliance.inputs';
import { allianceLifecycle, announcedDays } from './alliance.lifecycle';
import { conditionsOf } from './alliance.reader';
import { countReviewsFrom, findFor, recordStep } from './alliance.service';
import { end } from './alliance-exit.service';
import { AllianceReview, AllianceReviewDecision } from './alliance-review.entity';
import { allianceReviewLifecycle } from './alliance-review.lifecycle';

export async function open(
  tx: Transaction,
  allianceId: string,
  version: number,
  input: AllianceReviewInput,
): Promise<AllianceReview> {
  const alliance = await findFor(tx, allianceId, version, allianceActions.openReview);
  allianceLifecycle.next(alliance.stage, allianceActions.openReview, conditionsOf(alliance));
  const review = await tx.insert(AllianceReview, {
    allianceId: alliance.id,
    status: allianceReviewLifecycle.initial,
    dueOn: alliance.nextReviewOn,
    ...answersOf(tx, input),
    authorIds: [tx.viewer.userId!],
  });
  await tx.save(Object.assign(alliance, { openReviewId: review.id }));
  tx.record(facts.allianceReviewOpened, review, { allianceId: alliance.id });
  return review;
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: AllianceReviewInput,
): Promise<AllianceReview> {
  const review = await tx.require(AllianceReview, id, { version });
  tx.assert(allianceReviewActions.update, review);
  allianceReviewLifecycle.next(review.status, allianceReviewActions.update);
  const authorIds = [...new Set([...review.authorIds, tx.viewer.userId!])];
  await tx.save(Object.assign(review, answersOf(tx, input), { authorIds }));
  tx.record(facts.allianceReviewUpdated, review, { allianceId: review.allianceId });
  return review;
}

function answersOf(tx: Transaction, input: AllianceReviewInput) {
  const { reviewedOn, changesInside, changesOutside, niche, nicheNote, need, needNote } = input;
  requireBegun(tx.clock, reviewedOn, ['input', 'reviewedOn']);
  return { reviewedOn, changesInside, changesOutside, niche, nicheNote, need, needNote };
}

/** Decides on the review, and thereby on the stage of the alliance. */
export async function decide(
  tx: Transaction,
  id: string,
  version: number,
  { decision, reason, documentIds }: AllianceReviewDecideInput,
): Promise<AllianceReview> {
  const review = await tx.require(AllianceReview, id, { version });
  tx.assert(allianceReviewActions.decide, review);
  const status = allianceReviewLifecycle.next(review.status, allianceReviewActions.decide);
  const alliance = await tx.load(Alliance, review.allianceId);
  const documents = await requireEvidence(tx, {}, documentIds);
  const decided = { decision, decisionReason: reason, decidedById: tx.viewer.userId, decidedAt: tx.clock.now() };
  await tx.save(Object.assign(review, { status, ...decided }));
  tx.record(facts.allianceReviewDecided, review, { allianceId: alliance.id, decision, reason });
  alliance.openReviewId = null;
  const reviewId = review.id;
  if (decision === AllianceReviewDecision.EXIT) {
    await end(tx, alliance, { reason, documents, reviewId });
    return review;
  }
  countReviewsFrom(alliance, review.reviewedOn);
  const from = alliance.stage;
  if (decision === AllianceReviewDecision.ADJUST) {
    alliance.stage = allianceLifecycle.next(from, allianceActions.adjust, conditionsOf(alliance));
    tx.record(facts.allianceAdjusted, alliance, { from });
  }
  await tx.save(alliance);
  await recordStep(tx, alliance, { from, reason, documents, reviewId });
  return review;
}

/** Announces, once for each due day, that the next review is due soon, and that it is overdue. */
export async function announce(tx: Transaction, id: string): Promise<boolean> {
  const alliance = await tx.load(Alliance, id);
  const { nextReviewOn: dueOn, reviewDueToldOn, reviewOverdueToldOn } = alliance;
  const today = tx.clock.today();
  if (dueOn === null || dueOn > addDays(today, announcedDays)) return false;
  const isOverdue = dueOn < today;
  if ((isOverdue ? reviewOverdueToldOn : reviewDueToldOn) === dueOn) return false;
  Object.assign(alliance, isOverdue ? { reviewOverdueToldOn: dueOn } : { reviewDueToldOn: dueOn });
  await tx.save(alliance);
  tx.record(isOverdue ? facts.allianceReviewOverdue : facts.allianceReviewDue, alliance, { dueOn });
  return true;
}
