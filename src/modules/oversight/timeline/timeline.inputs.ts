import { ArrayMaxSize } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { PlainDateScalar } from '../../../shared/graphql/scalars';

@InputType({ description: 'Which facts of a timeline to list; a fact must meet every condition given.' })
export class TimelineFilter {
  @Field(() => [String], {
    nullable: true,
    description: 'Only facts of these types, for example `SowSigned`; at most 100.',
  })
  @ArrayMaxSize(100)
  types?: string[] | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: "Only facts of this day or later, in the installation's time zone.",
  })
  from?: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: "Only facts of this day or earlier, in the installation's time zone.",
  })
  to?: PlainDate | null;
}
