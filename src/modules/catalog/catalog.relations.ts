import { belongsTo, hasOne, hasPages } from '../../shared/graphql/relations';
import { User } from '../identity';
import { ServiceOffering } from './offering.entity';
import { Playbook } from './playbook.entity';
import { Product } from './product.entity';

export const relations = [
  belongsTo(ServiceOffering, 'product', () => Product, {
    key: 'productId',
    description: 'The product that the service is for.',
  }),
  hasPages(Product, 'offerings', () => ServiceOffering, {
    key: 'productId',
    orderBy: [{ column: 'nameKey' }],
    description: 'The service offerings for this product, by name.',
  }),

  hasOne(ServiceOffering, 'playbook', () => Playbook, {
    key: 'publishedOfOfferingId',
    description: 'The published playbook, by which the offering is delivered; null if none is published.',
  }),
  hasPages(ServiceOffering, 'playbooks', () => Playbook, {
    key: 'offeringId',
    orderBy: [{ column: 'createdAt', direction: 'DESC' }],
    description: 'All playbooks of the offering, newest first; for partner roles, only those that were published.',
  }),
  belongsTo(Playbook, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'The offering that the playbook describes.',
  }),
  belongsTo(Playbook, 'copiedFrom', () => Playbook, {
    key: 'copiedFromId',
    nullable: true,
    description:
      'The playbook that this one was copied from; null if it is not a copy, or if you may not see the original.',
  }),
  belongsTo(Playbook, 'author', () => User, {
    key: 'authorId',
    nullable: true,
    description: 'The user who last edited the playbook; null if you may not see them.',
  }),
  belongsTo(Playbook, 'publishedBy', () => User, {
    key: 'publishedById',
    nullable: true,
    description: 'The user who published the playbook; null if it was never published, or if you may not see them.',
  }),
];
