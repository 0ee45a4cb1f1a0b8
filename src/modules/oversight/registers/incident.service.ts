import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError } from '../../../shared/domain/errors';
import { Project } from '../../projects';
import { Incident } from './incident.entity';
import { type IncidentAction, incidentLifecycle } from './incident.lifecycle';
import { isWithin, minutesBetween, usualTargets } from './incident-targets.formula';
import { inRegister, newEntry, partnerOf } from './register.service';
import { incidentActions } from './registers.actions';
import * as facts from './registers.facts';
import type {
  IncidentOpenInput,
  IncidentResolveInput,
  IncidentRespondInput,
  IncidentUpdateInput,
} from './registers.inputs';

export async function open(tx: Transaction, input: IncidentOpenInput): Promise<Incident> {
  const { common } = await newEntry(tx, incidentActions.open, input);
  const severity = input.severity as keyof typeof usualTargets;
  const openedAt = momentOf(tx, input.openedAt, null, ['input', 'openedAt']);
  const { responseMinutes, resolutionMinutes } = usualTargets[severity];
  const incident = await tx.insert(Incident, {
    ...common,
    severity,
    openedAt,
    openedById: tx.viewer.userId!,
    ...targetsIn(input, { responseTargetMinutes: responseMinutes, resolutionTargetMinutes: resolutionMinutes }),
    status: incidentLifecycle.initial,
  });
  tx.record(facts.incidentOpened, incident, { ...whose(incident), severity });
  return incident;
}

/** Replaces the description of an incident that is not resolved. */
export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: IncidentUpdateInput,
): Promise<Incident> {
  const { incident, project } = await find(tx, id, version, incidentActions.update);
  const { title, description, severity } = input;
  const openedAt = input.openedAt ?? incident.openedAt;
  const latest = incident.respondedAt ?? tx.clock.now();
  if (openedAt > latest) {
    throw new InvalidInputError(`The time must not be after ${latest.toISOString()}.`, ['input', 'openedAt']);
  }
  const partnerId = await partnerOf(tx, project, input);
  const targets = targetsIn(input, incident);
  await tx.save(Object.assign(incident, { title, description, severity, openedAt, partnerId, ...targets }));
  tx.record(facts.incidentUpdated, incident, { ...whose(incident), severity });
  return incident;
}

type Targets = Pick<Incident, 'responseTargetMinutes' | 'resolutionTargetMinutes'>;

function targetsIn(input: IncidentUpdateInput, usual: Targets): Targets {
  const responseTargetMinutes = input.responseTargetMinutes ?? usual.responseTargetMinutes;
  const resolutionTargetMinutes = input.resolutionTargetMinutes ?? usual.resolutionTargetMinutes;
  if (resolutionTargetMinutes >= responseTargetMinutes) return { responseTargetMinutes, resolutionTargetMinutes };
  throw new InvalidInputError('The resolution target must not be shorter than the response target.', [
    'input',
    'resolutionTargetMinutes',
  ]);
}

export async function respond(
  tx: Transaction,
  id: string,
  version: number,
  input: IncidentRespondInput,
): Promise<Incident> {
  const { incident } = await find(tx, id, version, incidentActions.respond);
  const respondedAt = momentOf(tx, input.respondedAt, incident.openedAt, ['input', 'respondedAt']);
  await tx.save(Object.assign(incident, { respondedAt }));
  tx.record(facts.incidentResponded, incident, {
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
  const { incident, from } = await find(tx, id, version, incidentActions.resolve);
  const { resolution, rootCause } = input;
  const earliest = incident.respondedAt ?? incident.openedAt;
  const resolvedAt = momentOf(tx, input.resolvedAt, earliest, ['input', 'resolvedAt']);
  const respondedAt = incident.respondedAt ?? resolvedAt;
  await tx.save(Object.assign(incident, { resolvedAt, respondedAt, resolution, rootCause }));
  tx.record(facts.incidentResolved, incident, {
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
  tx.assert(action, await inRegister(tx.reader, tx.viewer, incident, project));
  const from = incident.status;
  incident.status = incidentLifecycle.next(from, action);
  return { incident, project, from };
}

/** The time of an event: now unless given, never in the future, and not before the previous event. */
function momentOf(tx: Transaction, given: Date | null | undefined, earliest: Date | null, field: string[]): Date {
  const now = tx.clock.now();
  const moment = given ?? now;
  if (moment > now) throw new InvalidInputError('The time must not be in the future.', field);
  if (earliest && moment < earliest) {
    throw new InvalidInputError(`The time must not be before ${earliest.toISOString()}.`, field);
  }
  return moment;
}

const whose = ({ projectId, partnerId }: Incident) => ({ projectId, partnerId });
