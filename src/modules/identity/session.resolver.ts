import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { InputArg } from '../../shared/graphql/arguments';
import type { Context } from '../../shared/graphql/context';
import { unauthenticated } from '../../shared/graphql/errors';
import { OwnAccount } from '../../shared/graphql/own-account';
import { OwnTransaction } from '../../shared/graphql/own-transaction';
import {
  RevokedSession,
  RevokedSessionPayload,
  RevokedSessions,
  RevokedSessionsPayload,
  Session,
  SessionCreateInput,
  SessionPayload,
  SessionRefreshInput,
  SignedInSession,
} from './identity.inputs';
import { sessionsOf } from './session.reader';
import { User } from './user.entity';

@Resolver(() => User)
export class SessionResolver {
  @FieldResolver(() => [SignedInSession], {
    description: 'The devices on which you are signed in, newest sign-in first, at most 100. Empty for other users.',
  })
  sessions(@Root() user: User, @Ctx() context: Context): Promise<SignedInSession[]> {
    return user.id === context.viewer.userId ? sessionsOf(context) : Promise.resolve([]);
  }

  @OwnAccount()
  @OwnTransaction()
  @Mutation(() => SessionPayload, {
    description:
      'Signs in. The answer and its time are the same for unknown and known addresses. At most five attempts in 15 minutes are checked for an address, and fifty for a network; a device or network from which its owner has signed in has its own count.',
  })
  sessionCreate(@InputArg() input: SessionCreateInput, @Ctx() context: Context): Promise<Session> {
    return context.sessions.create(input, context);
  }

  @OwnAccount()
  @OwnTransaction()
  @Mutation(() => SessionPayload, {
    description: 'Renews the tokens of a session with its newest refresh token. An older one ends the session.',
  })
  sessionRefresh(@InputArg() input: SessionRefreshInput, @Ctx() context: Context): Promise<Session> {
    return context.sessions.refresh(input.refreshToken, context.requestId);
  }

  @OwnAccount()
  @OwnTransaction()
  @Mutation(() => RevokedSessionPayload, {
    description: 'Signs out one of your devices: the tokens of the session stop working.',
  })
  sessionRevoke(
    @Arg('id', () => ID, { nullable: true, description: 'One of `User.sessions`; the current session if omitted.' })
    id: string | null,
    @Ctx() { viewer, sessions, requestId }: Context,
  ): Promise<RevokedSession> {
    if (viewer.userId === null || viewer.sessionId === null) throw unauthenticated();
    return sessions.revokeOwn(viewer.userId, id ?? viewer.sessionId, requestId);
  }

  @OwnAccount()
  @OwnTransaction()
  @Mutation(() => RevokedSessionsPayload, {
    description: 'Signs you out on every device, including this one: all tokens stop working.',
  })
  sessionRevokeAll(@Ctx() { viewer, sessions, requestId }: Context): Promise<RevokedSessions> {
    if (viewer.userId === null) throw unauthenticated();
    return sessions.revokeAll(viewer.userId, requestId);
  }
}
