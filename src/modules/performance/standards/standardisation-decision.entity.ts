import { Field, ID } from 'type-graphql';
import { Index } from 'typeorm';
import { DateTimeColumn, EnumColumn, IdColumn, JsonColumn, LongTextColumn } from '../../../shared/database/columns';
import { Node, RecordType } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { DateTime } from '../../../shared/graphql/scalars';
import { ServiceOffering, Standardisation } from '../../catalog';
import { User } from '../../identity';
import { StandardisationCheck } from './standards.types';

@RecordType({
  prefix: 'standardisation_decision',
  description:
    "A step of an offering's standardisation, with the check as it stood beside it. Never changed. The vendor's own.",
})
@Index(['offeringId', 'decidedAt'])
export class StandardisationDecision extends Node {
  declare id: Id<'standardisation_decision'>;

  @Field(() => ID, { description: 'The id of the service offering that was decided on.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  @Field(() => Standardisation, { description: 'What it was before.' })
  @EnumColumn()
  from!: Standardisation;

  @Field(() => Standardisation, { description: 'What it has been since, until the next decision.' })
  @EnumColumn()
  to!: Standardisation;

  @Field({ description: 'Why, in the words of the person who decided.' })
  @LongTextColumn()
  reason!: string;

  @Field(() => StandardisationCheck, {
    description: 'What the standardisation check said at that moment. A person may decide otherwise.',
  })
  @JsonColumn()
  check!: StandardisationCheck;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  decidedById!: Id<'user'> | null;

  @Field(() => DateTime, { description: 'The moment of the decision, in UTC.' })
  @DateTimeColumn()
  decidedAt!: Date;
}
