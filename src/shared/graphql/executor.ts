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
 * Runs queries as compiled documents, through the place that Apollo Server has for a gateway, so that its hooks, error
 * format and status codes stay as they are. graphql-js itself runs mutations, documents with directives, and once more
 * whatever did not come to a clean answer: reads have no effects, and errors are then exactly what graphql-js says. A
 * document is compiled when it comes again, and for those who are signed in: otherwise that is work, and memory, for nothing.
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
    // There is none by the name that was asked for, whatever the types say: graphql-js has the words for it.
    if (!operation) return (await execute({ schema, document, operationName: request.operationName })) as Answer;
    let known = compiled.get(operation);
    if (!known && context.viewer.kind !== 'ANONYMOUS') {
      if (cameBefore.has(operation)) {
        compiled.set(operation, (known = { document, run: compile(document, operationName, operation.operation) }));
      } else cameBefore.add(operation);
    }
    const answer = await known?.run?.query(undefined, context, request.variables);
    if (answer && !answer.errors) return answer as Answer;
    // Asking a database again that is away would only keep the client waiting twice as long.
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
