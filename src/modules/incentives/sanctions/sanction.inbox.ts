import { byAnother, inboxOf, type InboxSection } from '../../../shared/access/inbox';
import { hasRole, Role, type Viewer } from '../../../shared/access/viewer';
import { column, or, type Sql, sql } from '../../../shared/database/sql';
import { ItemOwner } from '../../partners';
import { CorrectiveAction } from './corrective-action.entity';
import { CorrectiveActionStatus } from './corrective-action.lifecycle';
import { correctiveActionActions, sanctionActions } from './sanction.actions';
import { Sanction } from './sanction.entity';
import { SanctionStatus } from './sanction.lifecycle';

const { PROPOSED, IN_FORCE } = SanctionStatus;

const isOpen = sql`EXISTS (SELECT 1 FROM sanction AS its WHERE its.id = ${column<CorrectiveAction>('sanctionId')}
  AND its.status IN (${[PROPOSED, IN_FORCE]}))`;

/** The actions that the viewer completes: those assigned to them, and those of their side that nobody is assigned to. */
function actionsOf(viewer: Viewer): Sql {
  const ofSide = (owner: ItemOwner) =>
    sql`${column<CorrectiveAction>('assigneeId')} IS NULL AND ${column<CorrectiveAction>('ownedBy')} = ${owner}`;
  const parts = [sql`${column<CorrectiveAction>('assigneeId')} = ${viewer.userId}`];
  if (hasRole(viewer, Role.ECOSYSTEM_MANAGER, Role.ADMIN)) parts.push(ofSide(ItemOwner.VENDOR));
  if (hasRole(viewer, Role.PARTNER_ADMIN)) parts.push(ofSide(ItemOwner.PARTNER));
  return or(parts);
}

export const inbox: InboxSection[] = [
  inboxOf(Sanction, {
    kind: 'SANCTION_TO_ANSWER',
    description: 'A sanction against your firm is proposed. You can answer until the due day.',
    settledBy: sanctionActions.answer,
    since: 'createdAt',
    due: 'responseDueOn',
    waitingFor: ({ partnerId }) => sql`${column<Sanction>('status')} = ${PROPOSED}
      AND ${column<Sanction>('partnerId')} = ${partnerId} AND ${column<Sanction>('answer')} IS NULL`,
  }),
  inboxOf(Sanction, {
    kind: 'SANCTION_TO_DECIDE',
    description: 'A proposed sanction whose response period is over, or that has none.',
    settledBy: sanctionActions.impose,
    since: 'createdAt',
    waitingFor: (viewer, today) => sql`${column<Sanction>('status')} = ${PROPOSED}
      AND (${column<Sanction>('responseDueOn')} IS NULL OR ${column<Sanction>('responseDueOn')} < ${today})
      AND ${byAnother<Sanction>('proposedById', viewer)} AND ${byAnother<Sanction>('changedById', viewer)}`,
  }),
  inboxOf(CorrectiveAction, {
    kind: 'CORRECTIVE_ACTION_TO_COMPLETE',
    description: 'An action of a corrective plan that you or your side carries out.',
    settledBy: correctiveActionActions.complete,
    since: 'createdAt',
    due: 'dueOn',
    waitingFor: (viewer) => sql`${column<CorrectiveAction>('status')} = ${CorrectiveActionStatus.OPEN}
      AND ${actionsOf(viewer)} AND ${isOpen}`,
  }),
  inboxOf(CorrectiveAction, {
    kind: 'CORRECTIVE_ACTION_TO_CONFIRM',
    description: 'An action of a corrective plan is reported as done.',
    settledBy: correctiveActionActions.confirm,
    since: 'completedAt',
    due: 'dueOn',
    waitingFor: (viewer) => sql`${column<CorrectiveAction>('status')} = ${CorrectiveActionStatus.DONE}
      AND ${byAnother<CorrectiveAction>('completedById', viewer)} AND ${isOpen}`,
  }),
];
