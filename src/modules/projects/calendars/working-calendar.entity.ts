import { Max, Min, Length } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import { DateColumn, IdColumn, JsonColumn, TextColumn } from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { type CalendarContent, type DefaultPeriod, Weekday } from './working-calendar.formula';

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

@InputType('HolidayInput', { description: 'A day on which nobody works, or half a day.' })
@ObjectType({ simpleResolvers: true, description: 'A day on which nobody works, or half a day.' })
export class Holiday {
  @Field(() => PlainDateScalar, { description: 'The day; on one that is free anyway it changes nothing.' })
  on!: PlainDate;

  @Field({ description: 'For example `New Year`.' })
  @Length(1, 100)
  name!: string;

  @Field({
    defaultValue: false,
    description:
      'Is half of the day worked? Half of its minutes count then, rounded down; in planned value, half a day.',
  })
  half!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'What a calendar said from a day on, until it was replaced.' })
export class EarlierCalendarContent implements CalendarContent {
  @Field(() => PlainDateScalar, { description: 'The first day on which it held; 1900-01-01 for the first one.' })
  from!: PlainDate;

  @Field(() => [WorkingWeekday], { description: 'From Monday on; a day of the week that is left out is free.' })
  weekdays!: WorkingWeekday[];

  @Field(() => [Holiday], { description: 'Each day once, in order.' })
  holidays!: Holiday[];
}

/** What stands in the unique column of the one calendar that is the default. */
export const defaultKey = 'DEFAULT';

@RecordType({
  prefix: 'working_calendar',
  description:
    'When people work: the minutes of each weekday, less the holidays. Available hours are counted by it. What it says, and who works by it, holds from a day on. Partners see the default and those that their own people work by.',
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

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The first day on which `weekdays` and `holidays` hold; null where they hold for all days.',
  })
  @DateColumn({ nullable: true })
  validFrom!: PlainDate | null;

  /** What it said before, in order; null where it never said anything else. */
  @JsonColumn({ nullable: true })
  earlier!: EarlierCalendarContent[] | null;

  @Field(() => [EarlierCalendarContent], {
    description: 'What it said before `validFrom`, the first one first: figures of those days are counted by it.',
  })
  get earlierContents(): EarlierCalendarContent[] {
    return this.earlier ?? [];
  }

  /** By this key there is one default at a time. */
  @Index({ unique: true })
  @TextColumn({ length: 10, nullable: true })
  defaultKey!: string | null;

  /** When it is and was the default, in order; null where that is, or is not, since always. */
  @JsonColumn({ nullable: true })
  defaultPeriods!: DefaultPeriod[] | null;

  @Field({
    description:
      'Is it the one for everybody who is not assigned to another, from `defaultFrom` on? One has been named last.',
  })
  get isDefault(): boolean {
    return this.defaultKey !== null;
  }

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The first day on which it is the default; null where it is not, and where it is for all days.',
  })
  get defaultFrom(): PlainDate | null {
    return this.isDefault ? (this.defaultPeriods?.at(-1)?.from ?? null) : null;
  }
}

@RecordType({
  prefix: 'calendar_assignment',
  description:
    'By which working calendar a person works from a day on, until the next one. Partners see those of their own people.',
})
@Index(['userId', 'validFrom'], { unique: true })
export class CalendarAssignment extends StoredRecord {
  declare id: Id<'calendar_assignment'>;

  @Field(() => ID, { description: 'Whose working time it is.' })
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @Field(() => PlainDateScalar, { description: 'The first day on which it holds: figures of earlier days stay.' })
  @DateColumn()
  validFrom!: PlainDate;

  @Index()
  @Field(() => ID, { nullable: true, description: 'Null for the default again.' })
  @IdColumn({ nullable: true, references: () => WorkingCalendar })
  calendarId!: Id<'working_calendar'> | null;
}
