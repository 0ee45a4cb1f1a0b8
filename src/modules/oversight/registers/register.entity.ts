import { Field, ID, ObjectType } from 'type-graphql';
import { IdColumn, LongTextColumn, TextColumn } from '../../../shared/database/columns';
import { StoredRecord } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { Partner } from '../../partners';
import { Project } from '../../projects';

/** What risks, requirements and incidents have: they are kept in the registers of a project. */
@ObjectType({ simpleResolvers: true })
export abstract class RegisterEntry extends StoredRecord {
  @Field(() => ID, { description: 'The id of the project on which it happened.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Field(() => ID, {
    nullable: true,
    description: "The partner that it concerns, and whose people see it; null where it is the vendor's own.",
  })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  @Field({ description: 'What happened, in a few words.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Field({ description: 'May be empty.' })
  @LongTextColumn()
  description!: string;
}
