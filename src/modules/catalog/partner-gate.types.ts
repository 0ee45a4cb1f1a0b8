import { Field, ObjectType } from 'type-graphql';
import { GateCriterion } from '../../shared/graphql/user-errors';

@ObjectType({
  simpleResolvers: true,
  description: 'The criteria for opening an offering to partners, with their current values.',
})
export class PartnerGate {
  @Field({ description: 'Whether every criterion is met.' })
  satisfied!: boolean;

  @Field(() => [GateCriterion], {
    description:
      '`publishedPlaybook`, `acceptanceStandards` and `baseline`, each with the records that were counted. None can be waived.',
  })
  criteria!: GateCriterion[];
}
