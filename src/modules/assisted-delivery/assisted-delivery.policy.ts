import { Policy } from '../../shared/access/policy';
import { partnerRoles, Role, type Viewer } from '../../shared/access/viewer';
import { column, sql } from '../../shared/database/sql';
import { User } from '../identity';
import {
  assistedDeliveryActions,
  mentorLoadActions,
  type OnProject,
  partnerMatchesActions,
} from './assisted-delivery.actions';
import { AssistedDelivery } from './assisted-delivery.entity';
import { EvaluationComment } from './evaluation-comment.entity';
import { Evaluation } from './evaluation.entity';
import { MentorAssignment } from './mentor-assignment.entity';

export const policy = new Policy();

const isTheMentor = (viewer: Viewer, { delivery }: OnProject) =>
  delivery !== null && viewer.userId === delivery.mentorId;
const managesTheProject = (viewer: Viewer, { project }: OnProject) =>
  project !== null && viewer.userId === project.managerId;

const arranging = [assistedDeliveryActions.plan, assistedDeliveryActions.extend, assistedDeliveryActions.reassign];
policy.allow(...arranging).to(Role.ECOSYSTEM_MANAGER);
policy
  .allow(...arranging)
  .to(Role.PROJECT_MANAGER)
  .when(managesTheProject);
policy
  .allow(
    assistedDeliveryActions.start,
    assistedDeliveryActions.extend,
    assistedDeliveryActions.evaluate,
    assistedDeliveryActions.conclude,
  )
  .to(Role.MENTOR)
  .when(isTheMentor);
policy
  .forbid(assistedDeliveryActions.evaluate, assistedDeliveryActions.conclude)
  .when(
    (viewer, subject) => !isTheMentor(viewer, subject),
    'mentor-only',
    'Only the mentor of the delivery can evaluate and conclude it.',
  );

policy.allow(assistedDeliveryActions.comment).to(Role.PARTNER_ADMIN, Role.PARTNER_MEMBER);
policy
  .forbid(assistedDeliveryActions.comment)
  .when(
    (viewer, evaluation) => viewer.partnerId !== evaluation.partnerId,
    'partner-only',
    "Only the partner's own users can comment on its evaluations.",
  );

policy
  .allow(mentorLoadActions.show, partnerMatchesActions.show)
  .to(...Object.values(Role).filter((role) => !partnerRoles.includes(role)));

const ownFirm = (viewer: Viewer) =>
  sql`${column<AssistedDelivery | Evaluation | EvaluationComment | MentorAssignment>('partnerId')} = ${viewer.partnerId}`;
policy.show(AssistedDelivery).toStaff().toPartners(ownFirm);
policy.show(Evaluation).toStaff().toPartners(ownFirm);
policy.show(EvaluationComment).toStaff().toPartners(ownFirm);
policy.show(MentorAssignment).toStaff().toPartners(ownFirm);
// A partner knows its current and former mentors.
policy
  .show(User)
  .toPartners(
    (viewer) =>
      sql`${column<User>('id')} IN (SELECT named.mentorId FROM mentor_assignment AS named WHERE named.partnerId = ${viewer.partnerId})`,
  );
