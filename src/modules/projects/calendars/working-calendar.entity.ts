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

@InputType('WorkingWeekdayInput', { description: 'The working time of a day of the week.' })
@ObjectType({ simpleResolvers: true, description: 'The working time of a day of the week.' })
export class WorkingWeekday {
  @Field(() => Weekday, { description: 'The day of the week.' })
  weekday!: Weekday;

  @Field(() => Int, { description: 'The minutes of working time, from 0 to 1440.' })
  @Min(0)
  @Max(24 * 60)
  minutes!: number;
}

@InputType('HolidayInput', { description: 'A day, or half a day, on which nobody works.' })
@ObjectType({ simpleResolvers: true, description: 'A day, or half a day, on which nobody works.' })
export class Holiday {
  @Field(() => PlainDateScalar, { description: 'The day; one that is free anyway changes nothing.' })
  on!: PlainDate;

  @Field({ description: 'For example `New Year`.' })
  @Length(1, 100)
  name!: string;

  @Field({
    defaultValue: false,
    description:
      'True if half of the day is worked: then half of its minutes count, rounded down; in planned value, half a day.',
  })
  half!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'The content of a calendar from a day on, until it was replaced.' })
export class EarlierCalendarContent implements CalendarContent {
  @Field(() => PlainDateScalar, { description: 'The first day to which it applied; 1900-01-01 for the first content.' })
  from!: PlainDate;

  @Field(() => [WorkingWeekday], { description: 'Starting with Monday; a day of the week that is left out is free.' })
  weekdays!: WorkingWeekday[];

  @Field(() => [Holiday], { description: 'Each day once, in order.' })
  holidays!: Holiday[];
}

/** The value in the unique column that marks the default calendar. */
export const defaultKey = 'DEFAULT';

@RecordType({
  prefix: 'working_calendar',
  description:
    'The working time of people: the minutes of each weekday, less the holidays. It determines available hours. Its content, and its assignments to people, apply from a day on. Partner users see the default and the calendars of their own people.',
})
export class WorkingCalendar extends StoredRecord {
  declare id: Id<'working_calendar'>;

  @Field({ description: 'Unique, ignoring case.' })
  @TextColumn({ length: 100 })
  name!: string;

  @Index({ unique: true })
  @TextColumn({ length: 100 })
  nameKey!: string;

  @Index()
  @Field(() => String, {
    nullable: true,
    description: 'The region that it is for, for example `EMEA`; null if not given.',
  })
  @TextColumn({ length: 100, nullable: true })
  region!: string | null;

  @Field(() => [WorkingWeekday], { description: 'Starting with Monday; a day of the week that is left out is free.' })
  @JsonColumn()
  weekdays!: WorkingWeekday[];

  @Field(() => [Holiday], { description: 'Each day once, in order.' })
  @JsonColumn()
  holidays!: Holiday[];

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The first day to which `weekdays` and `holidays` apply; null if they apply to all days.',
  })
  @DateColumn({ nullable: true })
  validFrom!: PlainDate | null;

  /** Its earlier contents, in order; null if it never changed. */
  @JsonColumn({ nullable: true })
  earlier!: EarlierCalendarContent[] | null;

  @Field(() => [EarlierCalendarContent], {
    description: 'Its contents before `validFrom`, oldest first, by which figures of those days are computed.',
  })
  get earlierContents(): EarlierCalendarContent[] {
    return this.earlier ?? [];
  }

  /** Only one calendar has this key at a time: the default. */
  @Index({ unique: true })
  @TextColumn({ length: 10, nullable: true })
  defaultKey!: string | null;

  /** The periods in which it is or was the default, in order; null if that has never changed. */
  @JsonColumn({ nullable: true })
  defaultPeriods!: DefaultPeriod[] | null;

  @Field({
    description:
      'Whether it applies to everyone without another assignment, from `defaultFrom` on. True for the last calendar that was made the default.',
  })
  get isDefault(): boolean {
    return this.defaultKey !== null;
  }

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The first day on which it is the default; null if it is not, or is for all days.',
  })
  get defaultFrom(): PlainDate | null {
    return this.isDefault ? (this.defaultPeriods?.at(-1)?.from ?? null) : null;
  }
}

@RecordType({
  prefix: 'calendar_assignment',
  description:
    'The working calendar of a person from a day on, until the next assignment. Partner users see those of their own people.',
})
@Index(['userId', 'validFrom'], { unique: true })
export class CalendarAssignment extends StoredRecord {
  declare id: Id<'calendar_assignment'>;

  @Field(() => ID, { description: 'The id of the person whose working time it is.' })
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @Field(() => PlainDateScalar, {
    description: 'The first day to which it applies; figures of earlier days stay as they are.',
  })
  @DateColumn()
  validFrom!: PlainDate;

  @Index()
  @Field(() => ID, { nullable: true, description: 'The id of the calendar; null for the default.' })
  @IdColumn({ nullable: true, references: () => WorkingCalendar })
  calendarId!: Id<'working_calendar'> | null;
}
