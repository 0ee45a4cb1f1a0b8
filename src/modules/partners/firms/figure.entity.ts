import { Field, ID } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DateTimeColumn,
  DecimalColumn,
  IdColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { Node, RecordType, VendorOnly } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { Partner } from './partner.entity';

@RecordType({
  prefix: 'figure',
  description:
    'A figure about a partner that a person reported from another source. Never changed: a newer one replaces it.',
})
@Index(['partnerId', 'metric', 'asOf'])
export class PartnerFigure extends Node {
  declare id: Id<'figure'>;

  @Field(() => ID, { description: 'The id of the partner firm that the figure was reported for.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field({ description: 'The name of the metric.' })
  @TextColumn({ length: 100 })
  metric!: string;

  @Field(() => DecimalScalar, { description: 'In the unit of the metric, to 4 decimal places.' })
  @DecimalColumn({ places: 4 })
  value!: Decimal;

  @Field(() => PlainDateScalar, { description: 'The day to which the value applies; it counts from then on.' })
  @DateColumn()
  asOf!: PlainDate;

  @VendorOnly()
  @Field(() => String, { nullable: true, description: 'The source of the value. Null for partner roles.' })
  @LongTextColumn()
  sourceNote!: string | null;

  @IdColumn({ nullable: true })
  reportedById!: Id<'user'> | null;

  @Field(() => DateTime, { description: 'The time of the report; of several for one day, the latest counts.' })
  @DateTimeColumn()
  reportedAt!: Date;
}
