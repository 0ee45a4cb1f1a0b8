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
  description: 'Where a firm stands with the vendor.',
  valuesConfig: {
    APPLICANT: { description: 'Has applied.' },
    ONBOARDING: { description: 'Works through its checklist.' },
    ACTIVE: { description: 'Admitted: may qualify, be staffed and deliver.' },
    SUSPENDED: { description: 'Paused: neither moves on nor is staffed anew.' },
    TERMINATED: { description: 'Ended after it was admitted. Final.' },
    REJECTED: { description: 'Ended before it was admitted. Final.' },
  },
});

@RecordType({ prefix: 'partner', description: "A firm outside the vendor that delivers the vendor's services." })
@Index(['createdAt'])
export class Partner extends StoredRecord {
  declare id: Id<'partner'>;

  @Field({ description: 'The name it goes by.' })
  @TextColumn({ length: 200 })
  name!: string;

  /** Both names, for search and order. */
  @Index()
  @TextColumn({ length: 410 })
  nameKey!: string;

  @Field({ description: 'The name in the register.' })
  @TextColumn({ length: 200 })
  legalName!: string;

  @Index()
  @Field({ description: 'ISO 3166-1 alpha-2.' })
  @TextColumn({ length: 2 })
  country!: string;

  @Field({ description: 'As the register of its country writes it.' })
  @TextColumn({ length: 100 })
  registrationNumber!: string;

  /** Country and registration number without their punctuation: the same firm has the same one, however often it applies. */
  @Index()
  @TextColumn({ length: 120 })
  firmKey!: string;

  /** The firm key while the partner is neither rejected nor terminated, then null: one such partner per firm. */
  @Index({ unique: true })
  @TextColumn({ length: 120, nullable: true })
  registrationKey!: string | null;

  @Index()
  @Field({ description: 'Where it works, for example `EMEA` or `North China`.' })
  @TextColumn({ length: 100 })
  region!: string;

  @Field(() => [String], { description: 'The industries that it knows.' })
  @JsonColumn()
  industries!: string[];

  @Field(() => String, { nullable: true, description: 'Null where it has none.' })
  @TextColumn({ length: 500, nullable: true })
  website!: string | null;

  @Field({ description: 'Whom the vendor talks to.' })
  @TextColumn({ length: 200 })
  contactName!: string;

  @Field({ description: 'Where that person is reached.' })
  @TextColumn({ length: 254 })
  contactEmail!: string;

  @Index()
  @Field(() => PartnerStatus, {
    description: 'Where the firm stands between its application and the end of the partnership.',
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
      'The tier that the last review decided on, by its name in the programme; the admission is one, and gives the lowest. Null before that, or where the lowest was not reached. `computedTier` is what the figures say.',
  })
  @TextColumn({ length: 100, nullable: true })
  tier!: string | null;

  /** When its tier was last decided on, by its admission or a review: the next one is due from then on. */
  @DateColumn({ nullable: true })
  tierDecidedOn!: PlainDate | null;

  @Index()
  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day on which it keeps a tier that it does not meet; null where no such grace was given.',
  })
  @DateColumn({ nullable: true })
  tierGraceUntil!: PlainDate | null;

  @Index()
  @IdColumn({ nullable: true, references: () => Partner })
  predecessorId!: Id<'partner'> | null;

  /** The member of staff who wrote the application down; null where the firm did it itself. */
  @IdColumn({ nullable: true })
  appliedById!: Id<'user'> | null;

  /** Goes up with every step of its checklist and of its members, so that a decision taken on older ones fails. */
  @IntColumn()
  dossierRevision!: number;
}

/** An industry that a partner knows, as the filter looks for it. */
@RecordType({ prefix: 'partnerindustry', description: 'An industry that a partner knows.' })
@Index(['industryKey', 'partnerId'], { unique: true })
export class PartnerIndustry extends Node {
  @Index()
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @TextColumn({ length: 200 })
  industryKey!: string;
}
