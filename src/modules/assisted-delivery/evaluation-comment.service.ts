import type { Transaction } from '../../shared/database/transaction';
import { assistedDeliveryActions } from './assisted-delivery.actions';
import { AssistedDelivery } from './assisted-delivery.entity';
import * as facts from './assisted-delivery.facts';
import { EvaluationComment } from './evaluation-comment.entity';
import { Evaluation } from './evaluation.entity';

/** A partner may comment on its evaluations at any time, even after the delivery has ended. */
export async function comment(tx: Transaction, evaluationId: string, text: string): Promise<EvaluationComment> {
  const evaluation = await tx.require(Evaluation, evaluationId, { field: ['evaluationId'] });
  tx.assert(assistedDeliveryActions.comment, evaluation);
  const delivery = await tx.load(AssistedDelivery, evaluation.assistedDeliveryId);
  const written = await tx.append(EvaluationComment, {
    evaluationId: evaluation.id,
    assistedDeliveryId: delivery.id,
    partnerId: delivery.partnerId,
    authorId: tx.viewer.userId!,
    text,
    at: tx.clock.now(),
  });
  tx.record(facts.evaluationCommented, delivery, {
    projectId: delivery.projectId,
    evaluationId: evaluation.id,
    commentId: written.id,
  });
  return written;
}
