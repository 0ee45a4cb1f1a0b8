import { Field, ID, ObjectType } from 'type-graphql';
import { Index } from 'typeorm';
import { IdColumn, JsonColumn } from '../../shared/database/columns';
import { RecordType, StoredRecord } from '../../shared/database/record';
import type { Id } from '../../shared/domain/ids';
import { ServiceOffering } from '../catalog';

@ObjectType({
  simpleResolvers: true,
  description: 'A course of a learning path, in its current edition.',
})
export class LearningPathEntry {
  familyId!: Id<'coursefamily'>;

  @Field({ description: 'Whether the course is required to complete the path; otherwise it is elective.' })
  required!: boolean;

  /** Missing in paths that were set before prerequisites existed. */
  prerequisites?: Id<'coursefamily'>[];
}

@RecordType({
  prefix: 'learningpath',
  description: "The courses, in order, that prepare a partner's members for the assessments of an offering.",
})
export class LearningPath extends StoredRecord {
  declare id: Id<'learningpath'>;

  @Index({ unique: true })
  @Field(() => ID, { description: 'The id of the service offering that the courses prepare for.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  @JsonColumn()
  entries!: LearningPathEntry[];
}
