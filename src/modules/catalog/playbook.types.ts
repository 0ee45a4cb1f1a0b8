import { Field, ObjectType } from 'type-graphql';
import type { Decimal } from '../../shared/domain/decimal';
import { DecimalScalar } from '../../shared/graphql/scalars';

@ObjectType({
  simpleResolvers: true,
  description: 'How much of the work of a playbook is no longer done by hand alone.',
})
export class PlaybookAutomation {
  @Field(() => DecimalScalar, { description: 'The planned hours of all activities.' })
  totalHours!: Decimal;

  @Field(() => DecimalScalar, { description: 'Of the activities that are done by hand.' })
  manualHours!: Decimal;

  @Field(() => DecimalScalar, { description: 'Of the activities that run by themselves.' })
  automatedHours!: Decimal;

  @Field(() => DecimalScalar, { description: 'Of the activities that a tool does the most of.' })
  tooledHours!: Decimal;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'The hours of automated and tooled activities of all hours, in percent, rounded half up to 2 places; null where no hours are planned.',
  })
  share!: Decimal | null;
}
