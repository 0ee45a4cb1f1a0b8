import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { IncentiveStress, maxMonths } from './impact.types';
import { IncentiveTrial } from './trial.entity';

@ArgsType()
export class IncentiveTrialArgs {
  @Field(() => ID, { description: 'The scheme to try, usually a draft. Not a discarded one.' })
  draftId!: string;

  @Field(() => PlainDateScalar, { description: 'The first day, from which the scheme is tried.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: `The last day, at most ${maxMonths} months after the first.` })
  to!: PlainDate;

  @Field(() => IncentiveStress, { nullable: true, description: 'A parameter to change, for a stress test.' })
  @ValidateNested()
  stress?: IncentiveStress | null;
}

export const IncentiveTrialPayload = payloadOf('IncentiveTrial', 'trial', () => IncentiveTrial, 'the trial');
