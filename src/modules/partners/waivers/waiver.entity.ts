import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import { DateTimeColumn, EnumColumn, IdColumn, LongTextColumn, TextColumn } from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { DateTime } from '../../../shared/graphql/scalars';
import { Partner } from '../firms/partner.entity';
import { WaiverStatus } from './waiver.lifecycle';

registerEnumType(WaiverStatus, {
  name: 'WaiverStatus',
  description: 'Whether a waiver applies.',
  valuesConfig: {
    ACTIVE: { description: 'The waiver applies to its criterion.' },
    REVOKED: { description: 'The waiver no longer applies. Final; the criterion may be waived again.' },
  },
});

@RecordType({
  prefix: 'waiver',
  description:
    "A manager's decision, with a reason, that a criterion of a gate need not be met for one partner or qualification.",
})
@Index(['subjectId', 'gate'])
export class GateWaiver extends StoredRecord {
  declare id: Id<'waiver'>;

  @Field(() => ID, { description: 'The id of the partner (for the admission) or of the qualification.' })
  @IdColumn()
  subjectId!: string;

  @Index()
  @Field(() => ID, { description: 'The id of the partner for whom the criterion is waived.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field({ description: 'The name of the gate, for example `toAssisted`.' })
  @TextColumn({ length: 40 })
  gate!: string;

  @Field({ description: "The criterion's code." })
  @TextColumn({ length: 60 })
  code!: string;

  @Field({ description: 'The reason for the waiver.' })
  @LongTextColumn()
  reason!: string;

  @IdColumn({ nullable: true })
  waivedById!: Id<'user'> | null;

  @Field(() => DateTime, { description: 'The time of the waiver.' })
  @DateTimeColumn()
  at!: Date;

  @Field(() => WaiverStatus, { description: 'Whether the waiver still applies to the gate.' })
  @EnumColumn()
  status!: WaiverStatus;

  /** Subject, gate and code until it is revoked, then null: a criterion has at most one active waiver. */
  @Index({ unique: true })
  @TextColumn({ length: 180, nullable: true })
  activeKey!: string | null;

  @IdColumn({ nullable: true })
  revokedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'The time at which it was revoked; null while it applies.' })
  @DateTimeColumn({ nullable: true })
  revokedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was revoked; null while it applies.' })
  @LongTextColumn({ nullable: true })
  revocationReason!: string | null;
}
