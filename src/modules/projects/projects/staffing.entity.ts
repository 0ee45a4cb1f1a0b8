import { Field, ID } from 'type-graphql';
import { Index } from 'typeorm';
import { IdColumn } from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Partner, Qualification } from '../../partners';
import { Project } from './project.entity';

@RecordType({
  prefix: 'staffing',
  description: "A partner that delivers one of a project's offerings. Partner users see their own.",
})
@Index(['projectId', 'partnerId', 'offeringId'], { unique: true })
@Index(['partnerId', 'projectId'])
export class ProjectStaffing extends StoredRecord {
  declare id: Id<'staffing'>;

  @Field(() => ID, { description: 'The id of the project that the partner is put on.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Field(() => ID, { description: 'The id of the partner firm that delivers.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Index()
  @Field(() => ID, { description: 'The id of the service offering that the partner delivers on the project.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  @Index()
  @Field(() => ID, { description: 'The id of the qualification under which the partner delivers.' })
  @IdColumn({ references: () => Qualification })
  qualificationId!: Id<'qualification'>;

  @Index()
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the mentor who accompanies the partner; null if it delivers alone.',
  })
  @IdColumn({ nullable: true, references: () => User })
  mentorId!: Id<'user'> | null;
}
