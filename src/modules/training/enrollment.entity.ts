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
  description: 'Whether an enrollment is in progress, completed, or withdrawn.',
  valuesConfig: {
    ENROLLED: { description: 'Has not completed any lesson yet.' },
    IN_PROGRESS: { description: 'Has completed a lesson, but not all required ones.' },
    COMPLETED: {
      description: 'Has completed every required lesson, had them waived, or completed the course elsewhere.',
    },
    WITHDRAWN: { description: 'Was withdrawn from the course.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'The progress through the required lessons.' })
export class EnrollmentProgress {
  @Field(() => Int, { description: 'The number of completed required lessons.' })
  completed!: number;

  @Field(() => Int, { description: 'The number of required lessons of the course.' })
  required!: number;

  @Field(() => DecimalScalar, { description: 'Completed ÷ required · 100, rounded half up to 2 decimal places.' })
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

  @Field(() => ID, { nullable: true, description: "The person's partner at the time; null for staff." })
  @IdColumn({ nullable: true })
  partnerId!: Id<'partner'> | null;

  @Index()
  @Field(() => ID, { description: 'The id of the edition of the course.' })
  @IdColumn({ references: () => Course })
  courseId!: Id<'course'>;

  @Index()
  @Field(() => EnrollmentStatus, {
    description: 'The status of the enrollment. `availableActions` lists the possible steps.',
  })
  @EnumColumn()
  status!: EnrollmentStatus;

  /** The person and the edition, null after a withdrawal: the unique key allows one active enrollment. */
  @Index({ unique: true })
  @TextColumn({ length: 140, nullable: true })
  activeKey!: string | null;

  @Index()
  @Field(() => PlainDateScalar, { nullable: true, description: 'The due date; null for none.' })
  @DateColumn({ nullable: true })
  dueOn!: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'When the course was completed, in UTC; null until then.',
  })
  @DateColumn({ nullable: true })
  completedOn!: PlainDate | null;

  @JsonColumn()
  completedLessonIds!: string[];

  @IntColumn()
  completedRequiredLessons!: number;

  /** Copied from the course, where it no longer changes. */
  @IntColumn()
  requiredLessons!: number;

  @Field(() => ID, {
    nullable: true,
    description: 'The completed enrollment that no longer counts and is replaced by this one; null for others.',
  })
  @IdColumn({ nullable: true })
  retrainingOfId!: Id<'enrollment'> | null;

  @Field(() => ID, { nullable: true, description: 'The user who waived the lessons; null if none did.' })
  @IdColumn({ nullable: true })
  waivedById!: Id<'user'> | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the lessons were waived; null if they were not.',
  })
  @LongTextColumn({ nullable: true })
  waiverReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The xAPI statement of a learning system by which the course was completed; null if it was completed here.',
  })
  @TextColumn({ length: 36, nullable: true })
  statementId!: string | null;

  /** When the fact was recorded that it is due soon; null before that. */
  @DateColumn({ nullable: true })
  dueSoonStatedOn!: PlainDate | null;

  /** When the fact was recorded that it is overdue; null before that. */
  @DateColumn({ nullable: true })
  overdueStatedOn!: PlainDate | null;

  @Field(() => EnrollmentProgress, { description: 'The progress through the required lessons.' })
  get progress(): EnrollmentProgress {
    const [completed, required] = [this.completedRequiredLessons, this.requiredLessons];
    return { completed, required, percent: progressPercent(completed, required) };
  }
}
