import { belongsTo, hasMany, hasPages } from '../../../shared/graphql/relations';
import { Product } from '../../catalog';
import { User } from '../../identity';
import { Organization } from '../products/organization.entity';
import { Alliance, AllianceProduct, AllianceStep } from './alliance.entity';
import { AllianceReview } from './alliance-review.entity';
import { ExitObligation } from './exit-obligation.entity';
import { ExitStrategy } from './exit-strategy.entity';

const person = (what: string) => ({
  nullable: true,
  description: `The user who ${what}; null if you may not see them.`,
});
const its = { key: 'allianceId', description: 'The alliance that it belongs to.' } as const;

export const relations = [
  belongsTo(Alliance, 'manager', () => User, {
    key: 'managerId',
    nullable: true,
    description: 'The ecosystem manager who answers for it; null if you may not see them.',
  }),
  hasMany(Alliance, 'products', () => AllianceProduct, {
    key: 'allianceId',
    orderBy: [{ column: 'id' }],
    description: 'Its products with their owners, who are its parties.',
  }),
  belongsTo(AllianceProduct, 'product', () => Product, { key: 'productId', description: 'A product of the alliance.' }),
  belongsTo(AllianceProduct, 'organization', () => Organization, {
    key: 'organizationId',
    nullable: true,
    description: 'The organization that owns it; null if the vendor does, or if you may not see it.',
  }),
  hasPages(Alliance, 'steps', () => AllianceStep, {
    key: 'allianceId',
    orderBy: [{ column: 'at' }],
    description: 'The decisions on its stage, oldest first; for partner roles from the work together on.',
  }),
  belongsTo(AllianceStep, 'alliance', () => Alliance, its),
  belongsTo(AllianceStep, 'decidedBy', () => User, { key: 'decidedById', ...person('decided') }),
  belongsTo(AllianceStep, 'review', () => AllianceReview, {
    key: 'reviewId',
    nullable: true,
    description: 'The review that decided it; null for any other decision, and for partner roles.',
  }),
  belongsTo(AllianceStep, 'exitStrategy', () => ExitStrategy, {
    key: 'exitStrategyId',
    nullable: true,
    description: 'The exit strategy that an exit carries out; null for other steps, and if none was agreed.',
  }),
  belongsTo(Alliance, 'exitStrategy', () => ExitStrategy, {
    key: 'exitStrategyId',
    nullable: true,
    description: 'The agreed exit strategy; null if none is agreed.',
  }),
  hasPages(Alliance, 'exitStrategies', () => ExitStrategy, {
    key: 'allianceId',
    orderBy: [{ column: 'edition' }],
    description: 'All its exit strategies, by edition; for partner roles without drafts.',
  }),
  belongsTo(ExitStrategy, 'alliance', () => Alliance, its),
  belongsTo(ExitStrategy, 'author', () => User, { key: 'authorId', ...person('last wrote it') }),
  belongsTo(ExitStrategy, 'agreedBy', () => User, { key: 'agreedById', ...person('recorded the agreement') }),
  hasPages(Alliance, 'exitObligations', () => ExitObligation, {
    key: 'allianceId',
    orderBy: [{ column: 'dueOn' }],
    description: 'What must be done after its exit, by due day; empty before it.',
  }),
  belongsTo(ExitObligation, 'alliance', () => Alliance, its),
  belongsTo(ExitObligation, 'doneBy', () => User, { key: 'doneById', ...person('fulfilled it') }),
  hasPages(Alliance, 'reviews', () => AllianceReview, {
    key: 'allianceId',
    orderBy: [{ column: 'reviewedOn', direction: 'DESC' }],
    description: 'Its reviews, latest first; empty for partner roles.',
  }),
  belongsTo(Alliance, 'openReview', () => AllianceReview, {
    key: 'openReviewId',
    nullable: true,
    description: 'The review that waits for its decision; null if none does, and for partner roles.',
  }),
  belongsTo(AllianceReview, 'alliance', () => Alliance, its),
  belongsTo(AllianceReview, 'decidedBy', () => User, { key: 'decidedById', ...person('decided') }),
];
