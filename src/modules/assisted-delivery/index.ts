export { AssistedDelivery, PlannedMilestone } from './assisted-delivery.entity';
export * as assistedDeliveryFacts from './assisted-delivery.facts';
export { AssistedDeliveryOutcome } from './assisted-delivery.inputs';
export { AssistedDeliveryStatus } from './assisted-delivery.lifecycle';
export { passedDeliveries } from './assisted-delivery.metrics';
export * as assistedDeliveryService from './assisted-delivery.service';
export * as evaluationCommentService from './evaluation-comment.service';
export { Evaluation } from './evaluation.entity';
export { AssistanceMode } from './evaluation.formula';
