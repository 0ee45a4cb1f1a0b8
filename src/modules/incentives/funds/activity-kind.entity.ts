import { Field, Int, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  BooleanColumn,
  DecimalColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { Decimal } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { DecimalScalar } from '../../../shared/graphql/scalars';

export enum FundProofKind {
  INVOICE = 'INVOICE',
  PAYMENT = 'PAYMENT',
  PHOTO = 'PHOTO',
  ATTENDEE_LIST = 'ATTENDEE_LIST',
  LEAD_LIST = 'LEAD_LIST',
  MATERIAL = 'MATERIAL',
  REPORT = 'REPORT',
}

export enum FundCostKind {
  MEDIA = 'MEDIA',
  PRINT = 'PRINT',
  VENUE = 'VENUE',
  CATERING = 'CATERING',
  TRAVEL = 'TRAVEL',
  AGENCY = 'AGENCY',
  SPEAKER = 'SPEAKER',
  GIFTS = 'GIFTS',
  STAFF = 'STAFF',
  OTHER = 'OTHER',
}

registerEnumType(FundProofKind, {
  name: 'FundProofKind',
  description: 'What a document proves about an activity.',
  valuesConfig: {
    INVOICE: { description: 'The invoice of a supplier.' },
    PAYMENT: { description: 'That the invoice was paid.' },
    PHOTO: { description: 'A photo of the event or the stand.' },
    ATTENDEE_LIST: { description: 'The people who attended.' },
    LEAD_LIST: { description: 'The leads that the activity brought.' },
    MATERIAL: { description: 'The advertisement, page or brochure as it was published.' },
    REPORT: { description: 'A report on the results.' },
  },
});

registerEnumType(FundCostKind, {
  name: 'FundCostKind',
  description: 'The kinds of cost of a marketing activity.',
  valuesConfig: {
    MEDIA: { description: 'Advertising space, online or in print.' },
    PRINT: { description: 'Brochures, banners and stands.' },
    VENUE: { description: 'Rooms and equipment.' },
    CATERING: { description: 'Food and drink for guests.' },
    TRAVEL: { description: 'Transport and lodging.' },
    AGENCY: { description: 'The work of an agency.' },
    SPEAKER: { description: 'The fee of an outside speaker.' },
    GIFTS: { description: 'Gifts and prizes.' },
    STAFF: { description: "The working time of the partner's own people." },
    OTHER: { description: 'Anything else; the note explains.' },
  },
});

/** The terms of an activity kind, as a request keeps them from its submission on. */
export type FundTerms = Pick<
  FundActivityKind,
  'requiredProofs' | 'reimbursementShare' | 'eligibleCostKinds' | 'claimDeadlineDays'
>;

@RecordType({
  prefix: 'fund_activity_kind',
  description: 'A kind of marketing activity that funds pay for, with the terms of its claims.',
})
export class FundActivityKind extends StoredRecord {
  declare id: Id<'fund_activity_kind'>;

  @Field({ description: 'The name, for example `Trade fair`; unique, ignoring case.' })
  @TextColumn({ length: 100 })
  name!: string;

  @Index({ unique: true })
  @TextColumn({ length: 200 })
  nameKey!: string;

  @Field({ description: 'What belongs to it; may be empty.' })
  @LongTextColumn()
  description!: string;

  @Field(() => [FundProofKind], {
    description: 'The proofs that a claim must contain, at least one document for each.',
  })
  @JsonColumn()
  requiredProofs!: FundProofKind[];

  @Field(() => DecimalScalar, { description: 'The share of the eligible cost that is reimbursed: 0.5 is half.' })
  @DecimalColumn({ places: 4 })
  reimbursementShare!: Decimal;

  @Field(() => [FundCostKind], { description: 'The kinds of cost that are reimbursed; others are not.' })
  @JsonColumn()
  eligibleCostKinds!: FundCostKind[];

  @Field(() => Int, { description: 'The days after the activity within which its cost can be claimed.' })
  @IntColumn()
  claimDeadlineDays!: number;

  @Field({ description: 'Whether new requests may use it.' })
  @BooleanColumn()
  offered!: boolean;
}
