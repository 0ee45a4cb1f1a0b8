import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { type ExecutionResult, OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { operationCache } from './operation-cache';
import type { Envelope } from './metering';
import type { PersistedOperations } from './persisted-operations';

type Gateway = ApolloServerOptionsWithGateway<Envelope>['gateway'];
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;
type Request = Parameters<Executor>[0];
type Answer = Awaited<ReturnType<Executor>>;

/** A request as it appears in a JSON body. */
interface Asked {
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
  extensions?: unknown;
}

interface PersistedQuery {
  version?: unknown;
  sha256Hash?: unknown;
}

const maxAcceptHeaders = 100;
const plainContentType = /^application\/json(; ?charset=utf-8)?$/i;

/**
 * Operations that passed Apollo's pipeline before: parsed, valid, within the limits, and answered without errors. If
 * one is repeated in the simplest form, the same executor answers it directly, with its cost, viewer and policies; the
 * pipeline would take half of a small query's time. Every other request goes through the pipeline: another method or
 * content type, and every response with an error, so that errors have one way out. An operation that was executed here
 * is not executed again there.
 */
export class KnownOperations {
  private readonly passed = operationCache<string, Map<string | null, Request>>(
    (operations) => [...operations.values()][0]!.document,
  );
  private readonly contentTypes = new LRUCache<string, string>({ max: maxAcceptHeaders });
  private executor: Executor | null = null;

  constructor(private readonly persistedOperations: PersistedOperations) {}

  /** The gateway for Apollo, whose responses without errors are remembered. */
  noting(gateway: Gateway): Gateway {
    return {
      onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
      stop: () => gateway.stop(),
      load: async (options) => {
        const { executor } = await gateway.load(options);
        this.executor = executor!;
        return { executor: (request) => this.run(request) };
      },
    };
  }

  /** Remembers Apollo's choice of content type for an Accept header. */
  noteContentType(accept: string | undefined, contentType: string): void {
    this.contentTypes.set(accept ?? '', contentType);
  }

  /**
   * The body and content type of the response; null if the pipeline has to answer, with the outcome so far in the
   * envelope.
   */
  async answer(
    body: unknown,
    headers: { 'content-type'?: string; accept?: string },
    envelope: Envelope,
  ): Promise<{ contentType: string; text: string } | null> {
    const contentType = this.contentTypes.get(headers.accept ?? '');
    if (!contentType || !plainContentType.test(headers['content-type'] ?? '')) return null;
    const request = this.find(body as Asked);
    if (!request) return null;
    const outcome = this.executor!({ ...request, context: envelope } as Request);
    envelope.outcome = outcome as Promise<ExecutionResult>;
    const answer = await outcome.catch(() => null);
    if (!answer || answer.errors) return null;
    const { data, extensions } = answer;
    return { contentType, text: `${JSON.stringify({ data, extensions })}\n` };
  }

  private find({ query, operationName = null, variables = null, extensions = null }: Asked): Request | null {
    if (operationName !== null && typeof operationName !== 'string') return null;
    if (typeof variables !== 'object' || Array.isArray(variables)) return null;
    const text = extensions === null ? query : query === undefined ? this.persisted(extensions) : null;
    const known = typeof text === 'string' ? this.passed.get(text)?.get(operationName) : undefined;
    if (!known) return null;
    const request = { ...known.request, variables: (variables ?? undefined) as Record<string, unknown> | undefined };
    return { ...known, request };
  }

  private persisted(extensions: unknown): string | undefined {
    const { version, sha256Hash } = (extensions as { persistedQuery?: PersistedQuery }).persistedQuery ?? {};
    return version === 1 && typeof sha256Hash === 'string' ? this.persistedOperations.find(sha256Hash) : undefined;
  }

  private async run(request: Request): Promise<Answer> {
    const { outcome, authorization } = request.context as Envelope;
    if (outcome) return outcome as Promise<Answer>;
    const answer = await this.executor!(request);
    const { document, operation, operationName, queryHash, source } = request;
    // Nothing is cached for anonymous callers, who can send any number of different operations.
    const isKept = authorization && operation && operation.operation !== OperationTypeNode.SUBSCRIPTION;
    if (isKept && !answer.errors) {
      const asked = request.request.operationName ?? null;
      const operations = this.passed.get(source) ?? new Map<string | null, Request>();
      const kept = { document, operation, operationName, queryHash, source, request: { operationName: asked } };
      this.passed.set(source, operations.set(asked, kept as unknown as Request));
    }
    return answer;
  }
}
