import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { Playbook } from '../../catalog';
import { StatementOfWork } from '../content/sow.entity';

export const relations = [
  belongsTo(StatementOfWork, 'playbook', () => Playbook, {
    key: 'playbookId',
    nullable: true,
    description: 'The playbook that it was made from; null where it was written by hand.',
  }),
  hasPages(Playbook, 'statementsOfWork', () => StatementOfWork, {
    key: 'playbookId',
    description:
      'The statements of work that were made from it, oldest first; for partner roles those of their projects.',
  }),
];
