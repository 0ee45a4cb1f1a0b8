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
    'A step in the standardisation of an offering, with the check at that moment. Never changed. Vendor-internal.',
})
@Index(['offeringId', 'decidedAt'])
export class StandardisationDecision extends Node {
  declare id: Id<'standardisation_decision'>;

  @Field(() => ID, { description: 'The id of the service offering.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  @Field(() => Standardisation, { description: 'The degree before the decision.' })
  @EnumColumn()
  from!: Standardisation;

  @Field(() => Standardisation, { description: 'The degree from the decision on.' })
  @EnumColumn()
  to!: Standardisation;

  @Field({ description: 'The reason, in the words of the person who decided.' })
  @LongTextColumn()
  reason!: string;

  @Field(() => StandardisationCheck, {
    description: 'The result of the standardisation check at that moment, which the decision need not follow.',
  })
  @JsonColumn()
  check!: StandardisationCheck;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  decidedById!: Id<'user'> | null;

  @Field(() => DateTime, { description: 'The time of the decision, in UTC.' })
  @DateTimeColumn()
  decidedAt!: Date;
}
