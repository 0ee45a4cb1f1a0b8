import { Kind, OperationTypeNode, parse, type OperationDefinitionNode } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import type { Session } from './session';

interface Request {
  query: string;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
}

interface Options {
  headers?: Record<string, string>;
}

/** How GraphiQL talks to the API: queries and mutations over HTTP, subscriptions over a WebSocket. */
export function createFetcher(session: Session) {
  const socket = createSocket(session);
  return (asked: Request, options: Options = {}) => {
    const { request, isSubscription } = examine(asked);
    return isSubscription ? subscribe(socket, request) : post(session, request, options.headers);
  };
}

function examine(request: Request): { request: Request; isSubscription: boolean } {
  const operations = operationsOf(request.query);
  const named = operations.find((operation) => operation.name?.value === request.operationName);
  const operation = named ?? operations[0];
  return {
    // Right after a change of tabs, GraphiQL still sends the operation name of the previous tab.
    request: named ? request : { ...request, operationName: undefined },
    isSubscription: operation?.operation === OperationTypeNode.SUBSCRIPTION,
  };
}

function operationsOf(query: string): OperationDefinitionNode[] {
  try {
    return parse(query).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  } catch {
    // The text does not parse: the server says what is wrong with it.
    return [];
  }
}

async function post(session: Session, request: Request, headers: Record<string, string> = {}) {
  const authorization = await session.authorization();
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...(authorization && { authorization }),
      // Last, so that what is typed into GraphiQL's headers counts.
      ...headers,
    },
    body: JSON.stringify(request),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`HTTP ${response.status} ${response.statusText}: ${text.slice(0, 500) || 'an empty answer'}`);
  }
}

function createSocket(session: Session): Client {
  const address = new URL('/graphql', location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = createClient({
    url: address.href,
    connectionParams: async () => {
      const authorization = await session.authorization();
      return authorization ? { authorization } : {};
    },
  });
  // A connection belongs to the person who opened it: the next subscription opens another one.
  session.onChange(() => socket.terminate());
  return socket;
}

function subscribe(socket: Client, request: Request) {
  return socket.iterate({
    query: request.query,
    variables: request.variables,
    operationName: request.operationName,
  });
}
