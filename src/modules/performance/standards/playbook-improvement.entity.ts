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
  description: 'What became of a proposal to improve a playbook.',
  valuesConfig: {
    PROPOSED: { description: 'Waits for a decision.' },
    ACCEPTED: { description: 'Is to go into a version of the playbook.' },
    REJECTED: { description: 'Is not taken up. Final.' },
    RELEASED: { description: 'Stands in a published version of the playbook. Final.' },
    WITHDRAWN: { description: 'Was taken back by the person who had proposed it. Final.' },
  },
});

@RecordType({
  prefix: 'playbook_improvement',
  description:
    "What a project taught about an offering, proposed for its playbook. Partners see what their own firm's people proposed.",
})
@Index(['status', 'createdAt'])
@Index(['offeringId', 'createdAt'])
@Index(['projectId', 'createdAt'])
@Index(['partnerId', 'createdAt'])
@Index(['createdAt'])
@Index(['hoursSaved'])
export class PlaybookImprovement extends StoredRecord {
  declare id: Id<'playbook_improvement'>;

  @Field({ description: 'What it is called in lists.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Index()
  @TextColumn({ length: 200 })
  titleKey!: string;

  @Field(() => ID, { description: 'The id of the project on which the problem was met.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Field(() => ID, { description: 'The id of the service offering whose playbook would improve.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  @Field({ description: "The phase of the delivery that it is about: one of the offering's." })
  @TextColumn({ length: 100 })
  phase!: string;

  @Field({ description: 'What went wrong, or took too long.' })
  @LongTextColumn()
  problem!: string;

  @Field({ description: 'What to do instead, next time and every time.' })
  @LongTextColumn()
  proposal!: string;

  @Field(() => DecimalScalar, {
    description: 'How much it saves in each project, as its proposer estimates it, in hours with up to 2 places.',
  })
  @DecimalColumn({ places: 2 })
  hoursSaved!: Decimal;

  @Index()
  @Field(() => ID, { nullable: true, description: 'The playbook that the project went by; null where none is named.' })
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

  @Field(() => DateTime, { nullable: true, description: 'When it was accepted or rejected; null before.' })
  @DateTimeColumn({ nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected; null in every other state.' })
  @LongTextColumn({ nullable: true })
  rejectionReason!: string | null;

  @Index()
  @Field(() => ID, { nullable: true, description: 'The playbook that it was released in; null before.' })
  @IdColumn({ nullable: true, references: () => Playbook })
  releasedInId!: Id<'playbook'> | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was released; null before.' })
  @DateTimeColumn({ nullable: true })
  releasedAt!: Date | null;
}
