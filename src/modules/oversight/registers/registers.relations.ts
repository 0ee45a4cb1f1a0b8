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
    belongsTo(entry, 'project', () => Project, {
      key: 'projectId',
      description: 'The project that the entry belongs to.',
    }),
    belongsTo(entry, 'partner', () => Partner, {
      key: 'partnerId',
      nullable: true,
      description: 'The partner that it concerns; null if it is vendor-internal.',
    }),
  ]),

  belongsTo(Risk, 'owner', () => User, {
    key: 'ownerId',
    nullable: true,
    description: 'The owner of the risk; null if you may not see them.',
  }),
  belongsTo(Requirement, 'recordedBy', () => User, {
    key: 'recordedById',
    nullable: true,
    description: 'The user who recorded it; null if you may not see them.',
  }),
  belongsTo(Requirement, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'The user who decided; null before that, and if you may not see them.',
  }),
  belongsTo(Requirement, 'changeOrder', () => ChangeOrder, {
    key: 'changeOrderId',
    nullable: true,
    description: 'The change order that adds it; null until that is drafted.',
  }),
  belongsTo(Incident, 'openedBy', () => User, {
    key: 'openedById',
    nullable: true,
    description: 'The user who recorded it; null if you may not see them.',
  }),

  hasPages(Project, 'risks', () => Risk, {
    key: 'projectId',
    orderBy: [{ column: 'createdAt' }],
    description: "The project's risks, oldest first; for partner users, those that concern their firm.",
  }),
  hasPages(Project, 'requirements', () => Requirement, {
    key: 'projectId',
    orderBy: [{ column: 'createdAt' }],
    description:
      'The requirements that came up during the project, oldest first; for partner users, those that concern their firm.',
  }),
  hasPages(Project, 'incidents', () => Incident, {
    key: 'projectId',
    orderBy: [{ column: 'openedAt' }],
    description: "The project's incidents, oldest first; for partner users, those that concern their firm.",
  }),
];
