import type { StoredClass } from '../../../shared/database/record';
import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { ChangeOrder } from '../../sow';
import { Project } from '../../projects';
import { Incident } from './incident.entity';
import type { RegisterEntry } from './register.entity';
import { Requirement } from './requirement.entity';
import { Risk } from './risk.entity';

export const relations = [
  ...([Risk, Requirement, Incident] as StoredClass<RegisterEntry>[]).flatMap((entry) => [
    belongsTo(entry, 'project', () => Project, { key: 'projectId', description: 'Which project it is about.' }),
    belongsTo(entry, 'partner', () => Partner, {
      key: 'partnerId',
      nullable: true,
      description: "The partner that it concerns; null where it is the vendor's own.",
    }),
  ]),

  belongsTo(Risk, 'owner', () => User, {
    key: 'ownerId',
    nullable: true,
    description: 'Who watches it; null where you may not see them.',
  }),
  belongsTo(Requirement, 'recordedBy', () => User, {
    key: 'recordedById',
    nullable: true,
    description: 'Who recorded it; null where you may not see them.',
  }),
  belongsTo(Requirement, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'Who decided; null before, and where you may not see them.',
  }),
  belongsTo(Requirement, 'changeOrder', () => ChangeOrder, {
    key: 'changeOrderId',
    nullable: true,
    description: 'The change order by which it is agreed; null until that is drafted.',
  }),
  belongsTo(Incident, 'openedBy', () => User, {
    key: 'openedById',
    nullable: true,
    description: 'Who recorded it; null where you may not see them.',
  }),

  hasPages(Project, 'risks', () => Risk, {
    key: 'projectId',
    orderBy: [{ column: 'createdAt' }],
    description: "What may happen to it, oldest first; for a partner's people what concerns their firm.",
  }),
  hasPages(Project, 'requirements', () => Requirement, {
    key: 'projectId',
    orderBy: [{ column: 'createdAt' }],
    description: "What was wanted of it on the way, oldest first; for a partner's people what concerns their firm.",
  }),
  hasPages(Project, 'incidents', () => Incident, {
    key: 'projectId',
    orderBy: [{ column: 'openedAt' }],
    description: "What went wrong in it, oldest first; for a partner's people what concerns their firm.",
  }),
];
