import { Field, ObjectType } from 'type-graphql';
import type { Action, Given } from '../domain/action';
import type { Blocker, LegalAction } from '../domain/lifecycle';
import type { Context } from './context';

@ObjectType({ simpleResolvers: true, description: 'Something that is in the way of a step.' })
export class ActionBlocker implements Blocker {
  @Field({ description: 'Stable name of the rule.' })
  code!: string;

  @Field({ description: 'For a person to read.' })
  message!: string;
}

@ObjectType({ simpleResolvers: true, description: "A step that the record's state allows, as it stands for you." })
export class AvailableAction {
  @Field({ description: 'The name of the mutation.' })
  name!: string;

  @Field({ description: 'Could you take the step now?' })
  allowed!: boolean;

  @Field(() => [ActionBlocker], { description: 'What is in the way; empty when it is allowed.' })
  blockedBy!: ActionBlocker[];
}

/** The steps of a lifecycle as they stand for the viewer; one that no policy mentions is the system's own and is left out. */
export function availableActions<Subject>(
  { access, viewer }: Pick<Context, 'access' | 'viewer'>,
  steps: readonly LegalAction<Action<string, Subject>>[],
  ...given: Given<Subject>
): AvailableAction[] {
  return steps
    .filter(({ action }) => access.mentions(action))
    .map(({ action, blockedBy: inTheWay }) => {
      const prohibition = access.prohibition(viewer, action, ...given);
      const blockedBy = [
        ...(access.allows(viewer, action, ...given)
          ? []
          : [{ code: 'forbidden', message: 'Your roles do not allow this.' }]),
        ...(prohibition ? [{ code: prohibition.rule, message: prohibition.message }] : []),
        ...inTheWay,
      ];
      return { name: action.mutation, allowed: blockedBy.length === 0, blockedBy };
    });
}
