import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { managesTheProject } from '../../projects';
import { PlaybookImprovement } from './playbook-improvement.entity';
import { StandardisationDecision } from './standardisation-decision.entity';
import { offeringActions, playbookImprovementActions } from './standards.actions';

export const policy = new Policy();

policy.allow(offeringActions.standardise).to(Role.ECOSYSTEM_MANAGER);

policy
  .allow(playbookImprovementActions.propose)
  .to(Role.PROJECT_MANAGER)
  .when((viewer, { project, onProject }) => managesTheProject(viewer, project) || onProject);
policy
  .allow(playbookImprovementActions.propose)
  .to(Role.CONSULTANT, Role.MENTOR)
  .when((_viewer, { onProject }) => onProject);
// Partner users find only the projects that their firm is staffed on.
policy.allow(playbookImprovementActions.propose).to(Role.PARTNER_ADMIN, Role.PARTNER_MEMBER);

policy
  .allow(playbookImprovementActions.accept, playbookImprovementActions.reject, playbookImprovementActions.release)
  .to(Role.ECOSYSTEM_MANAGER);
policy
  .allow(playbookImprovementActions.update, playbookImprovementActions.withdraw)
  .toSignedIn()
  .when((viewer, { proposedById }) => viewer.userId === proposedById);
policy
  .forbid(playbookImprovementActions.accept, playbookImprovementActions.reject, playbookImprovementActions.release)
  .when(
    (viewer, { proposedById }) => viewer.userId !== null && viewer.userId === proposedById,
    'own-act',
    'You cannot decide on your own proposal.',
  );

policy
  .show(PlaybookImprovement)
  .toStaff()
  .toPartners((viewer) => sql`${column<PlaybookImprovement>('partnerId')} = ${viewer.partnerId}`);
// It reveals who the customers are, and how many.
policy.show(StandardisationDecision).toStaff();
