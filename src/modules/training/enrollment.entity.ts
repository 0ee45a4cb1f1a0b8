import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../shared/database/columns';
import { RecordType, StoredRecord } from '../../shared/database/record';
import type { PlainDate } from '../../shared/domain/dates';
import type { Decimal } from '../../shared/domain/decimal';
import type { Id } from '../../shared/domain/ids';
import { DecimalScalar, PlainDateScalar } from '../../shared/graphql/scalars';
import { User } from '../identity';
import { Course } from './course.entity';
import { EnrollmentStatus } from './enrollment.lifecycle';
import { progressPercent } from './progress.formula';

registerEnumType(EnrollmentStatus, {
  name: 'EnrollmentStatus',
  description: 'How far a person is in a course.',
  valuesConfig: {
    ENROLLED: { description: 'Has not completed any lesson yet.' },
    IN_PROGRESS: { description: 'Has completed a lesson, but not all that are required.' },
    COMPLETED: {
      description: 'Has completed every required lesson, was let off them, or completed the course elsewhere.',
    },
    WITHDRAWN: { description: 'Does not take the course after all.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'How many of the required lessons are completed.' })
export class EnrollmentProgress {
  @Field(() => Int, { description: 'Required lessons that are completed.' })
  completed!: number;

  @Field(() => Int, { description: 'Required lessons of the course.' })
  required!: number;

  @Field(() => DecimalScalar, { description: '100 · completed ÷ required, rounded half up to 2 decimals.' })
  percent!: Decimal;
}

@RecordType({ prefix: 'enrollment', description: 'A person in an edition of a course.' })
@Index(['partnerId', 'createdAt'])
@Index(['createdAt'])
export class Enrollment extends StoredRecord {
  declare id: Id<'enrollment'>;

  @Index()
  @Field(() => ID, { description: 'The id of the person who takes the course.' })
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @Field(() => ID, { nullable: true, description: "The person's firm at the time; null for the vendor's staff." })
  @IdColumn({ nullable: true })
  partnerId!: Id<'partner'> | null;

  @Index()
  @Field(() => ID, { description: 'The id of the edition of the course that the person takes.' })
  @IdColumn({ references: () => Course })
  courseId!: Id<'course'>;

  @Index()
  @Field(() => EnrollmentStatus, {
    description: 'Where it stands in its life cycle. `availableActions` names the steps from here.',
  })
  @EnumColumn()
  status!: EnrollmentStatus;

  /** A person is in an edition once: the two ids, and null when they have withdrawn. */
  @Index({ unique: true })
  @TextColumn({ length: 140, nullable: true })
  activeKey!: string | null;

  @Index()
  @Field(() => PlainDateScalar, { nullable: true, description: 'Until when it should be completed; null for no date.' })
  @DateColumn({ nullable: true })
  dueOn!: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'When it was completed; null until then.' })
  @DateColumn({ nullable: true })
  completedOn!: PlainDate | null;

  @JsonColumn()
  completedLessonIds!: string[];

  @IntColumn()
  completedRequiredLessons!: number;

  /** Copied from the course, which does not change any more. */
  @IntColumn()
  requiredLessons!: number;

  @Field(() => ID, {
    nullable: true,
    description:
      'The completed enrolment that no longer counts, which this one was opened to replace; null for others.',
  })
  @IdColumn({ nullable: true })
  retrainingOfId!: Id<'enrollment'> | null;

  @Field(() => ID, { nullable: true, description: 'Who let the person off the lessons; null where nobody did.' })
  @IdColumn({ nullable: true })
  waivedById!: Id<'user'> | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the person was let off the lessons; null where they were not.',
  })
  @LongTextColumn({ nullable: true })
  waiverReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The statement (xAPI) of a learning system by which the course was completed; null where it was none.',
  })
  @TextColumn({ length: 36, nullable: true })
  statementId!: string | null;

  /** When the fact was stated that it is due soon; null before that. */
  @DateColumn({ nullable: true })
  dueSoonStatedOn!: PlainDate | null;

  /** When the fact was stated that it is overdue; null before that. */
  @DateColumn({ nullable: true })
  overdueStatedOn!: PlainDate | null;

  @Field(() => EnrollmentProgress, { description: 'How many of the required lessons are completed.' })
  get progress(): EnrollmentProgress {
    const [completed, required] = [this.completedRequiredLessons, this.requiredLessons];
    return { completed, required, percent: progressPercent(completed, required) };
  }
}
