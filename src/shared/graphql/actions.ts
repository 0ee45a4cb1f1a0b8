import { Field, ObjectType } from 'type-graphql';
import type { Action, Given } from '../domain/action';
import type { Blocker, LegalAction } from '../domain/lifecycle';
import type { Context } from './context';

@ObjectType({ simpleResolvers: true, description: 'A reason why a step cannot be taken now.' })
export class ActionBlocker implements Blocker {
  @Field({ description: 'The stable code of the rule.' })
  code!: string;

  @Field({ description: 'The reason in words.' })
  message!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "A step that the record's status allows, and whether you may take it.",
})
export class AvailableAction {
  @Field({ description: 'The name of the mutation.' })
  name!: string;

  @Field({ description: 'Whether you may take the step now.' })
  allowed!: boolean;

  @Field(() => [ActionBlocker], { description: 'What blocks the step; empty if it is allowed.' })
  blockedBy!: ActionBlocker[];
}

/** The steps of a lifecycle for the viewer. Steps that no policy mentions are for the system only and are left out. */
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
