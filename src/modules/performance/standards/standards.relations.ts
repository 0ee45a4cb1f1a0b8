import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { Playbook, ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import { PlaybookImprovement } from './playbook-improvement.entity';
import { StandardisationDecision } from './standardisation-decision.entity';

const newestFirst = [{ column: 'createdAt', direction: 'DESC' as const }];
const whose = 'partner users see those of their own firm';

export const relations = [
  belongsTo(StandardisationDecision, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'The offering that was decided on.',
  }),
  belongsTo(StandardisationDecision, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'The person who decided; null if unknown.',
  }),
  hasPages(ServiceOffering, 'standardisationDecisions', () => StandardisationDecision, {
    key: 'offeringId',
    orderBy: [{ column: 'decidedAt', direction: 'DESC' }],
    description: 'The decisions on its standardisation, newest first; empty for partner roles.',
  }),

  belongsTo(PlaybookImprovement, 'project', () => Project, {
    key: 'projectId',
    nullable: true,
    description: 'The project that it comes from; null if you may not see it.',
  }),
  belongsTo(PlaybookImprovement, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'The offering whose playbook it is for.',
  }),
  belongsTo(PlaybookImprovement, 'playbook', () => Playbook, {
    key: 'playbookId',
    nullable: true,
    description: 'The playbook that the project followed; null if none was named.',
  }),
  belongsTo(PlaybookImprovement, 'releasedIn', () => Playbook, {
    key: 'releasedInId',
    nullable: true,
    description: 'The playbook that it was released in; null before that.',
  }),
  belongsTo(PlaybookImprovement, 'proposedBy', () => User, {
    key: 'proposedById',
    nullable: true,
    description: 'The person who proposed it; null if you may not see them.',
  }),
  belongsTo(PlaybookImprovement, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: "The proposer's firm; null for the vendor's staff.",
  }),
  belongsTo(PlaybookImprovement, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'The person who accepted or rejected it; null before that, and if you may not see them.',
  }),

  hasPages(Project, 'playbookImprovements', () => PlaybookImprovement, {
    key: 'projectId',
    orderBy: newestFirst,
    description: `The project's lessons proposed for playbooks, newest first; ${whose}.`,
  }),
  hasPages(ServiceOffering, 'playbookImprovements', () => PlaybookImprovement, {
    key: 'offeringId',
    orderBy: newestFirst,
    description: `The lessons from projects proposed for its playbook, newest first; ${whose}.`,
  }),
];
