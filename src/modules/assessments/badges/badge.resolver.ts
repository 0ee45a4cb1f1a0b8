import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../shared/graphql/context';
import { Certification } from '../certifications/certification.entity';
import { addresses } from './badge.credential';

@ObjectType({
  simpleResolvers: true,
  description:
    'A certification as an Open Badge 3.0, for anybody who has its address, without signing in. It tells the name of the person and nothing else of them; once it is revoked, not even the name.',
})
export class Badge {
  @Field({ description: 'A page for people: what it stands for, and whether it is valid today.' })
  url!: string;

  @Field({ description: 'The OpenBadgeCredential as JSON.' })
  jsonUrl!: string;

  @Field({
    description:
      "The same, signed: a JSON Web Token (EdDSA) that is checked with the issuer's keys at `/.well-known/jwks.json`.",
  })
  jwtUrl!: string;

  @Field({ description: 'An SVG image that carries the signed credential.' })
  imageUrl!: string;
}

@Resolver(() => Certification)
export class BadgeResolver {
  @FieldResolver(() => Badge, {
    description:
      'The certification to show to others. It stays at its address when it expires or is revoked, and says so.',
  })
  badge(@Root() { id }: Certification, @Ctx() { publicUrl }: Context): Badge {
    const url = addresses(publicUrl).badge(id);
    return { url, jsonUrl: `${url}.json`, jwtUrl: `${url}.jwt`, imageUrl: `${url}.svg` };
  }
}
