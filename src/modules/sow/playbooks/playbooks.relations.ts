import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { Playbook } from '../../catalog';
import { StatementOfWork } from '../content/sow.entity';

export const relations = [
  belongsTo(StatementOfWork, 'playbook', () => Playbook, {
    key: 'playbookId',
    nullable: true,
    description: 'The playbook from which it was created; null if it was written by hand.',
  }),
  hasPages(Playbook, 'statementsOfWork', () => StatementOfWork, {
    key: 'playbookId',
    description: 'The statements of work created from it, oldest first; partner users see those of their projects.',
  }),
];
