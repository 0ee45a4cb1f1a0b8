import {
  incidentService,
  RaisedBy,
  RequirementDecision,
  requirementService,
  RiskOutcome,
  RiskResponse,
  riskService,
} from '../modules/oversight';
import { Project, ProjectStaffing, ProjectStatus } from '../modules/projects';
import { User } from '../modules/identity';
import { addDays } from '../shared/domain/dates';
import type { Stage } from './stage';

const risks: readonly [title: string, probability: number, impact: number, response: RiskResponse, plan: string][] = [
  ['Key users are not freed for the tests', 4, 4, RiskResponse.REDUCE, 'Names and days agreed with the head of each department.'],
  ['Master data is worse than the sample', 3, 4, RiskResponse.REDUCE, 'A second trial load four weeks before going live.'],
  ['The scanner vendor drops the old protocol', 2, 5, RiskResponse.AVOID, 'Only the new protocol is connected.'],
  ['Travel costs rise', 3, 1, RiskResponse.ACCEPT, ''],
  ['The network of plant 2 is not ready', 5, 5, RiskResponse.TRANSFER, 'The customer answers for it by contract.'],
]; // prettier-ignore

const requirements: readonly [title: string, rootCause: string, decision: RequirementDecision | null][] = [
  ['Delivery notes in two languages', 'The branch abroad was not in the workshops.', RequirementDecision.CHANGE_ORDER],
  ['Approve purchase orders by phone', '', null],
  ['Batch numbers on labels', 'It stands in the agreed process, on page 14.', RequirementDecision.IN_SCOPE],
  ['Forecasts by weather', 'One of the planners saw it at a fair.', RequirementDecision.PRODUCT_PROPOSAL],
  ['Keep the old reports as they are', 'Habit.', RequirementDecision.DECLINED],
];

/** Records risks, requirements and incidents of projects that are active or in acceptance. */
export async function keepRegisters(stage: Stage): Promise<void> {
  const projects = await stage.as(null, 'demo', (tx) =>
    tx.list(Project, { status: [ProjectStatus.ACTIVE, ProjectStatus.ACCEPTANCE] }, [{ column: 'id' }]),
  );
  for (const [index, project] of projects.entries()) {
    const manager = await stage.as(null, 'demo', (tx) => tx.load(User, project.managerId));
    await noteRisks(stage, manager, project, index);
    await noteRequirements(stage, manager, project, index);
    if (index % 2 === 0) await noteIncidents(stage, manager, project, index);
  }
  await stage.settle();
}

async function noteRisks(stage: Stage, manager: User, project: Project, index: number): Promise<void> {
  stage.goTo(addDays(project.activatedOn!, 6));
  await stage.as(manager, 'riskRaise', async (tx) => {
    const [staffing] = await tx.list(ProjectStaffing, { projectId: project.id }, [{ column: 'id' }]);
    for (const [position, [title, probability, impact, response, responsePlan]] of risks.entries()) {
      if ((position + index) % 2 === 0) continue;
      const partnerId = position < 2 ? staffing?.partnerId : null;
      await riskService.raise(tx, {
        projectId: project.id,
        partnerId,
        title,
        description: '',
        probability,
        impact,
        response,
        responsePlan,
        reviewOn: addDays(stage.today, 14),
      });
    }
    const past = await riskService.raise(tx, {
      projectId: project.id,
      title: 'The test system comes late',
      description: 'It hangs on an order of hardware.',
      probability: 3,
      impact: 3,
      response: RiskResponse.REDUCE,
      responsePlan: 'Begin on a shared one.',
    });
    await riskService.close(tx, past.id, past.version, {
      outcome: index % 2 === 0 ? RiskOutcome.AVERTED : RiskOutcome.OCCURRED,
      note: index % 2 === 0 ? 'It came a day early.' : 'Ten days were lost; the plan holds them.',
    });
  });
}

async function noteRequirements(stage: Stage, manager: User, project: Project, index: number): Promise<void> {
  stage.goTo(addDays(project.activatedOn!, 15));
  const [title, rootCause, decision] = requirements[index % requirements.length]!;
  await stage.as(manager, 'requirementRaise', async (tx) => {
    const requirement = await requirementService.raise(tx, {
      projectId: project.id,
      title,
      description: '',
      raisedBy: RaisedBy.CUSTOMER,
      contact: 'Head of logistics',
      rootCause,
    });
    if (decision === null) return;
    const reason = 'Looked at together with the process owner.';
    await requirementService.decide(tx, requirement.id, requirement.version, { decision, reason });
  });
}

async function noteIncidents(stage: Stage, manager: User, project: Project, index: number): Promise<void> {
  stage.goTo(addDays(project.activatedOn!, 20));
  await stage.as(manager, 'incidentOpen', async (tx) => {
    const [staffing] = await tx.list(ProjectStaffing, { projectId: project.id }, [{ column: 'id' }]);
    const incident = await incidentService.open(tx, {
      projectId: project.id,
      partnerId: staffing?.partnerId,
      title: 'No order can be posted',
      description: 'Since the import of this morning.',
      severity: 1 + (index % 4),
      openedAt: new Date(tx.clock.now().getTime() - (40 + 30 * index) * 60_000),
    });
    if (index % 8 === 6) return;
    const responded = await incidentService.respond(tx, incident.id, incident.version, {});
    if (index % 8 === 4) return;
    await incidentService.resolve(tx, responded.id, responded.version, {
      resolution: 'The import was run again with the right units.',
      rootCause: 'The sample had no article without a unit.',
    });
  });
}
