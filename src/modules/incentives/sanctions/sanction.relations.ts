import { belongsTo, hasMany, hasPages } from '../../../shared/graphql/relations';
import { ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { CorrectiveAction } from './corrective-action.entity';
import { Sanction } from './sanction.entity';

const person = (key: keyof Sanction & string, name: string, description: string) =>
  belongsTo(Sanction, name, () => User, { key, nullable: true, description });
const doer = (key: keyof CorrectiveAction & string, name: string, description: string) =>
  belongsTo(CorrectiveAction, name, () => User, { key, nullable: true, description });

export const relations = [
  belongsTo(Sanction, 'partner', () => Partner, { key: 'partnerId', description: 'The partner that it is against.' }),
  belongsTo(Sanction, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    nullable: true,
    description: 'The service offering that it is limited to; null if it concerns all.',
  }),
  person('proposedById', 'proposedBy', 'The user who proposed it; null for the system, and if you may not see them.'),
  person('answeredById', 'answeredBy', 'The user who answered for the partner; null without an answer.'),
  person('imposedById', 'imposedBy', 'The user who decided on it; null before that, and if you may not see them.'),
  person(
    'endedById',
    'endedBy',
    'The user who ended it; null before that, for the system, and if you may not see them.',
  ),
  hasMany(Sanction, 'correctiveActions', () => CorrectiveAction, {
    key: 'sanctionId',
    orderBy: [{ column: 'dueOn' }, { column: 'id' }],
    description: 'The corrective plan, by due date.',
  }),
  hasPages(Partner, 'sanctions', () => Sanction, {
    key: 'partnerId',
    orderBy: [{ column: 'createdAt', direction: 'DESC' }],
    description:
      'The sanctions against the partner, newest first; for partner roles, only its administrators see them.',
  }),
  belongsTo(CorrectiveAction, 'sanction', () => Sanction, {
    key: 'sanctionId',
    nullable: true,
    description: 'The sanction that it leads out of; null if you may not see it.',
  }),
  belongsTo(CorrectiveAction, 'partner', () => Partner, {
    key: 'partnerId',
    description: 'The partner that the sanction is against.',
  }),
  doer('assigneeId', 'assignee', 'The user who does it; null if the side decides, and if you may not see them.'),
  doer('completedById', 'completedBy', 'The user who completed it; null before that, and if you may not see them.'),
  doer(
    'decidedById',
    'decidedBy',
    'The user who last confirmed, sent back or dropped it; null if you may not see them.',
  ),
];
