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
  description: 'Whether a waiver lets its criterion pass.',
  valuesConfig: {
    ACTIVE: { description: 'It does.' },
    REVOKED: { description: 'It does no longer. Final; the criterion may be waived anew.' },
  },
});

@RecordType({
  prefix: 'waiver',
  description: 'A criterion of a gate that a manager lets pass for one partner or qualification, with the reason.',
})
@Index(['subjectId', 'gate'])
export class GateWaiver extends StoredRecord {
  declare id: Id<'waiver'>;

  @Field(() => ID, { description: 'The partner (admission) or the qualification whose gate it is.' })
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

  @Field({ description: 'Why it may pass.' })
  @LongTextColumn()
  reason!: string;

  @IdColumn({ nullable: true })
  waivedById!: Id<'user'> | null;

  @Field(() => DateTime, { description: 'When it was waived.' })
  @DateTimeColumn()
  at!: Date;

  @Field(() => WaiverStatus, { description: 'Whether the waiver still applies to the gate.' })
  @EnumColumn()
  status!: WaiverStatus;

  /** Subject, gate and code until it is revoked, then null: a criterion is waived once at a time. */
  @Index({ unique: true })
  @TextColumn({ length: 180, nullable: true })
  activeKey!: string | null;

  @IdColumn({ nullable: true })
  revokedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; null where it was not.' })
  @DateTimeColumn({ nullable: true })
  revokedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was revoked; null where it was not.' })
  @LongTextColumn({ nullable: true })
  revocationReason!: string | null;
}
