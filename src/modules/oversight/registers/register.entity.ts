import { Field, ID, ObjectType } from 'type-graphql';
import { IdColumn, LongTextColumn, TextColumn } from '../../../shared/database/columns';
import { StoredRecord } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { Partner } from '../../partners';
import { Project } from '../../projects';

/** The common fields of risks, requirements and incidents, which are kept in the registers of a project. */
@ObjectType({ simpleResolvers: true })
export abstract class RegisterEntry extends StoredRecord {
  @Field(() => ID, { description: 'The id of the project that the entry belongs to.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Field(() => ID, {
    nullable: true,
    description: 'The partner that it concerns, whose users see it; null if it is vendor-internal.',
  })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  @Field({ description: 'A short title.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Field({ description: 'A longer description; may be empty.' })
  @LongTextColumn()
  description!: string;
}
