import {
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Limits } from '../../config';
import type { Refusal } from '../http/refusal';
import type { Context } from './context';
import { type Formatting, formatError, maxErrors } from './errors';
import { withinLimits } from './limits';
import type { Envelope, Meter } from './metering';
import type { PersistedOperations } from './persisted-operations';

export interface OperationRules {
  schema: GraphQLSchema;
  limits: Limits;
  meter: Meter;
  persisted: PersistedOperations;
  formatting: Formatting;
  contextOf(envelope: Envelope): Promise<Context>;
}

/** An operation that is ready to run. */
export interface Prepared extends ExecutionArgs {
  contextValue: Context;
  isSubscription: boolean;
}

/** Operations over WebSockets: parsed, validated, priced and charged like those over HTTP. */
export class SocketOperations {
  private readonly rules;

  constructor(private readonly options: OperationRules) {
    this.rules = [withinLimits(options.limits), ...specifiedRules];
  }

  async prepare(payload: SubscribePayload, envelope: Envelope): Promise<Prepared | readonly GraphQLError[]> {
    const { schema, limits, meter, persisted, contextOf } = this.options;
    const { query, operationName, variables: variableValues } = payload;
    const unknown = persisted.refusal(payload);
    if (unknown) return [errorOf(unknown)];
    const document = parse(query, { maxTokens: limits.tokens });
    const invalid = validate(schema, document, this.rules, { maxErrors });
    if (invalid.length > 0) return invalid;
    const operation = getOperationAST(document, operationName);
    if (!operation) return [new GraphQLError('Set `operationName`, or send a single operation.')];
    const cost = meter.costOf(document, operationName, variableValues ?? undefined);
    const refusal = meter.refusal(cost);
    if (refusal) return [refusal];
    const contextValue = await contextOf(envelope);
    meter.charge(cost, contextValue.viewer, contextValue.address);
    const isSubscription = operation.operation === OperationTypeNode.SUBSCRIPTION;
    return { schema, document, operationName, variableValues, contextValue, isSubscription };
  }

  /** As over HTTP: internal errors are logged, and the client receives a code. */
  told(errors: readonly GraphQLError[], requestId: string | undefined) {
    return errors.slice(0, maxErrors).map((error) => {
      const { extensions = {}, ...formatted } = error.toJSON();
      const code = extensions.code ?? codeOf(error);
      return formatError(
        { ...formatted, extensions: { ...extensions, code, requestId } },
        error,
        this.options.formatting,
      );
    });
  }
}

export function errorOf({ message, code, retryAfter }: Refusal): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...(retryAfter !== undefined && { retryAfter }) } });
}

/** The code that Apollo gives the same error over HTTP. */
function codeOf(error: GraphQLError): string | undefined {
  if (error.message.startsWith('Syntax Error')) return 'GRAPHQL_PARSE_FAILED';
  // A value that a scalar refused has the scalar's own error inside.
  const isOfAVariable = error.nodes?.length === 1 && error.nodes[0]!.kind === Kind.VARIABLE_DEFINITION;
  if (isOfAVariable) return 'BAD_USER_INPUT';
  return error.originalError ? undefined : 'GRAPHQL_VALIDATION_FAILED';
}
