import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Limits } from '../../config';
import type { Viewer } from '../access/viewer';
import type { Clock } from '../domain/clock';
import { DomainError, InvalidInputError } from '../domain/errors';
import { callerAt } from '../http/address';
import { Rates } from '../http/rates';
import type { Context } from './context';
import { CostRule } from './cost';
import { refusedInput } from './errors';

/** What is known about a request before its viewer is identified. */
export interface Envelope {
  readonly requestId: string;
  readonly authorization: string | undefined;
  readonly address: string;
  readonly userAgent: string | null;
  readonly idempotencyKey: string | null;
  /** The outcome of the operation, if it was executed before the pipeline. */
  outcome?: Promise<ExecutionResult>;
}

/** The cost of an operation and the viewer's remaining points; `extensions.cost` of every response. */
export interface CostReport {
  /** The cost of this operation in points. */
  requested: number;
  /** How many points the viewer may spend on an operation now. */
  available: number;
  /** How many points are restored per second; null if unlimited. */
  restoreRate: number | null;
}

type Variables = Readonly<Record<string, unknown>>;
type Gateway<C extends object> = ApolloServerOptionsWithGateway<C>['gateway'];
type Executor<C extends object> = NonNullable<Awaited<ReturnType<Gateway<C>['load']>>['executor']>;

/** Computes the cost of operations, refuses too expensive ones, and charges viewers for the others. */
export class Meter {
  private readonly rule: CostRule;
  private readonly rates: Rates;

  constructor(
    schema: GraphQLSchema,
    private readonly limits: Limits,
    clock: Clock,
  ) {
    this.rule = new CostRule(schema);
    this.rates = new Rates(limits.viewerRate, limits.cost, clock);
  }

  /** The maximum cost of the operation. */
  costOf(document: DocumentNode, operationName: string | null | undefined, variables: Variables | undefined): number {
    refuseWideObjects(variables);
    return this.rule.costOf(document, operationName, variables);
  }

  /** The refusal of an operation that costs more than the limit; null if it does not. */
  refusal(cost: number): GraphQLError | null {
    if (cost <= this.limits.cost) return null;
    const message = `This operation may cost ${cost} points; the limit is ${this.limits.cost}. Request less at a time.`;
    return new GraphQLError(message, { extensions: { code: 'TOO_COSTLY' } });
  }

  /** Charges the points to the viewer; throws if too few are left. */
  charge(cost: number, viewer: Viewer, address: string): CostReport {
    const { available, retryAfter } = this.rates.take(viewer.userId ?? viewer.apiKey?.id ?? callerAt(address), cost);
    const report = this.report(cost, available);
    if (retryAfter !== null) throw new RateLimited(report, retryAfter);
    return report;
  }

  report(requested: number, available = Infinity): CostReport {
    const restoreRate = this.rates.perSecond === 0 ? null : this.rates.perSecond;
    return { requested, available: Math.min(available, this.limits.cost), restoreRate };
  }
}

/** More fields than any input type has. */
const maxFields = 200;

/** Runs before GraphQL coerces the variables, because its messages repeat the whole object for each unknown field. */
function refuseWideObjects(variables: Variables | undefined): void {
  const waiting: unknown[] = [variables];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    const parts = Object.values(value);
    if (!Array.isArray(value) && parts.length > maxFields) {
      throw new InvalidInputError(
        `An object in the variables has ${parts.length} fields; no input has more than ${maxFields}.`,
      );
    }
    for (const part of parts) if (typeof part === 'object') waiting.push(part);
  }
}

export class RateLimited extends GraphQLError {
  constructor(
    readonly report: CostReport,
    seconds: number,
  ) {
    super(`Too many points were spent in a short time. Try again in ${seconds} s.`, {
      extensions: {
        code: 'RATE_LIMITED',
        http: { status: 429, headers: new Map([['retry-after', String(seconds)]]) },
      },
    });
  }
}

/**
 * Runs before an operation is executed: computes its cost before the database is used, identifies the viewer, then
 * charges them. Every response reports the cost.
 */
export function meteredExecution(
  inner: Gateway<Context>,
  meter: Meter,
  contextOf: (envelope: Envelope) => Promise<Context>,
): Gateway<Envelope> {
  return {
    onSchemaLoadOrUpdate: (callback) => inner.onSchemaLoadOrUpdate(callback),
    stop: () => inner.stop(),
    load: async (options) => {
      const run = (await inner.load(options)).executor as Executor<Context>;
      const executor: Executor<Envelope> = async (request) => {
        const { document, operationName } = request;
        let requested;
        try {
          requested = meter.costOf(document, operationName, request.request.variables);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          return { errors: [refusedInput(error)] };
        }
        const refusal = meter.refusal(requested);
        if (refusal) return { errors: [refusal], extensions: { cost: meter.report(requested) } };

        const context = await contextOf(request.context as Envelope);
        try {
          const cost = meter.charge(requested, context.viewer, context.address);
          return { ...(await run({ ...request, context })), extensions: { cost } };
        } catch (error) {
          if (!(error instanceof RateLimited)) throw error;
          return { errors: [error], extensions: { cost: error.report } };
        }
      };
      return { executor };
    },
  };
}
