import { belongsTo, hasOne, hasPages } from '../../shared/graphql/relations';
import { User } from '../identity';
import { ServiceOffering } from './offering.entity';
import { Playbook } from './playbook.entity';
import { Product } from './product.entity';

export const relations = [
  belongsTo(ServiceOffering, 'product', () => Product, { key: 'productId', description: 'What the service is for.' }),
  hasPages(Product, 'offerings', () => ServiceOffering, {
    key: 'productId',
    orderBy: [{ column: 'nameKey' }],
    description: 'The services for this product, by name.',
  }),

  hasOne(ServiceOffering, 'playbook', () => Playbook, {
    key: 'publishedOfOfferingId',
    description: 'What it is delivered from: its published playbook; null where none is published.',
  }),
  hasPages(ServiceOffering, 'playbooks', () => Playbook, {
    key: 'offeringId',
    orderBy: [{ column: 'createdAt', direction: 'DESC' }],
    description: 'All its playbooks, newest first; for partner roles those that were published.',
  }),
  belongsTo(Playbook, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'What is delivered from it.',
  }),
  belongsTo(Playbook, 'copiedFrom', () => Playbook, {
    key: 'copiedFromId',
    nullable: true,
    description: 'The playbook that it was copied from; null where from none, and where you may not see it.',
  }),
  belongsTo(Playbook, 'author', () => User, {
    key: 'authorId',
    nullable: true,
    description: 'Who last wrote it; null where you may not see them.',
  }),
  belongsTo(Playbook, 'publishedBy', () => User, {
    key: 'publishedById',
    nullable: true,
    description: 'Who published it; null where it never was, and where you may not see them.',
  }),
];
