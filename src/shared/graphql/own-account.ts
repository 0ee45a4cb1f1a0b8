import { Extensions } from 'type-graphql';

/** For a mutation about one's own sign-in, such as a session or a password: the only ones open to roles that read only. */
export function OwnAccount(): MethodDecorator {
  return Extensions({ ownAccount: true });
}
