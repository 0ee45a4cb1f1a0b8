import { Field, ID, Int, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { Node, RecordType, StoredRecord, VendorOnly } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, PlainDateScalar } from '../../../shared/graphql/scalars';
import { Product } from '../../catalog';
import { User } from '../../identity';
import { Organization } from '../products/organization.entity';
import { AllianceStage } from './alliance.lifecycle';

registerEnumType(AllianceStage, {
  name: 'AllianceStage',
  description: 'The stage of an alliance, after ISO 44001.',
  valuesConfig: {
    AWARENESS: { description: 'The vendor is aware that the products could work together.' },
    KNOWLEDGE: { description: 'The vendor gathers what it needs to know: market, customers, the other owners.' },
    INTERNAL_ASSESSMENT: { description: 'The vendor assesses whether it is able and ready to collaborate.' },
    SELECTION: { description: 'The other parties are selected, and the terms are negotiated.' },
    WORKING_TOGETHER: { description: 'The parties work together, under an agreed exit strategy.' },
    VALUE_CREATION: { description: 'The parties create value together, with joint solutions and projects.' },
    STAYING_TOGETHER: { description: 'The alliance is established and kept up.' },
    EXIT: { description: 'The alliance has ended, and its exit strategy is carried out. Final.' },
  },
});

@RecordType({
  prefix: 'alliance',
  description:
    'An alliance of the owners of two or more products. Partner users see the alliances that their firm is a party of, from the selection on.',
})
@Index(['createdAt'])
@Index(['stage', 'nextReviewOn'])
export class Alliance extends StoredRecord {
  declare id: Id<'alliance'>;

  @Field({ description: 'The name of the alliance.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Index()
  @TextColumn({ length: 200 })
  nameKey!: string;

  @Field({ description: 'What the parties want to achieve together.' })
  @LongTextColumn()
  purpose!: string;

  @Index()
  @Field(() => AllianceStage, { description: 'The stage that it has reached.' })
  @EnumColumn()
  stage!: AllianceStage;

  @Index()
  @Field(() => ID, { description: 'The id of the ecosystem manager who answers for it.' })
  @IdColumn({ references: () => User })
  managerId!: Id<'user'>;

  /** Its products, which the history keeps; the rows of `AllianceProduct` say the same. */
  @JsonColumn()
  productIds!: Id<'product'>[];

  /** A digest of its products until its end, then null: at most one open alliance has exactly these products. */
  @Index({ unique: true })
  @TextColumn({ length: 64, nullable: true })
  openKey!: string | null;

  @Field(() => Int, { description: 'The rhythm of its reviews in months.' })
  @IntColumn()
  reviewEveryMonths!: number;

  /** The day of the last review, or of the start of the work together, from which the next review is counted. */
  @DateColumn({ nullable: true })
  reviewsCountFrom!: PlainDate | null;

  @Index()
  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day by which the next review is due; null before the parties work together, and after the exit.',
  })
  @DateColumn({ nullable: true })
  nextReviewOn!: PlainDate | null;

  /** The due days for which it was announced that a review is due, and overdue. */
  @DateColumn({ nullable: true })
  reviewDueToldOn!: PlainDate | null;

  @DateColumn({ nullable: true })
  reviewOverdueToldOn!: PlainDate | null;

  /** The review that waits for its decision. */
  @IdColumn({ nullable: true })
  openReviewId!: Id<'alliance_review'> | null;

  /** The agreed exit strategy. */
  @IdColumn({ nullable: true })
  exitStrategyId!: Id<'exit_strategy'> | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day on which the parties were selected; null before that.',
  })
  @DateColumn({ nullable: true })
  selectedOn!: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The day of the exit; null before that.' })
  @DateColumn({ nullable: true })
  exitedOn!: PlainDate | null;
}

@RecordType({
  prefix: 'alliance_product',
  description: 'A product of an alliance, with the owner that is a party by it.',
})
@Index(['allianceId', 'productId'], { unique: true })
export class AllianceProduct extends Node {
  declare id: Id<'alliance_product'>;

  @IdColumn({ references: () => Alliance })
  allianceId!: Id<'alliance'>;

  @Index()
  @Field(() => ID, { description: 'The id of a product of the alliance.' })
  @IdColumn({ references: () => Product })
  productId!: Id<'product'>;

  /** The organization that owns the product; null for the vendor. */
  @Index()
  @IdColumn({ nullable: true, references: () => Organization })
  organizationId!: Id<'organization'> | null;
}

@RecordType({
  prefix: 'alliance_step',
  description:
    'The record of a decision on the stage of an alliance. Never changed. Partner users see the steps from the start of the work together on, without the reasons.',
})
@Index(['allianceId', 'at'])
export class AllianceStep extends Node {
  declare id: Id<'alliance_step'>;

  @IdColumn({ references: () => Alliance })
  allianceId!: Id<'alliance'>;

  @VendorOnly()
  @Field(() => AllianceStage, { nullable: true, description: 'The stage before. Null for partner roles.' })
  @EnumColumn()
  from!: AllianceStage | null;

  @Field(() => AllianceStage, { description: 'The stage after.' })
  @EnumColumn()
  to!: AllianceStage;

  @VendorOnly()
  @Field(() => String, { nullable: true, description: 'The reason for the decision. Null for partner roles.' })
  @LongTextColumn()
  reason!: string | null;

  /** The ids of the documents that it rests on. */
  @VendorOnly()
  @JsonColumn()
  documents!: Id<'document'>[] | null;

  /** The review that decided it, or the exit strategy that an exit carries out. */
  @Index()
  @IdColumn({ nullable: true })
  reviewId!: Id<'alliance_review'> | null;

  @Index()
  @IdColumn({ nullable: true })
  exitStrategyId!: Id<'exit_strategy'> | null;

  @Index()
  @IdColumn({ references: () => User })
  decidedById!: Id<'user'>;

  @Field(() => DateTime, { description: 'When it was decided, in UTC.' })
  @DateTimeColumn()
  at!: Date;
}
