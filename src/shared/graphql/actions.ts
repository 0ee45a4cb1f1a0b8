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
export async function availableActions<Subject>(
  context: Pick<Context, 'access' | 'viewer' | 'reader'>,
  steps: readonly LegalAction<Action<string, Subject>>[],
  subject: Subject,
): Promise<AvailableAction[]> {
  const { access } = context;
  return Promise.all(
    steps
      .filter(({ action }) => access.mentions(action))
      .map(async ({ action, blockedBy: guarded }) => {
        const blockedBy = [
          ...refusals(context, action, subject),
          ...guarded,
          ...(await access.steps.blockersOf(context.reader, action, subject)),
        ];
        return { name: action.mutation, allowed: blockedBy.length === 0, blockedBy };
      }),
  );
}

function refusals<Subject>(
  { access, viewer }: Pick<Context, 'access' | 'viewer'>,
  action: Action<string, Subject>,
  subject: Subject,
): Blocker[] {
  const given = [subject] as unknown as Given<Subject>;
  const prohibition = access.prohibition(viewer, action, ...given);
  return [
    ...(access.allows(viewer, action, ...given)
      ? []
      : [{ code: 'forbidden', message: 'Your roles do not allow this.' }]),
    ...(prohibition ? [{ code: prohibition.rule, message: prohibition.message }] : []),
  ];
}
