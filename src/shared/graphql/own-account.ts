import { Extensions } from 'type-graphql';

/**
 * Marks a mutation about the viewer's own sign-in, such as a session or a password: read-only roles may use only these.
 */
export function OwnAccount(): MethodDecorator {
  return Extensions({ ownAccount: true });
}
