import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  JsonColumn,
  LongTextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, PlainDateScalar } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Alliance } from './alliance.entity';
import { ExitStrategy, ExitSubject } from './exit-strategy.entity';
import { ExitObligationStatus } from './exit-strategy.lifecycle';

registerEnumType(ExitObligationStatus, {
  name: 'ExitObligationStatus',
  description: 'Whether an obligation after the exit from an alliance is fulfilled.',
  valuesConfig: {
    OPEN: { description: 'It is not fulfilled yet.' },
    DONE: { description: 'It is fulfilled, with evidence.' },
  },
});

@RecordType({
  prefix: 'exit_obligation',
  description:
    'What must be done after the exit from an alliance: a copy of a duty of the exit strategy that was agreed at the exit.',
})
@Index(['allianceId', 'dueOn'])
@Index(['status', 'dueOn'])
@Index(['status', 'createdAt'])
@Index(['dueOn'])
export class ExitObligation extends StoredRecord {
  declare id: Id<'exit_obligation'>;

  @Field(() => ID, { description: 'The id of the alliance that it belongs to.' })
  @IdColumn({ references: () => Alliance })
  allianceId!: Id<'alliance'>;

  @Index()
  @IdColumn({ references: () => ExitStrategy })
  exitStrategyId!: Id<'exit_strategy'>;

  @Field(() => ExitSubject, { description: 'What it is about.' })
  @EnumColumn()
  subject!: ExitSubject;

  @Field({ description: 'What must be done, and by whom.' })
  @LongTextColumn()
  text!: string;

  @Field(() => PlainDateScalar, { description: 'The day by which it must be done.' })
  @DateColumn()
  dueOn!: PlainDate;

  @Field(() => ExitObligationStatus, { description: 'Whether it is fulfilled.' })
  @EnumColumn()
  status!: ExitObligationStatus;

  @Field(() => String, { nullable: true, description: 'How it was fulfilled; null while it is open.' })
  @LongTextColumn({ nullable: true })
  note!: string | null;

  /** The ids of the documents that prove it. */
  @JsonColumn()
  documents!: Id<'document'>[];

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  doneById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was fulfilled, in UTC; null while it is open.' })
  @DateTimeColumn({ nullable: true })
  doneAt!: Date | null;
}
