import { Field, ID, Int } from 'type-graphql';
import { Index } from 'typeorm';
import { DateColumn, IdColumn, IntColumn, TextColumn } from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../projects/project.entity';

@RecordType({
  prefix: 'allocation',
  description:
    'A person on a project: in a role, between two days, for a percentage of a full-time day. Partner users see those of their own people.',
})
@Index(['userId', 'startsOn'])
@Index(['projectId', 'startsOn'])
export class Allocation extends StoredRecord {
  declare id: Id<'allocation'>;

  @Field(() => ID, { description: 'The id of the project that the person works on.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Field(() => ID, { description: 'The id of the person who works on the project.' })
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @Index()
  @Field(() => ID, { nullable: true, description: "The person's firm; null for the vendor's staff." })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  @Index()
  @Field(() => ID, { description: 'The id of the service offering that the person delivers on the project.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  @Field({ description: "One of the offering's roles." })
  @TextColumn({ length: 100 })
  role!: string;

  @Index()
  @Field(() => PlainDateScalar, { description: 'The first day.' })
  @DateColumn()
  startsOn!: PlainDate;

  @Index()
  @Field(() => PlainDateScalar, { description: 'The last day.' })
  @DateColumn()
  endsOn!: PlainDate;

  @Field(() => Int, { description: 'The percentage of a full-time day, from 1 to 100.' })
  @IntColumn()
  percent!: number;
}
