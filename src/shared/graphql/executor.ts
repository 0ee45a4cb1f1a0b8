import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { type DocumentNode, execute, type GraphQLSchema, OperationTypeNode, visit } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { isUnavailable } from '../database/unavailable';
import type { Context } from './context';

type Gateway = ApolloServerOptionsWithGateway<Context>['gateway'];
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;
type Answer = Awaited<ReturnType<Executor>>;

const mostCompiledDocuments = 1_000;

/**
 * Runs queries as compiled documents, through the place that Apollo Server has for a gateway, so that its hooks, error
 * format and status codes stay as they are. graphql-js itself runs mutations, documents with directives, and once more
 * whatever did not come to a clean answer: reads have no effects, and errors are then exactly what graphql-js says.
 */
export function compiledExecution(schema: GraphQLSchema): Gateway {
  const compiled = new LRUCache<string, { run: CompiledQuery | null }>({ max: mostCompiledDocuments });

  function compile(
    document: DocumentNode,
    operationName: string | null,
    operation: OperationTypeNode,
  ): CompiledQuery | null {
    if (operation !== OperationTypeNode.QUERY || usesDirectives(document)) return null;
    const result = compileQuery(schema, document, operationName ?? undefined, { disablingCapturingStackErrors: true });
    return isCompiledQuery(result) ? result : null;
  }

  const executor: Executor = async ({ document, operationName, operation, queryHash, request, context }) => {
    // There is none by the name that was asked for, whatever the types say: graphql-js has the words for it.
    if (!operation) return (await execute({ schema, document, operationName: request.operationName })) as Answer;
    const key = `${queryHash} ${operationName ?? ''}`;
    let known = compiled.get(key);
    if (!known) compiled.set(key, (known = { run: compile(document, operationName, operation.operation) }));
    const answer = await known.run?.query(undefined, context, request.variables);
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
