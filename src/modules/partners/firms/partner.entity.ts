import { Field, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { Node, RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { PartnerStatus } from './partner.lifecycle';

registerEnumType(PartnerStatus, {
  name: 'PartnerStatus',
  description: 'The status of a partner, from its application to the end of the partnership.',
  valuesConfig: {
    APPLICANT: { description: 'The firm has applied.' },
    ONBOARDING: { description: 'The firm works through its checklist.' },
    ACTIVE: { description: 'Admitted: it may qualify, be staffed and deliver.' },
    SUSPENDED: { description: 'Suspended: it can neither advance nor be staffed again.' },
    TERMINATED: { description: 'Ended after the admission. Final.' },
    REJECTED: { description: 'Ended before the admission. Final.' },
  },
});

@RecordType({ prefix: 'partner', description: "A firm outside the vendor that delivers the vendor's services." })
@Index(['createdAt'])
export class Partner extends StoredRecord {
  declare id: Id<'partner'>;

  @Field({ description: 'The trade name.' })
  @TextColumn({ length: 200 })
  name!: string;

  /** Both names, for search and order. */
  @Index()
  @TextColumn({ length: 410 })
  nameKey!: string;

  @Field({ description: 'The registered name.' })
  @TextColumn({ length: 200 })
  legalName!: string;

  @Index()
  @Field({ description: 'The country of registration, as ISO 3166-1 alpha-2.' })
  @TextColumn({ length: 2 })
  country!: string;

  @Field({ description: "The number as the country's register writes it." })
  @TextColumn({ length: 100 })
  registrationNumber!: string;

  /** Country and registration number without punctuation, so that the same firm always has the same key. */
  @Index()
  @TextColumn({ length: 120 })
  firmKey!: string;

  /**
   * The firm key while the partner is neither rejected nor terminated, then null: a firm has at most one current
   * partner.
   */
  @Index({ unique: true })
  @TextColumn({ length: 120, nullable: true })
  registrationKey!: string | null;

  @Index()
  @Field({ description: 'The region in which it works, for example `EMEA` or `North China`.' })
  @TextColumn({ length: 100 })
  region!: string;

  @Field(() => [String], { description: 'The industries that it states it knows.' })
  @JsonColumn()
  industries!: string[];

  @Field(() => String, { nullable: true, description: 'The website; null without one.' })
  @TextColumn({ length: 500, nullable: true })
  website!: string | null;

  @Field({ description: "The vendor's contact at the firm." })
  @TextColumn({ length: 200 })
  contactName!: string;

  @Field({ description: 'The email address of that person.' })
  @TextColumn({ length: 254 })
  contactEmail!: string;

  @Index()
  @Field(() => PartnerStatus, {
    description: 'The status of the partner, from its application to the end of the partnership.',
  })
  @EnumColumn()
  status!: PartnerStatus;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was rejected, suspended or terminated; null otherwise.',
  })
  @LongTextColumn({ nullable: true })
  statusReason!: string | null;

  @Index()
  @Field(() => String, {
    nullable: true,
    description:
      'The tier from the last review, by its name in the programme. The admission counts as a review and gives the lowest tier. Null before that, and if the lowest tier was not reached. `computedTier` follows from the figures.',
  })
  @TextColumn({ length: 100, nullable: true })
  tier!: string | null;

  /** The day of the last decision on its tier, by its admission or a review, from which the next review is counted. */
  @DateColumn({ nullable: true })
  tierDecidedOn!: PlainDate | null;

  @Index()
  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day on which it keeps a tier that it does not meet; null without such grace.',
  })
  @DateColumn({ nullable: true })
  tierGraceUntil!: PlainDate | null;

  /**
   * The newest published overall score in tenths, or -1 without one, and its standing. Derived data, without a version or
   * history. Nullable in the table, like every column that was added later; every row has a score.
   */
  @Index()
  @IntColumn({ nullable: true })
  scoreTenths!: number;

  @Index()
  @TextColumn({ length: 100, nullable: true })
  standingName!: string | null;

  @Index()
  @IdColumn({ nullable: true, references: () => Partner })
  predecessorId!: Id<'partner'> | null;

  /** The member of staff who entered the application; null if the firm applied itself. */
  @IdColumn({ nullable: true })
  appliedById!: Id<'user'> | null;

  /** Incremented by every change of its checklist and its members, so that a decision based on older ones fails. */
  @IntColumn()
  dossierRevision!: number;
}

/** An industry that a partner knows, stored for the filter. */
@RecordType({ prefix: 'partnerindustry', description: 'An industry that a partner knows.' })
@Index(['industryKey', 'partnerId'], { unique: true })
export class PartnerIndustry extends Node {
  @Index()
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @TextColumn({ length: 200 })
  industryKey!: string;
}
