import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError } from '../../../shared/domain/errors';
import { Project } from '../projects/project.entity';
import { Incident } from './incident.entity';
import { type IncidentAction, incidentLifecycle } from './incident.lifecycle';
import { isWithin, minutesBetween, usualTargets } from './incident-targets.formula';
import { inRegister, newEntry } from './register.service';
import * as facts from './registers.facts';
import type { IncidentOpenInput, IncidentResolveInput, IncidentRespondInput } from './registers.inputs';

export async function open(tx: Transaction, input: IncidentOpenInput): Promise<Incident> {
  const { common } = await newEntry(tx, 'incident.open', input);
  const severity = input.severity as keyof typeof usualTargets;
  const openedAt = momentOf(tx, input.openedAt, null, ['input', 'openedAt']);
  const usual = usualTargets[severity];
  const responseTargetMinutes = input.responseTargetMinutes ?? usual.responseMinutes;
  const resolutionTargetMinutes = input.resolutionTargetMinutes ?? usual.resolutionMinutes;
  if (resolutionTargetMinutes < responseTargetMinutes) {
    throw new InvalidInputError('It is not to be resolved before somebody is to respond.', [
      'input',
      'resolutionTargetMinutes',
    ]);
  }
  const incident = await tx.insert(Incident, {
    ...common,
    severity,
    openedAt,
    openedById: tx.viewer.userId!,
    responseTargetMinutes,
    resolutionTargetMinutes,
    status: incidentLifecycle.initial,
    respondedAt: null,
    resolvedAt: null,
    resolution: null,
    rootCause: null,
  });
  tx.state(facts.incidentOpened, incident, { ...whose(incident), severity });
  return incident;
}

export async function respond(
  tx: Transaction,
  id: string,
  version: number,
  input: IncidentRespondInput,
): Promise<Incident> {
  const { incident } = await find(tx, id, version, 'respond');
  const respondedAt = momentOf(tx, input.respondedAt, incident.openedAt, ['input', 'respondedAt']);
  await tx.save(Object.assign(incident, { respondedAt }));
  tx.state(facts.incidentResponded, incident, {
    ...whose(incident),
    severity: incident.severity,
    minutes: minutesBetween(incident.openedAt, respondedAt),
    withinTarget: isWithin(incident.openedAt, respondedAt, incident.responseTargetMinutes, respondedAt)!,
  });
  return incident;
}

export async function resolve(
  tx: Transaction,
  id: string,
  version: number,
  input: IncidentResolveInput,
): Promise<Incident> {
  const { incident, from } = await find(tx, id, version, 'resolve');
  const { resolution, rootCause } = input;
  const earliest = incident.respondedAt ?? incident.openedAt;
  const resolvedAt = momentOf(tx, input.resolvedAt, earliest, ['input', 'resolvedAt']);
  const respondedAt = incident.respondedAt ?? resolvedAt;
  await tx.save(Object.assign(incident, { resolvedAt, respondedAt, resolution, rootCause }));
  tx.state(facts.incidentResolved, incident, {
    ...whose(incident),
    severity: incident.severity,
    minutes: minutesBetween(incident.openedAt, resolvedAt),
    withinTarget: isWithin(incident.openedAt, resolvedAt, incident.resolutionTargetMinutes, resolvedAt)!,
    from,
  });
  return incident;
}

async function find(tx: Transaction, id: string, version: number, action: IncidentAction) {
  const incident = await tx.require(Incident, id, { version });
  const project = await tx.load(Project, incident.projectId);
  tx.assert(`incident.${action}`, await inRegister(tx.reader, tx.viewer, incident, project));
  const from = incident.status;
  incident.status = incidentLifecycle.next(from, action);
  return { incident, from };
}

/** When it happened: now unless it is said, never in the future, nor before what came before. */
function momentOf(tx: Transaction, given: Date | null | undefined, earliest: Date | null, field: string[]): Date {
  const now = tx.clock.now();
  const moment = given ?? now;
  if (moment > now) throw new InvalidInputError('This moment is in the future.', field);
  if (earliest && moment < earliest) {
    throw new InvalidInputError(`It cannot have been before ${earliest.toISOString()}.`, field);
  }
  return moment;
}

const whose = ({ projectId, partnerId }: Incident) => ({ projectId, partnerId });
