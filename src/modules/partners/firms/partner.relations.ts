import { belongsTo, hasMany, hasPages } from '../../../shared/graphql/relations';
import { Document } from '../../documents';
import { User } from '../../identity';
import { Programme } from '../programmes/programme.entity';
import { PartnerFigure } from './figure.entity';
import { PartnerTransition } from './partner-transition.entity';
import { Partner } from './partner.entity';

export const relations = [
  belongsTo(User, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: "The firm of a partner's member; null for the vendor's staff.",
  }),
  belongsTo(Partner, 'predecessor', () => Partner, {
    key: 'predecessorId',
    nullable: true,
    description:
      "The same firm's earlier application or partnership, which has ended; null for a new firm, and for partner roles.",
  }),
  belongsTo(Partner, 'appliedBy', () => User, {
    key: 'appliedById',
    nullable: true,
    description:
      'The member of staff who entered the application; null if the firm applied itself, and for partner roles.',
  }),
  hasMany(Partner, 'history', () => PartnerTransition, {
    key: 'partnerId',
    orderBy: [{ column: 'at' }, { column: 'id' }],
    description: 'Its steps, oldest first; the admission includes the result of its gate at that moment.',
  }),
  hasPages(Partner, 'members', () => User, {
    key: 'partnerId',
    orderBy: [{ column: 'name' }],
    description: 'Its users, by name, including those who can no longer sign in.',
  }),
  hasPages(Partner, 'figures', () => PartnerFigure, {
    key: 'partnerId',
    orderBy: [{ column: 'asOf', direction: 'DESC' }],
    description: 'The figures reported about it, newest first.',
  }),
  hasPages(Partner, 'documents', () => Document, {
    key: 'partnerId',
    orderBy: [{ column: 'createdAt', direction: 'DESC' }],
    description: 'The documents about it that you may see, newest first.',
  }),
  belongsTo(Document, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: "The partner that the document is about; null for the vendor's own documents.",
  }),
  belongsTo(PartnerTransition, 'partner', () => Partner, {
    key: 'partnerId',
    description: 'The partner that took the step.',
  }),
  belongsTo(PartnerTransition, 'programme', () => Programme, {
    key: 'programmeId',
    nullable: true,
    description: 'The programme in force at that time; null if none was.',
  }),
  belongsTo(PartnerTransition, 'actor', () => User, {
    key: 'actorId',
    nullable: true,
    description: 'The user who took the step; null for the system, and for partner roles.',
  }),
  belongsTo(PartnerFigure, 'partner', () => Partner, {
    key: 'partnerId',
    description: 'The partner that the figure is about.',
  }),
  belongsTo(PartnerFigure, 'reportedBy', () => User, {
    key: 'reportedById',
    nullable: true,
    description: 'The user who reported it; null for the system, and for partner roles.',
  }),
];
