import { type GraphQLSchema, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- type-graphql's type for a class
type Class = Function;

/**
 * type-graphql silently ignores `@Authorized` and `@UseMiddleware`, on a field or its class, if the type has
 * `simpleResolvers`. Refuses to build such a schema. Call this before other resolvers are attached.
 */
export function refuseForgottenGuards(schema: GraphQLSchema): void {
  const { objectTypes, fields, authorizedFields, authorizedResolver, middlewares, resolverMiddlewares } =
    getMetadataStorage();
  const guarded = (target: Class, name: string) =>
    [...authorizedFields, ...middlewares].some((guard) => guard.target === target && guard.fieldName === name) ||
    [...authorizedResolver, ...resolverMiddlewares].some((guard) => guard.target === target);

  const forgotten = objectTypes.flatMap(({ name, target, interfaceClasses = [] }) => {
    const type = schema.getType(name);
    if (!isObjectType(type)) return [];
    const declares = (owner: Class) =>
      owner === target || target.prototype instanceof owner || interfaceClasses.includes(owner);
    return fields
      .filter((field) => declares(field.target) && !type.getFields()[field.schemaName]?.resolve)
      .filter((field) => guarded(field.target, field.name) || guarded(target, field.name))
      .map((field) => `${name}.${field.schemaName}`);
  });
  if (forgotten.length === 0) return;
  throw new Error(
    `Nothing would guard ${forgotten.join(', ')}: with simpleResolvers, @Authorized and @UseMiddleware are skipped. ` +
      'Use @Field({ simple: false }), or a policy.',
  );
}
