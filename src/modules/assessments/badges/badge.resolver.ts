import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../shared/graphql/context';
import { Certification } from '../certifications/certification.entity';
import { addresses } from './badge.credential';

@ObjectType({
  simpleResolvers: true,
  description:
    "A certification as an Open Badge 3.0, readable without a login by everyone who has its address. It contains the person's name and no other personal data; once revoked, not even the name.",
})
export class Badge {
  @Field({ description: 'A page for people: what the badge stands for, and whether it is valid today.' })
  url!: string;

  @Field({ description: 'The OpenBadgeCredential as JSON.' })
  jsonUrl!: string;

  @Field({
    description:
      "The signed credential: a JSON Web Token (EdDSA), to be verified with the issuer's keys at `/.well-known/jwks.json`.",
  })
  jwtUrl!: string;

  @Field({ description: 'An SVG image that contains the signed credential.' })
  imageUrl!: string;
}

@Resolver(() => Certification)
export class BadgeResolver {
  @FieldResolver(() => Badge, {
    description:
      'The certification to show to others. It keeps its address when it expires or is revoked, and says so.',
  })
  badge(@Root() { id }: Certification, @Ctx() { publicUrl }: Context): Badge {
    const url = addresses(publicUrl).badge(id);
    return { url, jsonUrl: `${url}.json`, jwtUrl: `${url}.jwt`, imageUrl: `${url}.svg` };
  }
}
