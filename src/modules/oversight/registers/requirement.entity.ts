import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import { DateColumn, EnumColumn, IdColumn, LongTextColumn, TextColumn } from '../../../shared/database/columns';
import { RecordType } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { RegisterEntry } from './register.entity';
import { RequirementStatus } from './requirement.lifecycle';

export enum RaisedBy {
  CUSTOMER = 'CUSTOMER',
  VENDOR = 'VENDOR',
  PARTNER = 'PARTNER',
}

export enum RequirementDecision {
  IN_SCOPE = 'IN_SCOPE',
  CHANGE_ORDER = 'CHANGE_ORDER',
  PRODUCT_PROPOSAL = 'PRODUCT_PROPOSAL',
  DECLINED = 'DECLINED',
}

registerEnumType(RequirementStatus, {
  name: 'RequirementStatus',
  description: 'Whether a requirement is decided on.',
  valuesConfig: {
    OPEN: { description: 'Not decided yet.' },
    DECIDED: { description: 'Decided. Final.' },
  },
});

registerEnumType(RaisedBy, {
  name: 'RaisedBy',
  description: 'The side that a requirement comes from.',
  valuesConfig: {
    CUSTOMER: { description: 'The customer, whose request staff or a partner recorded.' },
    VENDOR: { description: "The vendor's own people." },
    PARTNER: { description: 'A partner on the project.' },
  },
});

registerEnumType(RequirementDecision, {
  name: 'RequirementDecision',
  description: 'How a requirement is handled.',
  valuesConfig: {
    IN_SCOPE: { description: 'It is part of the existing agreement.' },
    CHANGE_ORDER: { description: 'A change order adds it to the agreement.' },
    PRODUCT_PROPOSAL: { description: 'It is proposed for the product.' },
    DECLINED: { description: 'It will not be done.' },
  },
});

@RecordType({
  prefix: 'requirement',
  description:
    'A requirement that came up during a project. Staff see all; partner users see only those that concern their firm.',
})
@Index(['projectId', 'createdAt'])
@Index(['partnerId', 'createdAt'])
@Index(['status', 'createdAt'])
@Index(['decision', 'createdAt'])
@Index(['createdAt'])
export class Requirement extends RegisterEntry {
  declare id: Id<'requirement'>;

  @Field(() => RaisedBy, { description: 'The side that asked for it.' })
  @EnumColumn()
  raisedBy!: RaisedBy;

  @Field(() => String, {
    nullable: true,
    description: 'The contact who asked for it; null if the vendor or a partner raised it.',
  })
  @TextColumn({ length: 200, nullable: true })
  contact!: string | null;

  @Field(() => PlainDateScalar, { description: 'The day on which it came up.' })
  @DateColumn()
  raisedOn!: PlainDate;

  @Index()
  @Field(() => ID, { description: 'The user who recorded it.' })
  @IdColumn({ references: () => User })
  recordedById!: Id<'user'>;

  @Field({ description: 'Why it was not foreseen; empty if unknown.' })
  @LongTextColumn()
  rootCause!: string;

  @Field(() => RequirementStatus, { description: 'Whether it is decided on.' })
  @EnumColumn()
  status!: RequirementStatus;

  @Field(() => RequirementDecision, { nullable: true, description: 'The decision; null while it is open.' })
  @EnumColumn({ nullable: true })
  decision!: RequirementDecision | null;

  @Field(() => String, { nullable: true, description: 'The reason for the decision; null while it is open.' })
  @LongTextColumn({ nullable: true })
  decisionReason!: string | null;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  decidedById!: Id<'user'> | null;

  @Index()
  @IdColumn({ nullable: true })
  changeOrderId!: Id<'change_order'> | null;
}
