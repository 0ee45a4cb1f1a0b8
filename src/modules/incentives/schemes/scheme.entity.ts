import { Field, Int, registerEnumType } from 'type-graphql';
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
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, PlainDateScalar } from '../../../shared/graphql/scalars';
import { IncentiveSchemeStatus } from './scheme.lifecycle';
import { IncentiveRule, PayoutMinimum, SanctionStep } from './scheme.types';

registerEnumType(IncentiveSchemeStatus, {
  name: 'IncentiveSchemeStatus',
  description: 'Whether a scheme is a draft, published, or discarded.',
  valuesConfig: {
    DRAFT: { description: 'Being written; only staff see it.' },
    PUBLISHED: { description: 'In force from its day until the next one comes into force. Never changed.' },
    DISCARDED: { description: 'A discarded draft; only staff see it. Final.' },
  },
});

@RecordType({
  prefix: 'incentive_scheme',
  description:
    'The rules by which partners earn rewards and penalties. The latest published scheme whose day has come is in force; a published one is never changed, only succeeded. Partner users see published ones.',
})
export class IncentiveScheme extends StoredRecord {
  declare id: Id<'incentive_scheme'>;

  @Field({ description: 'The name, for people to read.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Index({ unique: true })
  @Field(() => Int, { nullable: true, description: 'Numbers the published schemes from 1; null for a draft.' })
  @IntColumn({ nullable: true })
  number!: number | null;

  @Index()
  @Field(() => IncentiveSchemeStatus, {
    description: 'Whether it is still a draft; a published scheme is never changed.',
  })
  @EnumColumn()
  status!: IncentiveSchemeStatus;

  @Index({ unique: true })
  @Field(() => PlainDateScalar, {
    nullable: true,
    description: "The day from which it is in force, by the installation's time zone; null for a draft.",
  })
  @DateColumn({ nullable: true })
  effectiveOn!: PlainDate | null;

  @Field(() => DateTime, { nullable: true, description: 'The time of publication; null for a draft.' })
  @DateTimeColumn({ nullable: true })
  publishedAt!: Date | null;

  @IdColumn({ nullable: true })
  publishedById!: Id<'user'> | null;

  @Field(() => [IncentiveRule], { description: 'What is rewarded and penalized, in order.' })
  @JsonColumn()
  rules!: IncentiveRule[];

  @Field(() => Int, {
    description: 'The days after an entry or a sanction within which the partner can appeal against it.',
  })
  @IntColumn()
  appealDays!: number;

  @Field(() => Int, {
    description: 'The days in which a partner can answer a proposed sanction before it comes into force.',
  })
  @IntColumn()
  responseDays!: number;

  @Field(() => [PayoutMinimum], { description: 'The smallest payouts, by currency.' })
  @JsonColumn()
  payoutMinimums!: PayoutMinimum[];

  @Field(() => [SanctionStep], { description: 'What proposes a sanction, and of which severity.' })
  @JsonColumn()
  sanctionLadder!: SanctionStep[];

  @Field({ description: 'Other terms, and the source of the rules.' })
  @LongTextColumn()
  notes!: string;
}
