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
  description: 'Whether a risk is still open.',
  valuesConfig: {
    OPEN: { description: 'It may still happen.' },
    CLOSED: { description: 'It has happened, or can no longer happen. Final.' },
  },
});

registerEnumType(RiskResponse, {
  name: 'RiskResponse',
  description: 'The strategy against a risk.',
  valuesConfig: {
    AVOID: { description: 'Change the plan so that it cannot happen.' },
    REDUCE: { description: 'Make it less likely, or less severe.' },
    TRANSFER: { description: 'Let another party bear it.' },
    ACCEPT: { description: 'Do nothing until it happens.' },
  },
});

registerEnumType(RiskOutcome, {
  name: 'RiskOutcome',
  description: 'How a risk was closed.',
  valuesConfig: {
    OCCURRED: { description: 'It has happened.' },
    AVERTED: { description: 'It was prevented.' },
    EXPIRED: { description: 'Its time has passed.' },
  },
});

@RecordType({
  prefix: 'risk',
  description:
    'Something that may happen to a project. Staff see all risks; partner users see only those that concern their firm.',
})
@Index(['projectId', 'createdAt'])
@Index(['partnerId', 'createdAt'])
@Index(['status', 'createdAt'])
@Index(['ownerId', 'createdAt'])
@Index(['createdAt'])
export class Risk extends RegisterEntry {
  declare id: Id<'risk'>;

  @Field(() => Int, { description: 'From 1 (very unlikely) to 5 (almost certain).' })
  @IntColumn()
  probability!: number;

  @Field(() => Int, { description: 'From 1 (barely noticeable) to 5 (fatal to the project).' })
  @IntColumn()
  impact!: number;

  @Field(() => RiskResponse, { description: 'The strategy against the risk.' })
  @EnumColumn()
  response!: RiskResponse;

  @Field({ description: 'The concrete measures; may be empty.' })
  @LongTextColumn()
  responsePlan!: string;

  @Field(() => ID, { description: 'The user who watches it.' })
  @IdColumn({ references: () => User })
  ownerId!: Id<'user'>;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The day of the next review; null if not set.' })
  @DateColumn({ nullable: true })
  reviewOn!: PlainDate | null;

  @Field(() => RiskStatus, { description: 'Whether it is still open.' })
  @EnumColumn()
  status!: RiskStatus;

  @Field(() => RiskOutcome, { nullable: true, description: 'The outcome; null while it is open.' })
  @EnumColumn({ nullable: true })
  outcome!: RiskOutcome | null;

  @Field(() => String, { nullable: true, description: 'How it was closed; null while it is open.' })
  @LongTextColumn({ nullable: true })
  closingNote!: string | null;

  @Field(() => Int, { description: 'Probability × impact, from 1 to 25.' })
  get score(): number {
    return scoreOf(this);
  }
}
