import {
  Authorized,
  buildSchemaSync,
  Field,
  FieldResolver,
  InterfaceType,
  ObjectType,
  Query,
  Resolver,
  UseMiddleware,
} from 'type-graphql';
import { refuseForgottenGuards } from './guards';

const guard = UseMiddleware(() => Promise.resolve(null));

@ObjectType({ simpleResolvers: true })
class Plain {
  @Field()
  value!: string;
}

@ObjectType({ simpleResolvers: true })
class WithRole {
  @Field()
  open!: string;

  @Authorized('ADMIN')
  @Field({ name: 'secret' })
  hidden!: string;
}

@ObjectType({ simpleResolvers: true })
class WithMiddleware {
  @guard
  @Field()
  value!: string;
}

@guard
@ObjectType({ simpleResolvers: true })
class GuardedAsAWhole {
  @Field()
  value!: string;
}

@ObjectType({ simpleResolvers: true })
class Base {
  @Authorized('ADMIN')
  @Field()
  inherited!: string;
}

@ObjectType({ simpleResolvers: true })
class Heir extends Base {}

@InterfaceType()
abstract class Shared {
  @Authorized('ADMIN')
  @Field()
  shared!: string;
}

@ObjectType({ implements: Shared, simpleResolvers: true })
class Implementing extends Shared {}

@ObjectType({ simpleResolvers: true })
class WithResolvers {
  @guard
  @Field({ simple: false })
  value!: string;

  @guard
  @Field()
  method(): string {
    return '';
  }

  @guard
  @Field()
  get getter(): string {
    return '';
  }

  computed!: string;
}

@ObjectType()
class Guarded {
  @Authorized('ADMIN')
  @Field()
  value!: string;
}

@Resolver(() => WithResolvers)
class SomeResolver {
  @Query(() => Plain)
  plain(): Plain {
    return { value: '' };
  }

  @guard
  @FieldResolver(() => String)
  computed(): string {
    return '';
  }
}

describe('field guards', () => {
  const schemaWith = (type: new () => object) =>
    buildSchemaSync({ resolvers: [SomeResolver], orphanedTypes: [type], authChecker: () => false });

  it.each([
    [WithRole, 'WithRole.secret'],
    [WithMiddleware, 'WithMiddleware.value'],
    [GuardedAsAWhole, 'GuardedAsAWhole.value'],
    [Heir, 'Heir.inherited'],
    [Implementing, 'Implementing.shared'],
  ])('are refused where type-graphql would skip them: %p', (type, field) => {
    expect(() => refuseForgottenGuards(schemaWith(type))).toThrow(`Nothing would guard ${field}:`);
  });

  it.each([[Plain], [WithResolvers], [Guarded]])('are accepted on checked fields, or may be absent: %p', (type) => {
    expect(() => refuseForgottenGuards(schemaWith(type))).not.toThrow();
  });
});
