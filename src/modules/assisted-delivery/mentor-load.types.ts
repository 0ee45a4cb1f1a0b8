import { ArrayMaxSize } from 'class-validator';
import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql';
import type { PlainDate } from '../../shared/domain/dates';
import { PlainDateScalar } from '../../shared/graphql/scalars';
import { User } from '../identity';

@ObjectType({ simpleResolvers: true, description: 'How many partners a mentor accompanies in a month.' })
export class MentorMonth {
  @Field({ description: 'The calendar month, as `YYYY-MM`.' })
  month!: string;

  @Field(() => Int, { description: 'Assisted deliveries that are open beside the mentor on at least one of its days.' })
  open!: number;

  @Field(() => [ID], { description: 'Which ones; `nodes` finds them.' })
  deliveryIds!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'How busy a mentor is, month by month.' })
export class MentorLoad {
  @Field(() => User, { description: 'The person whose days are counted.' })
  mentor!: User;

  @Field(() => [MentorMonth], { description: 'Every month asked for, in order; those without a delivery too.' })
  months!: MentorMonth[];
}

@ArgsType()
export class MentorLoadArgs {
  @Field(() => PlainDateScalar, { description: 'A day of the first month.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'A day of the last month; at most 24 months.' })
  to!: PlainDate;

  @Field(() => [ID], {
    nullable: true,
    description: 'Of these people; left out, of every active mentor and everybody who accompanies a partner then.',
  })
  @ArrayMaxSize(100)
  mentorId?: string[] | null;
}
