import { IsInt, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Alliance } from './alliance.entity';
import { ExitStrategyStatus } from './exit-strategy.lifecycle';

export enum ExitSubject {
  JOINT_CUSTOMERS = 'JOINT_CUSTOMERS',
  DATA = 'DATA',
  SUPPORT = 'SUPPORT',
  OTHER = 'OTHER',
}

registerEnumType(ExitSubject, {
  name: 'ExitSubject',
  description: 'What an obligation at the exit from an alliance is about.',
  valuesConfig: {
    JOINT_CUSTOMERS: { description: 'The customers that the parties have in common.' },
    DATA: { description: 'The data that they exchanged.' },
    SUPPORT: { description: 'The support of joint solutions and integrations.' },
    OTHER: { description: 'Anything else.' },
  },
});

registerEnumType(ExitStrategyStatus, {
  name: 'ExitStrategyStatus',
  description: 'Whether an exit strategy is agreed.',
  valuesConfig: {
    DRAFT: { description: 'It is being written.' },
    AGREED: { description: 'The parties agreed on it. Its content no longer changes.' },
    SUPERSEDED: { description: 'The parties agreed on the next one. Final.' },
    DISCARDED: { description: 'The draft was given up. Final.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'What must be done after the exit from an alliance.' })
@InputType('ExitDutyInput', { description: 'What must be done after the exit from an alliance.' })
export class ExitDuty {
  @Field(() => ExitSubject, { description: 'What it is about.' })
  subject!: ExitSubject;

  @Field({ description: 'What must be done, and by whom; 1 to 1000 characters.' })
  @Length(1, 1000)
  text!: string;

  @Field(() => Int, { description: 'The number of days after the exit within which it must be done, from 0 to 3650.' })
  @IsInt()
  @Min(0)
  @Max(3650)
  daysAfterExit!: number;
}

@RecordType({
  prefix: 'exit_strategy',
  description:
    'What happens to joint customers, data and support if an alliance ends. An agreed one never changes; the next one supersedes it.',
})
@Index(['allianceId', 'edition'], { unique: true })
export class ExitStrategy extends StoredRecord {
  declare id: Id<'exit_strategy'>;

  @Field(() => ID, { description: 'The id of the alliance that it belongs to.' })
  @IdColumn({ references: () => Alliance })
  allianceId!: Id<'alliance'>;

  @Field(() => Int, { description: 'Counts from 1 for each alliance.' })
  @IntColumn()
  edition!: number;

  @Field(() => ExitStrategyStatus, { description: 'Whether it is agreed.' })
  @EnumColumn()
  status!: ExitStrategyStatus;

  /** The alliance while it is a draft: at most one draft exists. */
  @Index({ unique: true })
  @IdColumn({ nullable: true })
  draftOfAllianceId!: Id<'alliance'> | null;

  @Field({ description: 'What happens to the joint customers.' })
  @LongTextColumn()
  jointCustomers!: string;

  @Field({ description: 'What happens to the data that the parties exchanged.' })
  @LongTextColumn()
  data!: string;

  @Field({ description: 'What happens to the support.' })
  @LongTextColumn()
  support!: string;

  @Field(() => [ExitDuty], { description: 'What must be done after the exit.' })
  @JsonColumn()
  duties!: ExitDuty[];

  @Index()
  @IdColumn({ references: () => User })
  authorId!: Id<'user'>;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day on which the parties agreed on it; null if they did not.',
  })
  @DateColumn({ nullable: true })
  agreedOn!: PlainDate | null;

  /** The ids of the documents that prove the agreement. */
  @JsonColumn()
  documents!: Id<'document'>[];

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  agreedById!: Id<'user'> | null;
}
