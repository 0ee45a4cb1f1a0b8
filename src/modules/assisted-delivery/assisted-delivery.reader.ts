import type { Reader } from '../../shared/database/reader';
import { agreementOn } from '../sow';
import { Project, ProjectStatus } from '../projects';
import { Qualification, QualificationStage } from '../partners';
import type { AssistedDelivery } from './assisted-delivery.entity';
import type { AssistedDeliveryConditions } from './assisted-delivery.lifecycle';

/**
 * The conditions of an assisted delivery's steps. Batched: one statement per relation for all that ask in the same
 * tick.
 */
export async function gatherConditions(
  reader: Reader,
  delivery: AssistedDelivery,
): Promise<AssistedDeliveryConditions> {
  const [project, qualification, { signed, deliverablesOpen }] = await Promise.all([
    reader.byId(Project, delivery.projectId),
    reader.byId(Qualification, delivery.qualificationId),
    agreementOn(reader, delivery.projectId),
  ]);
  const accepted = project?.status === ProjectStatus.ACCEPTANCE && signed && deliverablesOpen.length === 0;
  return {
    qualificationAssisted: qualification?.stage === QualificationStage.ASSISTED,
    projectActive: project?.status === ProjectStatus.ACTIVE,
    projectAccepted: project?.status === ProjectStatus.CLOSED || accepted,
    milestonesToEvaluate: delivery.plan.length - delivery.evaluatedMilestones,
  };
}
