import { actions, actionsOn } from '../../../shared/domain/action';
import type { ServiceOffering } from '../../catalog';
import type { Project } from '../../projects';
import type { PlaybookImprovement } from './playbook-improvement.entity';

/** A project, and whether the person is allocated to it or mentors a partner on it. */
export interface ProposerOnProject {
  project: Project;
  onProject: boolean;
}

export const playbookImprovementActions = {
  ...actionsOn<ProposerOnProject>()('playbookImprovement', 'propose'),
  ...actionsOn<PlaybookImprovement>()('playbookImprovement', 'accept', 'reject', 'release', 'update', 'withdraw'),
};

export const offeringActions = actionsOn<ServiceOffering>()('offering', 'standardise');

/** Standardising an offering raises or lowers its degree. */
export const standardisationActions = actions('standardisation', 'raise', 'lower');
