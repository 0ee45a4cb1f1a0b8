import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateTimeColumn,
  DecimalColumn,
  EnumColumn,
  IdColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { Decimal } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, DecimalScalar } from '../../../shared/graphql/scalars';
import { Playbook, ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import { PlaybookImprovementStatus } from './playbook-improvement.lifecycle';

registerEnumType(PlaybookImprovementStatus, {
  name: 'PlaybookImprovementStatus',
  description: 'How far along a proposal to improve a playbook is.',
  valuesConfig: {
    PROPOSED: { description: 'Waits for a decision.' },
    ACCEPTED: { description: 'To be included in an edition of the playbook.' },
    REJECTED: { description: 'Will not be included. Final.' },
    RELEASED: { description: 'Included in a published edition of the playbook. Final.' },
    WITHDRAWN: { description: 'Withdrawn by the person who proposed it. Final.' },
  },
});

@RecordType({
  prefix: 'playbook_improvement',
  description:
    "A lesson from a project about an offering, proposed for its playbook. Partner users see the proposals of their own firm's people.",
})
@Index(['status', 'createdAt'])
@Index(['offeringId', 'createdAt'])
@Index(['projectId', 'createdAt'])
@Index(['partnerId', 'createdAt'])
@Index(['createdAt'])
@Index(['hoursSaved'])
export class PlaybookImprovement extends StoredRecord {
  declare id: Id<'playbook_improvement'>;

  @Field({ description: 'The title in lists.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Index()
  @TextColumn({ length: 200 })
  titleKey!: string;

  @Field(() => ID, { description: 'The id of the project on which the problem came up.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Field(() => ID, { description: 'The id of the service offering whose playbook would improve.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  @Field({ description: "One of the offering's phases, to which the proposal applies." })
  @TextColumn({ length: 100 })
  phase!: string;

  @Field({ description: 'The problem: something that went wrong or took too long.' })
  @LongTextColumn()
  problem!: string;

  @Field({ description: 'The change to the playbook.' })
  @LongTextColumn()
  proposal!: string;

  @Field(() => DecimalScalar, {
    description: 'The hours saved in each project, as estimated by the proposer, with up to 2 decimals.',
  })
  @DecimalColumn({ places: 2 })
  hoursSaved!: Decimal;

  @Index()
  @Field(() => ID, { nullable: true, description: 'The playbook that the project followed; null if none was named.' })
  @IdColumn({ nullable: true, references: () => Playbook })
  playbookId!: Id<'playbook'> | null;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  proposedById!: Id<'user'> | null;

  @Field(() => ID, { nullable: true, description: "The proposer's firm; null for the vendor's staff." })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  @Field(() => PlaybookImprovementStatus, {
    description: 'Whether it is decided on, and whether a published playbook contains it.',
  })
  @EnumColumn()
  status!: PlaybookImprovementStatus;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  decidedById!: Id<'user'> | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time at which it was accepted or rejected; null before that.',
  })
  @DateTimeColumn({ nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected; null in every other status.' })
  @LongTextColumn({ nullable: true })
  rejectionReason!: string | null;

  @Index()
  @Field(() => ID, { nullable: true, description: 'The playbook that it was released in; null before that.' })
  @IdColumn({ nullable: true, references: () => Playbook })
  releasedInId!: Id<'playbook'> | null;

  @Field(() => DateTime, { nullable: true, description: 'The time at which it was released; null before that.' })
  @DateTimeColumn({ nullable: true })
  releasedAt!: Date | null;
}
