import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { SchemeArea, SchemeChangeKind } from './scheme-difference.formula';

registerEnumType(SchemeArea, {
  name: 'IncentiveSchemeArea',
  description: 'The parts of an incentive scheme.',
  valuesConfig: {
    RULE: { description: 'The rules for rewards and penalties.' },
    PAYOUT: { description: 'The smallest payouts.' },
    SANCTION: { description: 'The sanction ladder.' },
    SETTING: { description: 'The days for appeals and answers.' },
  },
});

registerEnumType(SchemeChangeKind, {
  name: 'IncentiveSchemeChangeKind',
  description: 'The kinds of differences between two schemes.',
  valuesConfig: {
    ADDED: { description: 'Only the second scheme has it.' },
    REMOVED: { description: 'Only the first scheme has it.' },
    CHANGED: { description: 'Both have it, with different content.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'One difference between two schemes, in words.' })
export class IncentiveSchemeChange {
  @Field(() => SchemeArea, { description: 'The part of the scheme that differs.' })
  area!: SchemeArea;

  @Field(() => SchemeChangeKind, { description: 'Whether it was added, removed or changed.' })
  kind!: SchemeChangeKind;

  @Field({ description: 'What differs: the code of a rule, `code.cap` of a part of a rule, a currency, or a setting.' })
  subject!: string;

  @Field(() => String, { nullable: true, description: 'The content in the first scheme; null if it does not have it.' })
  from!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The content in the second scheme; null if it does not have it.',
  })
  to!: string | null;
}
