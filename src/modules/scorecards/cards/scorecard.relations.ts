import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { ScorecardDefinition } from '../definitions/definition.entity';
import { Scorecard } from './scorecard.entity';

export const relations = [
  belongsTo(Scorecard, 'partner', () => Partner, { key: 'partnerId', description: 'The partner that is scored.' }),
  belongsTo(Scorecard, 'definition', () => ScorecardDefinition, {
    key: 'definitionId',
    description: 'The definition that rules its period.',
  }),
  belongsTo(Scorecard, 'publishedBy', () => User, {
    key: 'publishedById',
    nullable: true,
    description: 'The user who published it; null before that, and for partner roles.',
  }),
  hasPages(Partner, 'scorecards', () => Scorecard, {
    key: 'partnerId',
    orderBy: [{ column: 'startsOn', direction: 'DESC' }],
    description: 'Its scorecards that you may see, newest first.',
  }),
];
