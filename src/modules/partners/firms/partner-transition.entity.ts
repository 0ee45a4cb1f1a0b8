import { Field, ID } from 'type-graphql';
import { Index } from 'typeorm';
import { DateTimeColumn, EnumColumn, IdColumn, JsonColumn, LongTextColumn } from '../../../shared/database/columns';
import { Node, RecordType } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { DateTime } from '../../../shared/graphql/scalars';
import { GateCriterion } from '../../../shared/graphql/user-errors';
import { Programme } from '../programmes/programme.entity';
import { Partner } from './partner.entity';
import { PartnerStatus } from './partner.lifecycle';

@RecordType({
  prefix: 'partnertransition',
  description: "A step of a partner; an admission with its gate's result as it stood. Never changed.",
})
@Index(['partnerId', 'at'])
export class PartnerTransition extends Node {
  declare id: Id<'partnertransition'>;

  @Field(() => ID, { description: 'The id of the partner firm that took the step.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field(() => PartnerStatus, { description: 'The status before.' })
  @EnumColumn()
  from!: PartnerStatus;

  @Field(() => PartnerStatus, { description: 'The status after.' })
  @EnumColumn()
  to!: PartnerStatus;

  @Index()
  @IdColumn({ nullable: true, references: () => Programme })
  programmeId!: Id<'programme'> | null;

  @Field(() => [GateCriterion], {
    description: 'The criteria with the values observed, their evidence and waivers; empty where no gate decided.',
  })
  @JsonColumn()
  criteria!: GateCriterion[];

  @Field(() => String, { nullable: true, description: 'Why, where a person had to say so; else null.' })
  @LongTextColumn({ nullable: true })
  reason!: string | null;

  @IdColumn({ nullable: true })
  actorId!: Id<'user'> | null;

  @Field(() => DateTime, { description: 'The moment of the step, in UTC.' })
  @DateTimeColumn()
  at!: Date;
}
