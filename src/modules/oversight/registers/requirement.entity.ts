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
  description: 'Whether it is decided what becomes of a requirement.',
  valuesConfig: {
    OPEN: { description: 'Not decided yet.' },
    DECIDED: { description: 'Decided. Final.' },
  },
});

registerEnumType(RaisedBy, {
  name: 'RaisedBy',
  description: 'From where a requirement comes.',
  valuesConfig: {
    CUSTOMER: { description: 'The customer, whose word staff or a partner recorded.' },
    VENDOR: { description: "The vendor's own people." },
    PARTNER: { description: 'A partner on the project.' },
  },
});

registerEnumType(RequirementDecision, {
  name: 'RequirementDecision',
  description: 'What becomes of a requirement.',
  valuesConfig: {
    IN_SCOPE: { description: 'It is part of what was agreed.' },
    CHANGE_ORDER: { description: 'It is agreed anew, by a change order.' },
    PRODUCT_PROPOSAL: { description: 'It is proposed for the product.' },
    DECLINED: { description: 'It is not done.' },
  },
});

@RecordType({
  prefix: 'requirement',
  description:
    "Something wanted that came up during a project. Staff see all; a partner's people those that concern their firm, and no other.",
})
@Index(['projectId', 'createdAt'])
@Index(['partnerId', 'createdAt'])
@Index(['status', 'createdAt'])
@Index(['decision', 'createdAt'])
@Index(['createdAt'])
export class Requirement extends RegisterEntry {
  declare id: Id<'requirement'>;

  @Field(() => RaisedBy, { description: 'Which side asked for it.' })
  @EnumColumn()
  raisedBy!: RaisedBy;

  @Field(() => String, {
    nullable: true,
    description: "Who said it for the customer; null where the vendor's or a partner's people raised it.",
  })
  @TextColumn({ length: 200, nullable: true })
  contact!: string | null;

  @Field(() => PlainDateScalar, { description: 'The day on which it came up.' })
  @DateColumn()
  raisedOn!: PlainDate;

  @Index()
  @Field(() => ID, { description: 'Who recorded it.' })
  @IdColumn({ references: () => User })
  recordedById!: Id<'user'>;

  @Field({ description: 'Why it was not seen before; empty while that is not known.' })
  @LongTextColumn()
  rootCause!: string;

  @Field(() => RequirementStatus, { description: 'Whether it is decided on.' })
  @EnumColumn()
  status!: RequirementStatus;

  @Field(() => RequirementDecision, { nullable: true, description: 'What becomes of it; null while that is open.' })
  @EnumColumn({ nullable: true })
  decision!: RequirementDecision | null;

  @Field(() => String, { nullable: true, description: 'Why; null while it is open.' })
  @LongTextColumn({ nullable: true })
  decisionReason!: string | null;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  decidedById!: Id<'user'> | null;

  @Index()
  @IdColumn({ nullable: true })
  changeOrderId!: Id<'change_order'> | null;
}
