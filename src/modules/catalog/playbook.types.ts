import { Field, ObjectType } from 'type-graphql';
import type { Decimal } from '../../shared/domain/decimal';
import { DecimalScalar } from '../../shared/graphql/scalars';

@ObjectType({
  simpleResolvers: true,
  description: "How much of a playbook's work is no longer manual.",
})
export class PlaybookAutomation {
  @Field(() => DecimalScalar, { description: 'The planned hours of all activities.' })
  totalHours!: Decimal;

  @Field(() => DecimalScalar, { description: 'The hours of manual activities.' })
  manualHours!: Decimal;

  @Field(() => DecimalScalar, { description: 'The hours of automated activities.' })
  automatedHours!: Decimal;

  @Field(() => DecimalScalar, { description: 'The hours of activities that a tool does most of.' })
  tooledHours!: Decimal;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'The share of automated and tooled hours in all hours, in percent, rounded half up to 2 decimal places; null if no hours are planned.',
  })
  share!: Decimal | null;
}
