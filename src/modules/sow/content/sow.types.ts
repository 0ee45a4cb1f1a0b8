import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DecimalScalar, Money } from '../../../shared/graphql/scalars';
import { ClaritySeverity } from './clarity.formula';

registerEnumType(ClaritySeverity, {
  name: 'ClaritySeverity',
  description: 'How much a finding of the clarity check weighs.',
  valuesConfig: {
    ERROR: { description: 'Keeps it from review; takes 20 points.' },
    WARNING: { description: 'Takes 5 points.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Something that is not clear in a statement of work.' })
export class ClarityFinding {
  @Field(() => ClaritySeverity, { description: 'Whether it blocks the review or only advises.' })
  severity!: ClaritySeverity;

  @Field({ description: 'Stable name of the rule.' })
  code!: string;

  @Field(() => [String], { description: 'The path to the part at fault, as in the input of `sowUpdate`.' })
  path!: string[];

  @Field({ description: 'What to do about it.' })
  advice!: string;
}

@ObjectType({ simpleResolvers: true, description: 'How clear a statement of work is.' })
export class Clarity {
  @Field(() => Int, { description: '100, less 20 for each error and 5 for each warning, not below 0.' })
  score!: number;

  @Field(() => [ClarityFinding], { description: 'What is not clear; empty at 100.' })
  findings!: ClarityFinding[];
}

@ObjectType({ simpleResolvers: true, description: 'What a statement of work comes to.' })
export class SowTotals {
  @Field(() => Money, { description: 'What the customer pays for all that is in scope.' })
  price!: Money;

  @Field(() => Money, { nullable: true, description: 'What all that may cost the vendor; null for partner roles.' })
  budgetCost!: Money | null;

  @Field(() => DecimalScalar, { description: 'The hours of all resource lines that you may see.' })
  plannedHours!: string;
}
