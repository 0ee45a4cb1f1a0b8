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
  description: 'A step of a partner; an admission includes the result of its gate at that moment. Never changed.',
})
@Index(['partnerId', 'to', 'at'])
export class PartnerTransition extends Node {
  declare id: Id<'partnertransition'>;

  @Field(() => ID, { description: 'The id of the partner firm.' })
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
    description: 'The criteria with the observed values, their evidence and waivers; empty for a step without a gate.',
  })
  @JsonColumn()
  criteria!: GateCriterion[];

  @Field(() => String, { nullable: true, description: 'The reason, if the step required one; otherwise null.' })
  @LongTextColumn({ nullable: true })
  reason!: string | null;

  @IdColumn({ nullable: true })
  actorId!: Id<'user'> | null;

  @Field(() => DateTime, { description: 'The time of the step, in UTC.' })
  @DateTimeColumn()
  at!: Date;
}
