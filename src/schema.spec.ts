import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { getMetadataStorage, UseMiddleware } from 'type-graphql';
import { access, createSchema, entities, factTypes, modules } from './schema';
import { Product } from './modules/catalog';
import { recordClasses } from './shared/database/record';

describe('the schema', () => {
  const schema = createSchema();
  const own = Object.values(schema.getTypeMap()).filter(
    (type) =>
      !isIntrospectionType(type) &&
      !isSpecifiedScalarType(type) &&
      !['Query', 'Mutation', 'Subscription'].includes(type.name),
  );
  const operations = [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!].flatMap(
    (type) => Object.values(type.getFields()),
  );

  it('describes every type, every enum value and every operation', () => {
    const bare = (things: readonly { name: string; description?: string | null }[]) =>
      things.filter(({ description }) => !description).map(({ name }) => name);
    expect(bare(own)).toEqual([]);
    expect(
      own.filter(isEnumType).flatMap((type) => bare(type.getValues()).map((value) => `${type.name}.${value}`)),
    ).toEqual([]);
    expect(bare(operations)).toEqual([]);
  });

  it('names mutations noun first, by a record or a part of one', () => {
    const mutations = Object.keys(schema.getMutationType()!.getFields());
    expect(mutations.filter((name) => /^(create|update|delete|set|add|remove|get)[A-Z]/.test(name))).toEqual([]);
  });

  it('makes every mutation safe to retry, and returns a payload with user errors', () => {
    for (const mutation of Object.values(schema.getMutationType()!.getFields())) {
      expect(mutation.args.map(({ name }) => name)).toContain('clientMutationId');
      expect(`${String(mutation.type)} of ${mutation.name}`).toMatch(/Payload! of/);
    }
  });

  /*
   * Users can correct what they typed: a draft can be edited or discarded, and a request for a decision can be
   * withdrawn. Each exception gives its reason.
   */
  describe('a record that begins as a draft', () => {
    const steps = { update: /(Update|Replace)$/, discard: /Discard$/, withdraw: /Withdraw$/ };
    const exceptions: Record<string, Partial<Record<keyof typeof steps, string>>> = {
      Playbook: { discard: 'A draft is discarded with playbookRetire.' },
      StatementOfWork: { withdraw: 'Its author withdraws it with sowSendBack.' },
    };
    const mutations = Object.values(schema.getMutationType()!.getFields());
    const drafted = own.filter(isObjectType).filter((type) => {
      const status = type.getFields().status && getNamedType(type.getFields().status!.type);
      const isRecord = type.getInterfaces().some(({ name }) => name === 'Node');
      return isRecord && isEnumType(status) && status.getValue('DRAFT') !== undefined;
    });
    const mutationsOf = (type: GraphQLNamedType) =>
      mutations
        .filter(({ type: payload }) =>
          Object.values((getNamedType(payload) as GraphQLObjectType).getFields()).some(
            (field) => getNamedType(field.type) === type,
          ),
        )
        .map(({ name }) => name);

    it('is found by this sweep', () => {
      expect(drafted.map(({ name }) => name)).toEqual(expect.arrayContaining(['Course', 'Expense', 'TimeEntry']));
      expect(Object.keys(exceptions).filter((name) => !drafted.some((type) => type.name === name))).toEqual([]);
    });

    it.each(drafted.map((type) => [type.name, mutationsOf(type)] as const))(
      '%s: can be edited, discarded and withdrawn, or gives a reason why not',
      (name, offered) => {
        const asked = offered.some((each) => each.endsWith('Submit')) ? steps : { ...steps, withdraw: null };
        const wanted = Object.entries(asked).filter(([, pattern]) => pattern !== null) as [string, RegExp][];
        const missing = wanted.filter(([, pattern]) => !offered.some((each) => pattern.test(each)));
        // An exception that no longer applies must leave the list.
        expect(missing.map(([step]) => step)).toEqual(Object.keys(exceptions[name] ?? {}));
      },
    );

    it('and every other record that is submitted or proposed can be withdrawn', () => {
      const handedIn = own
        .filter(isObjectType)
        .filter((type) => type.getInterfaces().some(({ name }) => name === 'Node') && !drafted.includes(type))
        .map((type) => ({ name: type.name, offered: mutationsOf(type) }))
        .filter(({ offered }) => offered.some((each) => /(Submit|Propose)$/.test(each)));
      expect(handedIn.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['Deliverable', 'OnboardingItem', 'PlaybookImprovement']),
      );
      const kept = handedIn.filter(({ offered }) => !offered.some((each) => steps.withdraw.test(each)));
      // An attempt cannot be withdrawn because it went badly.
      expect(kept.map(({ name }) => name)).toEqual(['Attempt']);
    });
  });

  it('publishes no internal field of the kernel and no secret', () => {
    const fields = (type: GraphQLNamedType) =>
      isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : [];
    const names = new Set(own.flatMap(fields));
    for (const hidden of ['historyHash', 'passwordHash', 'tokenHash', 'refreshHash', 'nameKey', 'requestId']) {
      expect(names).not.toContain(hidden);
    }
  });

  it('is not built with a guard that would be skipped', () => {
    UseMiddleware(() => Promise.resolve(null))(Product.prototype, 'owner');
    expect(createSchema).toThrow('Product.owner');
    getMetadataStorage().middlewares.pop();
    expect(createSchema).not.toThrow();
  });
});

describe('the modules', () => {
  it('have unique names, kinds of facts and tables', () => {
    expect(new Set(modules.map(({ name }) => name)).size).toBe(modules.length);
    expect(new Set(factTypes.map(({ name }) => name)).size).toBe(factTypes.length);
    expect(new Set(entities).size).toBe(entities.length);
  });

  it('store every record that they declare, and show every record in the schema', () => {
    const stored = new Set<unknown>(entities);
    const schema = createSchema();
    for (const recordClass of recordClasses().values()) {
      expect(stored).toContain(recordClass);
      if (schema.getType(recordClass.name))
        expect([recordClass.name, access.shows(recordClass)]).toEqual([recordClass.name, true]);
    }
  });
});
