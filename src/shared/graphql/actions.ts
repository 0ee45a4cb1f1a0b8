import { Field, ObjectType } from 'type-graphql';
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

/**
 * The steps of a lifecycle as they stand for the viewer. A step `admit` of a `partner` is the mutation `partnerAdmit`
 * and the policy's action `partner.admit`; a step that no policy mentions is the system's own and is left out.
 */
export function availableActions(
  context: Pick<Context, 'access' | 'viewer'>,
  prefix: string,
  steps: readonly LegalAction<string>[],
  subject: unknown,
): AvailableAction[] {
  const { access, viewer } = context;
  return steps
    .filter((step) => access.actions.has(`${prefix}.${step.name}`))
    .map((step) => {
      const action = `${prefix}.${step.name}`;
      const prohibition = access.prohibition(viewer, action, subject);
      const blockedBy = [
        ...(access.allows(viewer, action, subject)
          ? []
          : [{ code: 'forbidden', message: 'Your roles do not allow this.' }]),
        ...(prohibition ? [{ code: prohibition.rule, message: prohibition.message }] : []),
        ...step.blockedBy,
      ];
      const name = prefix + step.name.charAt(0).toUpperCase() + step.name.slice(1);
      return { name, allowed: blockedBy.length === 0, blockedBy };
    });
}
