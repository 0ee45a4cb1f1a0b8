import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  GraphQLString,
  type GraphQLSchema,
  getNullableType,
  isObjectType,
} from 'graphql';
import { readsOnly } from '../access/viewer';
import type { Command, Transaction } from '../database/transaction';
import { repeatableRequest } from '../database/idempotency';
import { Node, withoutVendorOnly } from '../database/record';
import { DomainError, ForbiddenError, InvalidInputError } from '../domain/errors';
import { flawOfText } from '../domain/text';
import type { Context, MutationContext } from './context';
import { InputChecks } from './input-rules';
import { outcomeField } from './payload';
import { planOfField } from './planner';
import { userErrorsOf } from './user-errors';

const maxKeyLength = 200;

/**
 * Wraps every mutation of the schema: one transaction around the resolver, its result put into the payload, and domain
 * errors turned into user errors after the rollback. Each mutation gets the argument `clientMutationId`, which makes a
 * retry safe like the header `Idempotency-Key`.
 */
export function wrapMutations(schema: GraphQLSchema): void {
  const checks = new InputChecks();
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const payloadType = getNullableType(field.type);
    if (!isObjectType(payloadType)) throw new Error(`The mutation ${field.name} does not return a payload.`);
    const outcome = outcomeField(payloadType.name);
    const resolve = (field.resolve ?? defaultFieldResolver) as GraphQLFieldResolver<unknown, MutationContext>;
    field.resolve = mutationResolver(field.name, outcome, resolve, checks.of(field), field.extensions);
    field.args = [
      ...field.args,
      {
        name: 'clientMutationId',
        type: GraphQLString,
        description:
          'Makes a retry safe: a request repeated with the same value does its work once and returns the same record; ' +
          `the same value with other arguments is refused. At most ${maxKeyLength} characters. For signed-in users.`,
        defaultValue: undefined,
        deprecationReason: undefined,
        extensions: {},
        astNode: undefined,
      },
    ];
  }
}

function mutationResolver(
  name: string,
  outcome: string,
  resolve: GraphQLFieldResolver<unknown, MutationContext>,
  check: ((args: Record<string, unknown>) => void) | null,
  { ownTransaction, ownAccount, beforeTransaction }: GraphQLField<unknown, unknown>['extensions'],
): GraphQLFieldResolver<unknown, Context> {
  return onceForEach(async (source, { clientMutationId, ...args }: Record<string, unknown>, context, info) => {
    const command: Command = { viewer: context.viewer, action: name, requestId: context.requestId };
    const work = (tx: Transaction) => {
      // A retry must not decide by what the request read before.
      context.reader.clear();
      return resolve(source, args, { ...context, tx }, info) as Promise<unknown>;
    };
    try {
      if (context.viewer.apiKey) throw new ForbiddenError('An API key cannot change anything. Sign in as a user.');
      if (readsOnly(context.viewer) && !ownAccount) {
        throw new ForbiddenError(
          `Your role is read-only: ${context.viewer.roles.join(' and ')} cannot change anything.`,
        );
      }
      await (beforeTransaction as ((context: Context) => Promise<void>) | undefined)?.(context);
      const key = idempotencyKey(context, clientMutationId, String(info.path.key));
      check?.(args);
      if (ownTransaction) {
        // A mutation with its own transactions uses the key itself, because only it knows what must be done once.
        const own = { ...context, idempotencyKey: key } as MutationContext;
        return await answer(outcome, await resolve(source, args, own, info), context, info);
      }
      const result = key
        ? await context.database.transactionOnce(
            command,
            repeatableRequest(key, name, args),
            work as () => Promise<Node>,
          )
        : await context.database.transaction(command, work);
      return await answer(outcome, result, context, info);
    } catch (error) {
      context.reader.clear();
      if (!(error instanceof DomainError)) throw error;
      return { [outcome]: null, userErrors: userErrorsOf(error) };
    }
  });
}

const outcomes = new WeakMap<Context, Map<string, Promise<object>>>();

/**
 * Runs a mutation once for each of its aliases in an operation. A compiled operation that returned an error is executed
 * again by graphql-js, which gets the outcome of the first run, be it a payload or an error.
 */
function onceForEach(
  resolve: (...run: Parameters<GraphQLFieldResolver<unknown, Context>>) => Promise<object>,
): GraphQLFieldResolver<unknown, Context> {
  return (source, args: Record<string, unknown>, context, info) => {
    const known = outcomes.get(context) ?? new Map<string, Promise<object>>();
    const alias = String(info.path.key);
    const outcome = known.get(alias) ?? resolve(source, args, context, info);
    outcomes.set(context, known.set(alias, outcome));
    return outcome;
  };
}

/** The payload. The relations that the operation requests of its record are prefetched, as in a query. */
async function answer(outcome: string, result: unknown, context: Context, info: GraphQLResolveInfo): Promise<object> {
  context.reader.clear();
  const published = publish(result, context);
  if (published instanceof Node) {
    const plan = planOfField(info, outcome);
    if (plan) await context.reader.readAhead(plan, [published]);
  }
  return { [outcome]: published, userErrors: [] };
}

/** Removes the vendor's internal columns, which the transaction read although the viewer may not see them. */
function publish(result: unknown, { access, viewer }: Context): unknown {
  return result instanceof Node && !access.seesInternal(viewer) ? withoutVendorOnly(result) : result;
}

function idempotencyKey(context: Context, clientMutationId: unknown, alias: string): string | null {
  if (context.viewer.userId === null) return null;
  // One header covers a whole operation: its mutations are told apart by their aliases.
  const key = clientMutationId ?? (context.idempotencyKey && `${context.idempotencyKey}/${alias}`);
  if (typeof key !== 'string' || key === '') return null;
  if (key.length > maxKeyLength) throw new InvalidInputError('The idempotency key is too long.', ['clientMutationId']);
  const flaw = flawOfText(key);
  if (flaw) throw new InvalidInputError(`The idempotency key ${flaw}.`, ['clientMutationId']);
  return key;
}
