import { Field, ObjectType } from 'type-graphql';
import { GateCriterion } from '../../shared/graphql/user-errors';

@ObjectType({ simpleResolvers: true, description: 'What an offering must show to be open to partners, as it is now.' })
export class PartnerGate {
  @Field({ description: 'Is every criterion met?' })
  satisfied!: boolean;

  @Field(() => [GateCriterion], {
    description:
      '`publishedPlaybook`, `acceptanceStandards` and `baseline`, each with the records that were looked at; none is ever waived.',
  })
  criteria!: GateCriterion[];
}
