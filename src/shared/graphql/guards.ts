import { type GraphQLSchema, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- type-graphql's own word for a class
type Class = Function;

/**
 * A field of a type with `simpleResolvers` gets no resolver from type-graphql, which then forgets without a word what
 * was to guard it: `@Authorized` and `@UseMiddleware`, on the field or on its class. Such a schema is not built. To be
 * called before other resolvers are given to the schema.
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
      'Say @Field({ simple: false }), or say it in a policy.',
  );
}
