import { Field, ID } from 'type-graphql';
import { Index } from 'typeorm';
import { DateTimeColumn, IdColumn, LongTextColumn, TextColumn } from '../../shared/database/columns';
import { Node, RecordType } from '../../shared/database/record';
import type { Id } from '../../shared/domain/ids';
import { DateTime } from '../../shared/graphql/scalars';
import { Partner } from './partner.entity';

@RecordType({
  prefix: 'waiver',
  description: 'A criterion of a gate that a manager lets pass for one partner or qualification, with the reason.',
})
@Index(['subjectId', 'gate', 'code'], { unique: true })
export class GateWaiver extends Node {
  declare id: Id<'waiver'>;

  @Field(() => ID, { description: 'The partner (admission) or the qualification whose gate it is.' })
  @IdColumn()
  subjectId!: string;

  @Index()
  @Field(() => ID)
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field({ description: 'The name of the gate, for example `toAssisted`.' })
  @TextColumn({ length: 40 })
  gate!: string;

  @Field({ description: "The criterion's code." })
  @TextColumn({ length: 60 })
  code!: string;

  @Field({ description: 'Why it may pass.' })
  @LongTextColumn()
  reason!: string;

  @IdColumn({ nullable: true })
  waivedById!: Id<'user'> | null;

  @Field(() => DateTime, { description: 'When it was waived.' })
  @DateTimeColumn()
  at!: Date;
}
