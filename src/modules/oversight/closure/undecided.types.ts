import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { type Undecided, UndecidedKind } from './undecided.reader';

registerEnumType(UndecidedKind, {
  name: 'UndecidedKind',
  description: 'What on a project is not decided.',
  valuesConfig: {
    TIME_SUBMITTED: { description: 'Time entries that are submitted.' },
    EXPENSES_SUBMITTED: { description: 'Expenses that are submitted.' },
    CHANGE_ORDERS_SUBMITTED: { description: 'Change orders that are submitted.' },
    TIME_DRAFTED: { description: 'Time entries that are drafts.' },
    EXPENSES_DRAFTED: { description: 'Expenses that are drafts.' },
    CHANGE_ORDERS_DRAFTED: { description: 'Change orders that are drafts.' },
    DELIVERABLES: { description: 'Deliverables of the statement of work that the customer has not accepted.' },
    INCIDENTS: { description: 'Incidents that are not resolved.' },
    RISKS: { description: 'Risks that are open.' },
    REQUIREMENTS: { description: 'Requirements without a decision.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'How many records of a kind are not decided on a project.' })
export class UndecidedMatter implements Undecided {
  @Field(() => UndecidedKind, { description: 'What is waiting for a decision.' })
  kind!: UndecidedKind;

  @Field(() => Int, { description: 'How many; at least 1.' })
  count!: number;

  @Field({
    description: 'Must they be decided on before the project is closed? Accepted deliverables are asked for apart.',
  })
  blocksClose!: boolean;

  @Field({ description: 'For a person to read.' })
  message!: string;
}
