import { belongsTo, hasMany, hasPages } from '../../../shared/graphql/relations';
import { Product, ServiceOffering } from '../../catalog';
import { Project } from '../../projects';
import { Alliance } from '../alliances/alliance.entity';
import { JointSolution, JointSolutionPart } from './joint-solution.entity';

export const relations = [
  belongsTo(JointSolution, 'alliance', () => Alliance, {
    key: 'allianceId',
    nullable: true,
    description: 'The alliance that it belongs to; null if you may not see it.',
  }),
  hasPages(Alliance, 'jointSolutions', () => JointSolution, {
    key: 'allianceId',
    orderBy: [{ column: 'nameKey' }],
    description: 'Its joint solutions, by name.',
  }),
  hasMany(JointSolution, 'parts', () => JointSolutionPart, {
    key: 'jointSolutionId',
    orderBy: [{ column: 'position' }],
    description: 'Its products and offerings, in order.',
  }),
  belongsTo(JointSolutionPart, 'jointSolution', () => JointSolution, {
    key: 'jointSolutionId',
    description: 'The joint solution that it is a part of.',
  }),
  belongsTo(JointSolutionPart, 'product', () => Product, {
    key: 'productId',
    nullable: true,
    description: 'The product; null if the part is an offering.',
  }),
  belongsTo(JointSolutionPart, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    nullable: true,
    description: 'The offering; null if the part is a product.',
  }),
  belongsTo(Project, 'jointSolution', () => JointSolution, {
    key: 'jointSolutionId',
    nullable: true,
    description: 'The joint solution that it delivers; null if it delivers none.',
  }),
  hasPages(JointSolution, 'projects', () => Project, {
    key: 'jointSolutionId',
    orderBy: [{ column: 'createdAt', direction: 'DESC' }],
    description: 'The projects that deliver it, newest first; for partner users those that their firm is staffed on.',
  }),
];
