import { belongsTo, hasMany, hasOne, hasPages } from '../../shared/graphql/relations';
import { ServiceOffering } from '../catalog';
import { Document } from '../documents';
import { User } from '../identity';
import { Agreement } from './agreement.entity';
import { PartnerFigure } from './figure.entity';
import { OnboardingItem } from './onboarding.entity';
import { Partner } from './partner.entity';
import { PartnerTransition } from './partner-transition.entity';
import { Programme } from './programme.entity';
import { Qualification, QualificationTransition } from './qualification.entity';
import { TierReview } from './tier-review.entity';
import { GateWaiver } from './waiver.entity';

const byAge = [{ column: 'id' }];
const inOrder = [{ column: 'position' }, { column: 'id' }];

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
      "The same firm's earlier application or partnership, which ended; null for a new firm, and for partner roles.",
  }),
  belongsTo(Partner, 'appliedBy', () => User, {
    key: 'appliedById',
    nullable: true,
    description: 'The member of staff who wrote the application down; null where the firm did, and for partner roles.',
  }),
  hasMany(Partner, 'onboardingItems', () => OnboardingItem, {
    key: 'partnerId',
    orderBy: inOrder,
    description: 'Its checklist in order; empty before the onboarding.',
  }),
  hasMany(Partner, 'waivers', () => GateWaiver, {
    key: 'subjectId',
    orderBy: byAge,
    description: 'The criteria of the admission gate that were waived for it; revoked waivers too.',
  }),
  hasMany(Partner, 'history', () => PartnerTransition, {
    key: 'partnerId',
    orderBy: [{ column: 'at' }, { column: 'id' }],
    description: 'Its steps, oldest first; the admission with the result of its gate as it stood.',
  }),
  hasPages(Partner, 'tierReviews', () => TierReview, {
    key: 'partnerId',
    orderBy: [{ column: 'dueOn', direction: 'DESC' }],
    description: 'The reviews of its tier, the latest first.',
  }),
  hasPages(Partner, 'qualifications', () => Qualification, {
    key: 'partnerId',
    orderBy: byAge,
    description: 'What it may deliver, oldest first; revoked ones too.',
  }),
  hasPages(Partner, 'members', () => User, {
    key: 'partnerId',
    orderBy: [{ column: 'name' }],
    description: 'Its people, by name; those who can no longer sign in too.',
  }),
  hasPages(Partner, 'figures', () => PartnerFigure, {
    key: 'partnerId',
    orderBy: [{ column: 'asOf', direction: 'DESC' }],
    description: 'The figures reported about it, newest first.',
  }),

  hasPages(Partner, 'agreements', () => Agreement, {
    key: 'partnerId',
    orderBy: [{ column: 'createdAt' }],
    description: 'What it has signed, oldest first, with renewals; empty before the admission.',
  }),
  belongsTo(Agreement, 'partner', () => Partner, { key: 'partnerId', description: 'Who has signed it.' }),
  belongsTo(Agreement, 'item', () => OnboardingItem, {
    key: 'itemId',
    description: 'The item of the checklist that asked for it.',
  }),
  belongsTo(Agreement, 'predecessor', () => Agreement, {
    key: 'predecessorId',
    nullable: true,
    description: 'What it renews; null for the first one.',
  }),
  hasOne(Agreement, 'renewal', () => Agreement, {
    key: 'predecessorId',
    description: 'What renews it; null without one.',
  }),
  belongsTo(Agreement, 'submittedBy', () => User, {
    key: 'submittedById',
    nullable: true,
    description: 'Who submitted it last; null where you may not see them.',
  }),
  belongsTo(Agreement, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'Who accepted it or sent it back last; null before, and for partner roles.',
  }),

  hasPages(Partner, 'documents', () => Document, {
    key: 'partnerId',
    orderBy: [{ column: 'createdAt', direction: 'DESC' }],
    description: 'The documents about it that you may see, newest first.',
  }),
  belongsTo(Document, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: "The partner that it is about; null for the vendor's own.",
  }),

  belongsTo(OnboardingItem, 'partner', () => Partner, { key: 'partnerId', description: 'Who is onboarded.' }),
  belongsTo(OnboardingItem, 'submittedBy', () => User, {
    key: 'submittedById',
    nullable: true,
    description: 'Who submitted it last; null before, and where you may not see them.',
  }),
  belongsTo(OnboardingItem, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'Who accepted it or sent it back last; null before, and for partner roles.',
  }),

  belongsTo(Programme, 'publishedBy', () => User, {
    key: 'publishedById',
    nullable: true,
    description: 'Who published it; null for a draft, and for partner roles.',
  }),

  belongsTo(Qualification, 'partner', () => Partner, { key: 'partnerId', description: 'Who is qualified.' }),
  belongsTo(Qualification, 'offering', () => ServiceOffering, { key: 'offeringId', description: 'For what.' }),
  hasMany(Qualification, 'history', () => QualificationTransition, {
    key: 'qualificationId',
    orderBy: [{ column: 'at' }, { column: 'id' }],
    description: 'Its steps, oldest first, each with the result of its gate as it stood.',
  }),
  hasMany(Qualification, 'waivers', () => GateWaiver, {
    key: 'subjectId',
    orderBy: byAge,
    description: 'The criteria of its gates that were waived for it; revoked waivers too.',
  }),
  hasPages(ServiceOffering, 'qualifications', () => Qualification, {
    key: 'offeringId',
    orderBy: byAge,
    description: "The partners that qualify for it, oldest first; their own for a partner's people.",
  }),

  belongsTo(QualificationTransition, 'qualification', () => Qualification, {
    key: 'qualificationId',
    description: 'What moved.',
  }),
  belongsTo(QualificationTransition, 'programme', () => Programme, {
    key: 'programmeId',
    nullable: true,
    description: 'The programme in force then; null where none was.',
  }),
  belongsTo(QualificationTransition, 'actor', () => User, {
    key: 'actorId',
    nullable: true,
    description: 'Who did it; null for the system, and for partner roles.',
  }),

  belongsTo(PartnerTransition, 'partner', () => Partner, { key: 'partnerId', description: 'Who moved.' }),
  belongsTo(PartnerTransition, 'programme', () => Programme, {
    key: 'programmeId',
    nullable: true,
    description: 'The programme in force then; null where none was.',
  }),
  belongsTo(PartnerTransition, 'actor', () => User, {
    key: 'actorId',
    nullable: true,
    description: 'Who did it; null for the system, and for partner roles.',
  }),

  belongsTo(TierReview, 'partner', () => Partner, { key: 'partnerId', description: 'Whose tier it is.' }),
  belongsTo(TierReview, 'programme', () => Programme, {
    key: 'programmeId',
    nullable: true,
    description: 'The programme that it was decided by; null before.',
  }),
  belongsTo(TierReview, 'openedBy', () => User, {
    key: 'openedById',
    nullable: true,
    description: 'Who opened it; null for the system, and for partner roles.',
  }),
  belongsTo(TierReview, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'Who decided; null before, and for partner roles.',
  }),

  belongsTo(GateWaiver, 'partner', () => Partner, { key: 'partnerId', description: 'Whose gate it is.' }),
  belongsTo(GateWaiver, 'waivedBy', () => User, {
    key: 'waivedById',
    nullable: true,
    description: 'Who waived it; null for the system, and for partner roles.',
  }),

  belongsTo(GateWaiver, 'revokedBy', () => User, {
    key: 'revokedById',
    nullable: true,
    description: 'Who revoked it; null where nobody did, and for partner roles.',
  }),
  belongsTo(PartnerFigure, 'partner', () => Partner, { key: 'partnerId', description: 'Whom it is about.' }),
  belongsTo(PartnerFigure, 'reportedBy', () => User, {
    key: 'reportedById',
    nullable: true,
    description: 'Who reported it; null for the system, and for partner roles.',
  }),
];
