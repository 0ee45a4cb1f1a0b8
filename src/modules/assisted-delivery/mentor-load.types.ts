import { ArrayMaxSize } from 'class-validator';
import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql';
import type { PlainDate } from '../../shared/domain/dates';
import { PageArgs } from '../../shared/graphql/connection';
import { PlainDateScalar } from '../../shared/graphql/scalars';
import { User } from '../identity';

@ObjectType({ simpleResolvers: true, description: "A mentor's open assisted deliveries in a month." })
export class MentorMonth {
  @Field({ description: 'The calendar month, as `YYYY-MM`.' })
  month!: string;

  @Field(() => Int, {
    description: 'The number of assisted deliveries that are open on at least one day of the month.',
  })
  open!: number;

  @Field(() => [ID], { description: 'The ids of these deliveries, for `nodes`.' })
  deliveryIds!: string[];
}

@ObjectType({ simpleResolvers: true, description: "A mentor's load, month by month." })
export class MentorLoad {
  @Field(() => User, { description: 'The mentor whose load it is.' })
  mentor!: User;

  @Field(() => [MentorMonth], {
    description: 'Every month of the range, in order, including those without a delivery.',
  })
  months!: MentorMonth[];
}

@ArgsType()
export class MentorLoadArgs extends PageArgs {
  @Field(() => PlainDateScalar, { description: 'A day in the first month.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'A day in the last month; at most 24 months.' })
  to!: PlainDate;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Only these people; if left out, every active mentor and everyone who was named as the mentor of a delivery that is open in the range.',
  })
  @ArrayMaxSize(100)
  mentorId?: string[] | null;
}
