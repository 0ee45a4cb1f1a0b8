/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */
import { argumentType } from './argument-types';

export interface GraphQLAnswer {
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; [key: string]: unknown } }[];
  status: number;
}

/** The selection of all fields of user errors. */
export const userErrors = `userErrors {
  __typename message code field
  ... on ConflictError { currentVersion }
  ... on IllegalTransitionError { from action allowed }
  ... on RuleViolationError { rule details }
  ... on GateNotMetError { criteria { code required observed met gap waived evidence } }
}`;

/** A plain HTTP client of the API. */
export class Client {
  constructor(
    private readonly url: string,
    readonly accessToken: string | null,
    readonly userId: string | null = null,
  ) {}

  async send(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<GraphQLAnswer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.accessToken && { authorization: `Bearer ${this.accessToken}` }),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    // Only the tests about costs read the reported cost.
    const { data, errors } = (await response.json()) as GraphQLAnswer;
    return { data, ...(errors && { errors }), status: response.status };
  }

  /** The data of a query that must succeed. */
  async query(query: string, variables: object = {}): Promise<any> {
    const answer = await this.send(query, variables);
    if (answer.errors) throw new Error(`The query failed: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  }

  /**
   * The whole response of one mutation. The types of its arguments come from schema/schema.graphql; a test of a wrong type
   * sends its own operation.
   */
  call(name: string, args: object, selection: string, headers: Record<string, string> = {}): Promise<GraphQLAnswer> {
    const given = Object.keys(args);
    const list = (each: (argument: string) => string) => (given.length > 0 ? `(${given.map(each).join(', ')})` : '');
    const declared = list((argument) => `$${argument}: ${argumentType(name, argument)}`);
    const passed = list((argument) => `${argument}: $${argument}`);
    return this.send(`mutation${declared} { ${name}${passed} { ${selection} ${userErrors} } }`, args, headers);
  }

  /** The payload of one mutation, with or without user errors: `mutate('partnerAdmit', { id, version }, 'partner { status }')`. */
  async mutate(name: string, args: object, selection: string, headers = {}): Promise<any> {
    const answer = await this.call(name, args, selection, headers);
    if (answer.errors) throw new Error(`The mutation ${name} failed: ${JSON.stringify(answer.errors)}`);
    return answer.data[name];
  }

  /** The outcome of a mutation that must succeed: `done('partnerAdmit', { id, version }, 'partner { id status }')`. */
  async done(name: string, args: object, selection: string, headers = {}): Promise<any> {
    const payload = await this.mutate(name, args, selection, headers);
    if (payload.userErrors.length > 0) throw new Error(`${name} was refused: ${JSON.stringify(payload.userErrors)}`);
    return payload[/^\s*(\w+)/.exec(selection)![1]!];
  }

  /** The only user error of a mutation that must be refused. */
  async refused(name: string, args: object, selection: string, headers = {}): Promise<any> {
    const payload = await this.mutate(name, args, selection, headers);
    const outcome = payload[/^\s*(\w+)/.exec(selection)![1]!];
    if (payload.userErrors.length !== 1 || outcome !== null) {
      throw new Error(`${name} was to be refused for one reason: ${JSON.stringify(payload)}`);
    }
    return payload.userErrors[0];
  }
}
