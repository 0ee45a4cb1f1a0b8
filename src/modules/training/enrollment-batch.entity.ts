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
  description: 'What came of enrolling one of several people.',
  valuesConfig: {
    ENROLLED: { description: 'Was enrolled.' },
    ALREADY_ENROLLED: { description: 'Was in this edition before: nothing was done.' },
    ALREADY_COMPLETED: { description: 'Has completed an edition that still counts: nothing was done.' },
    DEACTIVATED: { description: 'Cannot sign in any more: nothing was done.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'What came of enrolling one person.' })
export class EnrollmentResult {
  userId!: Id<'user'>;

  @Field(() => EnrollmentOutcome, { description: 'What came of it for this person.' })
  outcome!: EnrollmentOutcome;

  /** The new one, or the one that was there. */
  enrollmentId!: Id<'enrollment'> | null;
}

@RecordType({ prefix: 'enrollmentbatch', description: 'Several people enrolled in a course by one decision.' })
@Index(['createdAt'])
@Index(['partnerId', 'createdAt'])
export class EnrollmentBatch extends StoredRecord {
  declare id: Id<'enrollmentbatch'>;

  @IdColumn({ references: () => Course })
  courseId!: Id<'course'>;

  @Field(() => ID, { nullable: true, description: 'The firm of all of them; null where they have none in common.' })
  @IdColumn({ nullable: true })
  partnerId!: Id<'partner'> | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Until when it should be completed; null for no date.' })
  @DateColumn({ nullable: true })
  dueOn!: PlainDate | null;

  @JsonColumn()
  results!: EnrollmentResult[];
}
