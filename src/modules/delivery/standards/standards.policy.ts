import { Role, type Viewer } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { policy } from '../delivery.policy';
import type { Project } from '../projects/project.entity';
import { managesTheProject } from '../projects/projects.policy';
import { PlaybookImprovement } from './playbook-improvement.entity';
import { StandardisationDecision } from './standardisation-decision.entity';

/** What a proposal is asked of: the project, and whether the person is allocated to it or accompanies a partner on it. */
export interface ProposerOnProject {
  project: Project;
  onProject: boolean;
}

policy.allow('offering.standardise').to(Role.ECOSYSTEM_MANAGER);

policy
  .allow('playbookImprovement.propose')
  .to(Role.PROJECT_MANAGER)
  .when((viewer: Viewer, { project, onProject }: ProposerOnProject) => managesTheProject(viewer, project) || onProject);
policy
  .allow('playbookImprovement.propose')
  .to(Role.CONSULTANT, Role.MENTOR)
  .when((_viewer: Viewer, { onProject }: ProposerOnProject) => onProject);
// A partner's people find no other project than those that their firm is staffed on.
policy.allow('playbookImprovement.propose').to(Role.PARTNER_ADMIN, Role.PARTNER_MEMBER);

policy
  .allow('playbookImprovement.accept', 'playbookImprovement.reject', 'playbookImprovement.release')
  .to(Role.ECOSYSTEM_MANAGER);
policy
  .allow('playbookImprovement.update', 'playbookImprovement.withdraw')
  .toSignedIn()
  .when((viewer: Viewer, { proposedById }: PlaybookImprovement) => viewer.userId === proposedById);
policy
  .forbid('playbookImprovement.accept', 'playbookImprovement.reject', 'playbookImprovement.release')
  .when(
    (viewer: Viewer, { proposedById }: PlaybookImprovement) => viewer.userId !== null && viewer.userId === proposedById,
    'own-act',
    'Nobody decides on their own proposal.',
  );

policy
  .show(PlaybookImprovement)
  .toStaff()
  .toPartners((viewer) => sql`${column('partnerId')} = ${viewer.partnerId}`);
// It carries who the customers are, and how many.
policy.show(StandardisationDecision).toStaff();
