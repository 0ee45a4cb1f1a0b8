import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  type DocumentNode,
  execute,
  getVariableValues,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { isUnavailable } from '../database/unavailable';
import type { Context } from './context';
import { operationCache } from './operation-cache';

type Gateway = ApolloServerOptionsWithGateway<Context>['gateway'];
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;
type Answer = Awaited<ReturnType<Executor>>;

/**
 * Runs operations compiled by graphql-jit, through Apollo Server's gateway interface, so that its hooks, error format
 * and status codes stay the same. graphql-js runs operations with directives, and every operation that returned an
 * error, so that it produces its exact errors: reads have no side effects, and a mutation answers its second run with
 * the outcome of the first (`mutation.ts`). An operation is compiled when it is repeated by a signed-in viewer;
 * otherwise, compiling would waste time and memory.
 */
export function compiledExecution(schema: GraphQLSchema): Gateway {
  const cameBefore = new WeakSet<OperationDefinitionNode>();
  const compiled = operationCache<OperationDefinitionNode, { document: DocumentNode; run: CompiledQuery | null }>(
    ({ document }) => document,
  );

  function compile(
    document: DocumentNode,
    operationName: string | null,
    operation: OperationDefinitionNode,
  ): CompiledQuery | null {
    const isKind = operation.operation === OperationTypeNode.QUERY || isPlainMutation(operation);
    if (!isKind || usesDirectives(document)) return null;
    const result = compileQuery(schema, document, operationName ?? undefined, { disablingCapturingStackErrors: true });
    return isCompiledQuery(result) ? result : null;
  }

  /** graphql-jit takes an empty list for an object, for example; a mutation must refuse what graphql-js refuses. */
  function acceptsVariables(operation: OperationDefinitionNode, variables: Record<string, unknown> = {}): boolean {
    if (operation.operation !== OperationTypeNode.MUTATION) return true;
    return getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors === undefined;
  }

  const executor: Executor = async ({ document, operationName, operation, request, context }) => {
    // No operation has the requested name, although the types rule this out: graphql-js produces the error.
    if (!operation) return (await execute({ schema, document, operationName: request.operationName })) as Answer;
    let known = compiled.get(operation);
    if (!known && context.viewer.kind !== 'ANONYMOUS') {
      if (cameBefore.has(operation)) {
        compiled.set(operation, (known = { document, run: compile(document, operationName, operation) }));
      } else cameBefore.add(operation);
    }
    const run = known?.run && acceptsVariables(operation, request.variables) ? known.run : null;
    const answer = await run?.query(undefined, context, request.variables);
    if (answer && !answer.errors) return answer as Answer;
    // Reading again while the database is unavailable would only double the client's wait.
    const lost = answer?.errors?.find(({ originalError }) => isUnavailable(originalError));
    if (lost?.originalError && operation.operation === OperationTypeNode.QUERY) throw lost.originalError;
    const variableValues = request.variables;
    return (await execute({ schema, document, operationName, contextValue: context, variableValues })) as Answer;
  };

  return {
    onSchemaLoadOrUpdate: (callback) => {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: () => Promise.resolve({ executor }),
    stop: () => Promise.resolve(),
  };
}

/**
 * Whether it is one mutation whose arguments are variables without defaults. graphql-jit would pass a literal of a
 * custom scalar as JSON, and would begin a second mutation after the first has failed.
 */
function isPlainMutation({ operation, selectionSet, variableDefinitions = [] }: OperationDefinitionNode): boolean {
  const [field, ...others] = selectionSet.selections;
  return (
    operation === OperationTypeNode.MUTATION &&
    others.length === 0 &&
    field?.kind === Kind.FIELD &&
    (field.arguments ?? []).every(({ value }) => value.kind === Kind.VARIABLE) &&
    variableDefinitions.every(({ defaultValue }) => !defaultValue)
  );
}

function usesDirectives(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive: () => {
      found = true;
    },
  });
  return found;
}
