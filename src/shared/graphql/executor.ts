import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  type DocumentNode,
  execute,
  type GraphQLSchema,
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
 * Runs queries compiled by graphql-jit, through Apollo Server's gateway interface, so that its hooks, error format and
 * status codes stay the same. graphql-js runs mutations, operations with directives, and every query that returned an
 * error: reads have no side effects, so it can run them again and produce its exact errors. An operation is compiled
 * when it is repeated by a signed-in viewer; otherwise, compiling would waste time and memory.
 */
export function compiledExecution(schema: GraphQLSchema): Gateway {
  const cameBefore = new WeakSet<OperationDefinitionNode>();
  const compiled = operationCache<OperationDefinitionNode, { document: DocumentNode; run: CompiledQuery | null }>(
    ({ document }) => document,
  );

  function compile(
    document: DocumentNode,
    operationName: string | null,
    operation: OperationTypeNode,
  ): CompiledQuery | null {
    if (operation !== OperationTypeNode.QUERY || usesDirectives(document)) return null;
    const result = compileQuery(schema, document, operationName ?? undefined, { disablingCapturingStackErrors: true });
    return isCompiledQuery(result) ? result : null;
  }

  const executor: Executor = async ({ document, operationName, operation, request, context }) => {
    // No operation has the requested name, although the types rule this out: graphql-js produces the error.
    if (!operation) return (await execute({ schema, document, operationName: request.operationName })) as Answer;
    let known = compiled.get(operation);
    if (!known && context.viewer.kind !== 'ANONYMOUS') {
      if (cameBefore.has(operation)) {
        compiled.set(operation, (known = { document, run: compile(document, operationName, operation.operation) }));
      } else cameBefore.add(operation);
    }
    const answer = await known?.run?.query(undefined, context, request.variables);
    if (answer && !answer.errors) return answer as Answer;
    // Retrying while the database is unavailable would only double the client's wait.
    const lost = answer?.errors?.find(({ originalError }) => isUnavailable(originalError));
    if (lost?.originalError) throw lost.originalError;
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

function usesDirectives(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive: () => {
      found = true;
    },
  });
  return found;
}
