import { Max, Min, Length } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import { IdColumn, JsonColumn, TextColumn } from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Weekday } from './working-calendar.formula';

registerEnumType(Weekday, {
  name: 'Weekday',
  description: 'A day of the week.',
  valuesConfig: Object.fromEntries(
    Object.values(Weekday).map((name) => [name, { description: `${name[0]}${name.slice(1).toLowerCase()}s.` }]),
  ),
});

@InputType('WorkingWeekdayInput', { description: 'How long people work on a day of the week.' })
@ObjectType({ simpleResolvers: true, description: 'How long people work on a day of the week.' })
export class WorkingWeekday {
  @Field(() => Weekday, { description: 'Which day of the week.' })
  weekday!: Weekday;

  @Field(() => Int, { description: 'The minutes of working time, from 0 to 1440.' })
  @Min(0)
  @Max(24 * 60)
  minutes!: number;
}

@InputType('HolidayInput', { description: 'A day on which nobody works.' })
@ObjectType({ simpleResolvers: true, description: 'A day on which nobody works.' })
export class Holiday {
  @Field(() => PlainDateScalar, { description: 'The day; on one that is free anyway it changes nothing.' })
  on!: PlainDate;

  @Field({ description: 'For example `New Year`.' })
  @Length(1, 100)
  name!: string;
}

/** What stands in the unique column of the one calendar that is the default. */
export const defaultKey = 'DEFAULT';

@RecordType({
  prefix: 'working_calendar',
  description:
    'When people work: the minutes of each weekday, less the holidays. Available hours are counted by it. It holds for all days, past and future, as it stands now. Partners see the default and those that their own people work by.',
})
export class WorkingCalendar extends StoredRecord {
  declare id: Id<'working_calendar'>;

  @Field({ description: 'Unique, without regard to case.' })
  @TextColumn({ length: 100 })
  name!: string;

  @Index({ unique: true })
  @TextColumn({ length: 100 })
  nameKey!: string;

  @Index()
  @Field(() => String, {
    nullable: true,
    description: 'Where people work by it, for example `EMEA`; null where that is not said.',
  })
  @TextColumn({ length: 100, nullable: true })
  region!: string | null;

  @Field(() => [WorkingWeekday], { description: 'From Monday on; a day of the week that is left out is free.' })
  @JsonColumn()
  weekdays!: WorkingWeekday[];

  @Field(() => [Holiday], { description: 'Each day once, in order.' })
  @JsonColumn()
  holidays!: Holiday[];

  /** By this key there is one default at a time. */
  @Index({ unique: true })
  @TextColumn({ length: 10, nullable: true })
  defaultKey!: string | null;

  @Field({ description: 'Is it the one for everybody who is not assigned to another?' })
  get isDefault(): boolean {
    return this.defaultKey !== null;
  }
}

@RecordType({
  prefix: 'calendar_assignment',
  description: 'By which working calendar a person works. Partners see those of their own people.',
})
export class CalendarAssignment extends StoredRecord {
  declare id: Id<'calendar_assignment'>;

  @Index({ unique: true })
  @Field(() => ID, { description: 'Whose working time it is.' })
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @Index()
  @Field(() => ID, { nullable: true, description: 'Null for the default again.' })
  @IdColumn({ nullable: true, references: () => WorkingCalendar })
  calendarId!: Id<'working_calendar'> | null;
}
