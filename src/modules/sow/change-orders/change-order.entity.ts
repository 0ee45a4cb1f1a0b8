import { Field, ID, Int, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DecimalColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  MoneyColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord, VendorOnly } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { CurrencyCode, Json, PlainDateScalar } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import type { PaperNames } from '../content/paper-names';
import { StatementOfWork } from '../content/sow.entity';
import { ChangeOrderStatus } from './change-order.lifecycle';

export enum ChangeOrderCause {
  CUSTOMER = 'CUSTOMER',
  VENDOR = 'VENDOR',
  PARTNER = 'PARTNER',
}

registerEnumType(ChangeOrderStatus, {
  name: 'ChangeOrderStatus',
  description: 'How far along a change order is.',
  valuesConfig: {
    DRAFT: { description: 'Being written.' },
    SUBMITTED: { description: 'Waiting for another project manager and the customer, with its effect frozen.' },
    APPROVED: { description: 'Signed: it created the next revision of the statement of work. Final.' },
    REJECTED: { description: 'Rejected. Final.' },
    DISCARDED: { description: 'A discarded draft, which keeps its number. Final.' },
  },
});

registerEnumType(ChangeOrderCause, {
  name: 'ChangeOrderCause',
  description: 'The party that made a change necessary.',
  valuesConfig: {
    CUSTOMER: { description: 'The customer wants something different.' },
    VENDOR: { description: 'The vendor could not deliver as agreed.' },
    PARTNER: { description: 'A partner on the project could not deliver as agreed.' },
  },
});

@RecordType({
  prefix: 'change_order',
  description:
    "A change of a project's agreement: a delta to one signed revision of its statement of work. Partner users see those of the projects that they are staffed on, without reason and cause.",
})
@Index(['projectId', 'number'], { unique: true })
@Index(['projectId', 'status'])
export class ChangeOrder extends StoredRecord {
  declare id: Id<'change_order'>;

  @Field(() => ID, { description: 'The id of the project whose statement of work it changes.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Field(() => Int, { description: 'Numbers the change orders of a project, from 1.' })
  @IntColumn()
  number!: number;

  @Field({ description: 'A short title.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Index()
  @Field(() => ID, { description: 'The id of the revision of the statement of work that it changes.' })
  @IdColumn({ references: () => StatementOfWork })
  baseSowId!: Id<'sow'>;

  @Index()
  @Field(() => ChangeOrderStatus, {
    description: 'How far along the change order is. `availableActions` has the next steps.',
  })
  @EnumColumn()
  status!: ChangeOrderStatus;

  @VendorOnly()
  @Field(() => String, { nullable: true, description: 'Why it is needed; null for partner roles.' })
  @LongTextColumn()
  reason!: string | null;

  @Index()
  @VendorOnly()
  @Field(() => ChangeOrderCause, {
    nullable: true,
    description: 'The party that made it necessary; null for partner roles.',
  })
  @EnumColumn()
  cause!: ChangeOrderCause | null;

  @Index()
  @VendorOnly()
  @IdColumn({ nullable: true, references: () => Partner })
  causePartnerId!: Id<'partner'> | null;

  /** In the form of the input, with decimals as text: see `delta.formula.ts`. */
  @VendorOnly()
  @Field(() => Json, {
    nullable: true,
    description:
      'The delta in the form of the input of `changeOrderUpdate`, with decimals as text; null for partner roles, who see `difference` instead.',
  })
  @JsonColumn()
  delta!: object | null;

  @Field(() => CurrencyCode, {
    description: 'The currency of every amount in it, which is that of the statement of work.',
  })
  @TextColumn({ length: 3 })
  currencyCode!: string;

  /** The effects, stored from the submission on. */
  @MoneyColumn({ nullable: true })
  priceEffectMinor!: number | null;

  @VendorOnly()
  @MoneyColumn({ nullable: true })
  budgetEffectMinor!: number | null;

  @IntColumn({ nullable: true })
  endEffectDays!: number | null;

  @VendorOnly()
  @DecimalColumn({ places: 2, nullable: true })
  hoursEffect!: Decimal | null;

  @Index()
  @IdColumn({ references: () => User })
  authorId!: Id<'user'>;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  submittedById!: Id<'user'> | null;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  decidedById!: Id<'user'> | null;

  @VendorOnly()
  @Field(() => String, {
    nullable: true,
    description: 'Why it was sent back; null if it was not, once it is submitted again, and for partner roles.',
  })
  @LongTextColumn({ nullable: true })
  sentBackReason!: string | null;

  @VendorOnly()
  @Field(() => String, {
    nullable: true,
    description: 'Why it was rejected; null if it was not, and for partner roles.',
  })
  @LongTextColumn({ nullable: true })
  rejectionReason!: string | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day of the signature, from which its revision is the baseline; null before that.',
  })
  @DateColumn({ nullable: true })
  signedOn!: PlainDate | null;

  @Field(() => String, { nullable: true, description: "The customer's signatory; null before that." })
  @TextColumn({ length: 200, nullable: true })
  signatory!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the signed document is kept; null before that.' })
  @TextColumn({ length: 500, nullable: true })
  signatureEvidence!: string | null;

  @Field(() => String, { nullable: true, description: "The vendor's signatory; null before that." })
  @TextColumn({ length: 200, nullable: true })
  vendorSignatory!: string | null;

  /** The content of its paper that comes from other records, as of the signature; null before that. */
  @JsonColumn({ nullable: true })
  signedNames!: PaperNames | null;

  /** The revision that its approval created. */
  @Index({ unique: true })
  @IdColumn({ nullable: true, references: () => StatementOfWork })
  sowId!: Id<'sow'> | null;
}
