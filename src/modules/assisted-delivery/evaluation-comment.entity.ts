import { Field, ID } from 'type-graphql';
import { Index } from 'typeorm';
import { DateTimeColumn, IdColumn, LongTextColumn } from '../../shared/database/columns';
import { Node, RecordType } from '../../shared/database/record';
import type { Id } from '../../shared/domain/ids';
import { DateTime } from '../../shared/graphql/scalars';
import { User } from '../identity';
import { Partner } from '../partners';
import { AssistedDelivery } from './assisted-delivery.entity';
import { Evaluation } from './evaluation.entity';

@RecordType({
  prefix: 'evaluation_comment',
  description:
    "A partner's comment on a mentor's evaluation. Never changed. Partner users see those of their own firm.",
})
@Index(['evaluationId', 'at'])
export class EvaluationComment extends Node {
  declare id: Id<'evaluation_comment'>;

  @Field(() => ID, { description: 'The id of the evaluation that is commented on.' })
  @IdColumn({ references: () => Evaluation })
  evaluationId!: Id<'evaluation'>;

  @Index()
  @Field(() => ID, { description: 'The id of the assisted delivery that the evaluation belongs to.' })
  @IdColumn({ references: () => AssistedDelivery })
  assistedDeliveryId!: Id<'assisted_delivery'>;

  @Index()
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Index()
  @Field(() => ID, { description: "The id of the author, one of the partner's users." })
  @IdColumn({ references: () => User })
  authorId!: Id<'user'>;

  @Field({ description: 'The comment, visible to everyone who sees the evaluation.' })
  @LongTextColumn()
  text!: string;

  @Field(() => DateTime, { description: 'The time at which it was written.' })
  @DateTimeColumn()
  at!: Date;
}
