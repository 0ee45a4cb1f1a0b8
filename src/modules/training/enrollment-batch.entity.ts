import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import { DateColumn, IdColumn, JsonColumn } from '../../shared/database/columns';
import { RecordType, StoredRecord } from '../../shared/database/record';
import type { PlainDate } from '../../shared/domain/dates';
import type { Id } from '../../shared/domain/ids';
import { PlainDateScalar } from '../../shared/graphql/scalars';
import { Course } from './course.entity';

export enum EnrollmentOutcome {
  ENROLLED = 'ENROLLED',
  ALREADY_ENROLLED = 'ALREADY_ENROLLED',
  ALREADY_COMPLETED = 'ALREADY_COMPLETED',
  DEACTIVATED = 'DEACTIVATED',
}

registerEnumType(EnrollmentOutcome, {
  name: 'EnrollmentOutcome',
  description: 'The outcome of a batch enrollment for one person.',
  valuesConfig: {
    ENROLLED: { description: 'Was enrolled.' },
    ALREADY_ENROLLED: { description: 'Was already enrolled in this edition: nothing was done.' },
    ALREADY_COMPLETED: { description: 'Has completed an edition that still counts: nothing was done.' },
    DEACTIVATED: { description: 'Can no longer sign in: nothing was done.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'The outcome of a batch enrollment for one person.' })
export class EnrollmentResult {
  userId!: Id<'user'>;

  @Field(() => EnrollmentOutcome, { description: 'The outcome for this person.' })
  outcome!: EnrollmentOutcome;

  /** The new enrollment, or the existing one. */
  enrollmentId!: Id<'enrollment'> | null;
}

@RecordType({ prefix: 'enrollmentbatch', description: 'Several people who were enrolled in a course together.' })
@Index(['createdAt'])
@Index(['partnerId', 'createdAt'])
export class EnrollmentBatch extends StoredRecord {
  declare id: Id<'enrollmentbatch'>;

  @IdColumn({ references: () => Course })
  courseId!: Id<'course'>;

  @Field(() => ID, { nullable: true, description: 'The partner of all of them; null if they have none in common.' })
  @IdColumn({ nullable: true })
  partnerId!: Id<'partner'> | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The due date of the enrollments; null for none.' })
  @DateColumn({ nullable: true })
  dueOn!: PlainDate | null;

  @JsonColumn()
  results!: EnrollmentResult[];
}
