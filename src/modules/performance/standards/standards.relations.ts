import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { Playbook, ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import { PlaybookImprovement } from './playbook-improvement.entity';
import { StandardisationDecision } from './standardisation-decision.entity';

const newestFirst = [{ column: 'createdAt', direction: 'DESC' as const }];
const whose = "for a partner's people those of their own firm";

export const relations = [
  belongsTo(StandardisationDecision, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'What was decided on.',
  }),
  belongsTo(StandardisationDecision, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'Who decided; null where nobody is named.',
  }),
  hasPages(ServiceOffering, 'standardisationDecisions', () => StandardisationDecision, {
    key: 'offeringId',
    orderBy: [{ column: 'decidedAt', direction: 'DESC' }],
    description: 'How its standardisation went step by step, newest first; empty for partner roles.',
  }),

  belongsTo(PlaybookImprovement, 'project', () => Project, {
    key: 'projectId',
    nullable: true,
    description: 'What taught it; null where you may not see it.',
  }),
  belongsTo(PlaybookImprovement, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'Whose playbook it is for.',
  }),
  belongsTo(PlaybookImprovement, 'playbook', () => Playbook, {
    key: 'playbookId',
    nullable: true,
    description: 'What the project went by; null where none is named.',
  }),
  belongsTo(PlaybookImprovement, 'releasedIn', () => Playbook, {
    key: 'releasedInId',
    nullable: true,
    description: 'The playbook that it was released in; null before.',
  }),
  belongsTo(PlaybookImprovement, 'proposedBy', () => User, {
    key: 'proposedById',
    nullable: true,
    description: 'Who proposed it; null where you may not see them.',
  }),
  belongsTo(PlaybookImprovement, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: "The proposer's firm; null for the vendor's staff.",
  }),
  belongsTo(PlaybookImprovement, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'Who accepted or rejected it; null before, and where you may not see them.',
  }),

  hasPages(Project, 'playbookImprovements', () => PlaybookImprovement, {
    key: 'projectId',
    orderBy: newestFirst,
    description: `What it taught, proposed for playbooks, newest first; ${whose}.`,
  }),
  hasPages(ServiceOffering, 'playbookImprovements', () => PlaybookImprovement, {
    key: 'offeringId',
    orderBy: newestFirst,
    description: `What projects taught, proposed for its playbook, newest first; ${whose}.`,
  }),
];
