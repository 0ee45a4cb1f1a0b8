import { ArrayMaxSize } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { PlainDateScalar } from '../../../shared/graphql/scalars';

@InputType({ description: 'Which facts of a timeline to list. Every condition that is given must hold.' })
export class TimelineFilter {
  @Field(() => [String], {
    nullable: true,
    description: 'Of one of these kinds, for example `SowSigned`; at most 100.',
  })
  @ArrayMaxSize(100)
  types?: string[] | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: "Of this day, in the installation's time zone, or later.",
  })
  from?: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: "Of this day, in the installation's time zone, or earlier.",
  })
  to?: PlainDate | null;
}
