import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../projects/project.entity';
import { ScopeItem } from '../sow/sow-parts.entity';
import { Expense } from './expense.entity';

belongsTo(Expense, 'project', () => Project, { key: 'projectId', description: 'For which project.' });
belongsTo(Expense, 'user', () => User, { key: 'userId', description: 'Who spent it.' });
belongsTo(Expense, 'partner', () => Partner, {
  key: 'partnerId',
  nullable: true,
  description: "The person's firm; null for the vendor's staff.",
});
belongsTo(Expense, 'scopeItem', () => ScopeItem, {
  key: 'scopeItemId',
  nullable: true,
  description: 'For which item of its scope; null where for the whole.',
});
belongsTo(Expense, 'decidedBy', () => User, {
  key: 'decidedById',
  nullable: true,
  description: 'Who approved or rejected it; null before, and where you may not see them.',
});
hasPages(Project, 'expenses', () => Expense, {
  key: 'projectId',
  orderBy: [{ column: 'spentOn' }],
  description:
    "The money spent on it beside time, by day; of a partner's people a member sees their own, the administrator the firm's.",
});
