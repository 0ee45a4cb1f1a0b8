import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DecimalScalar, Money } from '../../../shared/graphql/scalars';
import { ClaritySeverity } from './clarity.formula';

registerEnumType(ClaritySeverity, {
  name: 'ClaritySeverity',
  description: 'The severity of a finding of the clarity check.',
  valuesConfig: {
    ERROR: { description: 'Blocks the review; deducts 20 points.' },
    WARNING: { description: 'Deducts 5 points.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A finding of the clarity check.' })
export class ClarityFinding {
  @Field(() => ClaritySeverity, { description: 'Whether it blocks the review or is only a warning.' })
  severity!: ClaritySeverity;

  @Field({ description: 'The stable code of the rule.' })
  code!: string;

  @Field(() => [String], { description: 'The path to the part at fault, as in the input of `sowUpdate`.' })
  path!: string[];

  @Field({ description: 'The advice on how to resolve it.' })
  advice!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The result of the clarity check of a statement of work.' })
export class Clarity {
  @Field(() => Int, { description: '100, minus 20 for each error and 5 for each warning, not below 0.' })
  score!: number;

  @Field(() => [ClarityFinding], { description: 'The findings; empty if the score is 100.' })
  findings!: ClarityFinding[];
}

@ObjectType({ simpleResolvers: true, description: 'The totals of a statement of work.' })
export class SowTotals {
  @Field(() => Money, { description: 'The price to the customer of everything in scope.' })
  price!: Money;

  @Field(() => Money, {
    nullable: true,
    description: 'The maximum cost to the vendor of everything in scope; null for partner roles.',
  })
  budgetCost!: Money | null;

  @Field(() => DecimalScalar, { description: 'The hours of all resource lines that you may see.' })
  plannedHours!: string;
}
