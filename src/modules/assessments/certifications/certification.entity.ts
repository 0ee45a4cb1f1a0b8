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
  description: 'Whether a certification holds.',
  valuesConfig: {
    ACTIVE: { description: 'It holds.' },
    EXPIRED: { description: 'Its last day is over.' },
    REVOKED: { description: 'It was taken away, with a reason.' },
  },
});

@RecordType({
  prefix: 'certification',
  description: "A person's proof that they can deliver an offering: every required assessment is passed and counts.",
})
@Index(['userId', 'offeringId'])
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

  @Field(() => CertificationStatus, { description: 'Whether it counts: only an active one does.' })
  @EnumColumn()
  status!: CertificationStatus;

  /** One active certification per person and offering: the two ids, and null when it is not active. */
  @Index({ unique: true })
  @TextColumn({ length: 140, nullable: true })
  activeKey!: string | null;

  @Field(() => PlainDateScalar, { description: 'The first day on which it holds.' })
  @DateColumn()
  issuedOn!: PlainDate;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The last day on which it holds; null for ever.' })
  @DateColumn({ nullable: true })
  expiresOn!: PlainDate | null;

  @Field(() => [ID], { description: 'The passed attempts that it rests on.' })
  @JsonColumn()
  evidence!: string[];

  @Field(() => DateTime, { nullable: true, description: 'When it was taken away; null where it was not.' })
  @DateTimeColumn({ nullable: true })
  revokedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was taken away; null where it was not.' })
  @LongTextColumn({ nullable: true })
  revocationReason!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When recertification was last opened for the person ahead of time or anew; null where it was not.',
  })
  @DateTimeColumn({ nullable: true })
  renewalOpenedAt!: Date | null;

  // This and the next two are there for every row; nullable, as columns are that were added to rows.
  /** What its badge says, frozen when it was issued or prolonged. */
  @JsonColumn({ nullable: true })
  award!: Award;

  /** Names the achievement of the badge in public; the same for all awards that say the same of it. */
  @Index()
  @TextColumn({ length: 100, nullable: true })
  achievementKey!: string;

  /** When what the badge says last changed: issued, prolonged or revoked, or its holder's name corrected. */
  @DateTimeColumn({ nullable: true })
  toldAt!: Date;

  /** How many days before the end the latest reminder was for; null where there was none yet. */
  @IntColumn({ nullable: true })
  remindedDays!: number | null;
}
