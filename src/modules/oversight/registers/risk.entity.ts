import { Field, ID, Int, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import { DateColumn, EnumColumn, IdColumn, IntColumn, LongTextColumn } from '../../../shared/database/columns';
import { RecordType } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { scoreOf } from './heat-map.formula';
import { RegisterEntry } from './register.entity';
import { RiskStatus } from './risk.lifecycle';

export enum RiskResponse {
  AVOID = 'AVOID',
  REDUCE = 'REDUCE',
  TRANSFER = 'TRANSFER',
  ACCEPT = 'ACCEPT',
}

export enum RiskOutcome {
  OCCURRED = 'OCCURRED',
  AVERTED = 'AVERTED',
  EXPIRED = 'EXPIRED',
}

registerEnumType(RiskStatus, {
  name: 'RiskStatus',
  description: 'Whether a risk still stands.',
  valuesConfig: {
    OPEN: { description: 'It may happen.' },
    CLOSED: { description: 'It has happened, or cannot any more. Final.' },
  },
});

registerEnumType(RiskResponse, {
  name: 'RiskResponse',
  description: 'What is done about a risk.',
  valuesConfig: {
    AVOID: { description: 'The plan is changed so that it cannot happen.' },
    REDUCE: { description: 'It is made less probable, or less grave.' },
    TRANSFER: { description: 'Somebody else bears it.' },
    ACCEPT: { description: 'Nothing, until it happens.' },
  },
});

registerEnumType(RiskOutcome, {
  name: 'RiskOutcome',
  description: 'What became of a risk.',
  valuesConfig: {
    OCCURRED: { description: 'It has happened.' },
    AVERTED: { description: 'It was prevented.' },
    EXPIRED: { description: 'Its time is over.' },
  },
});

@RecordType({
  prefix: 'risk',
  description:
    "Something that may happen to a project. Staff see all; a partner's people those that concern their firm, and no other.",
})
@Index(['projectId', 'createdAt'])
@Index(['partnerId', 'createdAt'])
@Index(['status', 'createdAt'])
@Index(['ownerId', 'createdAt'])
@Index(['createdAt'])
export class Risk extends RegisterEntry {
  declare id: Id<'risk'>;

  @Field(() => Int, { description: 'From 1, hardly, to 5, almost certainly.' })
  @IntColumn()
  probability!: number;

  @Field(() => Int, { description: 'From 1, hardly felt, to 5, fatal to the project.' })
  @IntColumn()
  impact!: number;

  @Field(() => RiskResponse, { description: 'What the project does about it.' })
  @EnumColumn()
  response!: RiskResponse;

  @Field({ description: 'What exactly is done; may be empty.' })
  @LongTextColumn()
  responsePlan!: string;

  @Field(() => ID, { description: 'Who watches it.' })
  @IdColumn({ references: () => User })
  ownerId!: Id<'user'>;

  @Field(() => PlainDateScalar, { nullable: true, description: 'When it is looked at again; null where that is open.' })
  @DateColumn({ nullable: true })
  reviewOn!: PlainDate | null;

  @Field(() => RiskStatus, { description: 'Whether it is still watched.' })
  @EnumColumn()
  status!: RiskStatus;

  @Field(() => RiskOutcome, { nullable: true, description: 'What became of it; null while it is open.' })
  @EnumColumn({ nullable: true })
  outcome!: RiskOutcome | null;

  @Field(() => String, { nullable: true, description: 'How it came to its end; null while it is open.' })
  @LongTextColumn({ nullable: true })
  closingNote!: string | null;

  @Field(() => Int, { description: 'Probability × impact, from 1 to 25.' })
  get score(): number {
    return scoreOf(this);
  }
}
