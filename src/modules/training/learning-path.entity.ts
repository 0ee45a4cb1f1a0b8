import { Field, ID, ObjectType } from 'type-graphql';
import { Index } from 'typeorm';
import { IdColumn, JsonColumn } from '../../shared/database/columns';
import { RecordType, StoredRecord } from '../../shared/database/record';
import type { Id } from '../../shared/domain/ids';
import { ServiceOffering } from '../catalog';

@ObjectType({
  simpleResolvers: true,
  description: 'A course of a learning path, whichever of its editions is the present one.',
})
export class LearningPathEntry {
  familyId!: Id<'coursefamily'>;

  @Field({ description: 'Does completing the path take this course? Else it is elective.' })
  required!: boolean;

  /** Missing in paths that were set before there were any. */
  prerequisites?: Id<'coursefamily'>[];
}

@RecordType({
  prefix: 'learningpath',
  description: "The courses, in order, that make a partner's member ready for the assessments of an offering.",
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
