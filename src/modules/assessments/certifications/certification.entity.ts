import { Field, ID, registerEnumType } from 'type-graphql';
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
import { ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import type { Award } from './award.formula';
import { CertificationStatus } from './certification.lifecycle';

registerEnumType(CertificationStatus, {
  name: 'CertificationStatus',
  description: 'Whether a certification is valid.',
  valuesConfig: {
    ACTIVE: { description: 'Valid.' },
    EXPIRED: { description: 'Its last day has passed.' },
    REVOKED: { description: 'Revoked, with a reason.' },
  },
});

@RecordType({
  prefix: 'certification',
  description:
    "A person's proof that they can deliver an offering: all required assessments are passed, and the passes count.",
})
@Index(['userId', 'offeringId', 'status', 'issuedOn', 'expiresOn'])
@Index(['offeringId', 'status'])
@Index(['partnerId', 'issuedOn'])
@Index(['issuedOn'])
@Index(['status'])
@Index(['status', 'expiresOn'])
export class Certification extends StoredRecord {
  declare id: Id<'certification'>;

  @Field(() => ID, { description: 'The id of the person who holds it.' })
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @Field(() => ID, { nullable: true, description: "The person's firm at the time; null for the vendor's staff." })
  @IdColumn({ nullable: true })
  partnerId!: Id<'partner'> | null;

  @Field(() => ID, { description: 'The id of the service offering that the person is certified for.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  @Field(() => CertificationStatus, { description: 'Whether it is valid: only an active certification counts.' })
  @EnumColumn()
  status!: CertificationStatus;

  /**
   * A person has at most one active certification per offering: the two ids, and null when it is not active. A new one
   * begins after the last day of earlier ones that were not revoked, so their days never overlap.
   */
  @Index({ unique: true })
  @TextColumn({ length: 140, nullable: true })
  activeKey!: string | null;

  @Field(() => PlainDateScalar, { description: 'The first day of validity.' })
  @DateColumn()
  issuedOn!: PlainDate;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The last day of validity; null for forever.' })
  @DateColumn({ nullable: true })
  expiresOn!: PlainDate | null;

  @Field(() => [ID], { description: 'The ids of the passed attempts on which it is based.' })
  @JsonColumn()
  evidence!: string[];

  @Field(() => DateTime, { nullable: true, description: 'The time at which it was revoked; null otherwise.' })
  @DateTimeColumn({ nullable: true })
  revokedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was revoked; null otherwise.' })
  @LongTextColumn({ nullable: true })
  revocationReason!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time at which recertification was last opened early or again; null otherwise.',
  })
  @DateTimeColumn({ nullable: true })
  renewalOpenedAt!: Date | null;

  // This and the next two columns are set in every row; they are nullable because they were added later.
  /** The content of its badge, frozen when it was issued or extended. */
  @JsonColumn({ nullable: true })
  award!: Award;

  /** The public key of the badge's achievement; the same for all awards with the same content. */
  @Index()
  @TextColumn({ length: 100, nullable: true })
  achievementKey!: string;

  /** When the content of its badge last changed: issued, extended or revoked, or its holder's name corrected. */
  @DateTimeColumn({ nullable: true })
  toldAt!: Date;

  /** The last reminder of its expiry, in days before it; null without one. */
  @IntColumn({ nullable: true })
  remindedDays!: number | null;
}
