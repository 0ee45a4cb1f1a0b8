/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

export interface GraphQLAnswer {
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; [key: string]: unknown } }[];
  status: number;
}

/** Everything that a user error may carry, for a payload's selection. */
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
    // What it cost is for those tests to look at that are about costs.
    const { data, errors } = (await response.json()) as GraphQLAnswer;
    return { data, ...(errors && { errors }), status: response.status };
  }

  /** The data of a query that must succeed. */
  async query(query: string, variables: object = {}): Promise<any> {
    const answer = await this.send(query, variables);
    if (answer.errors) throw new Error(`The query failed: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  }

  /** The payload of one mutation, with or without errors: `mutate('partnerAdmit', { id: ['ID!', id] }, 'partner { status }')`. */
  async mutate(
    name: string,
    args: Record<string, [type: string, value: unknown]>,
    selection: string,
    headers = {},
  ): Promise<any> {
    const names = Object.keys(args);
    const declared = names.length > 0 ? `(${names.map((each) => `$${each}: ${args[each]![0]}`).join(', ')})` : '';
    const passed = names.length > 0 ? `(${names.map((each) => `${each}: $${each}`).join(', ')})` : '';
    const variables = Object.fromEntries(names.map((each) => [each, args[each]![1]]));
    const answer = await this.send(
      `mutation${declared} { ${name}${passed} { ${selection} ${userErrors} } }`,
      variables,
      headers,
    );
    if (answer.errors) throw new Error(`The mutation ${name} failed: ${JSON.stringify(answer.errors)}`);
    return answer.data[name];
  }

  /** The outcome of a mutation that must succeed: `done('partnerAdmit', { id: ['ID!', id] }, 'partner { id status }')`. */
  async done(
    name: string,
    args: Record<string, [type: string, value: unknown]>,
    selection: string,
    headers = {},
  ): Promise<any> {
    const payload = await this.mutate(name, args, selection, headers);
    if (payload.userErrors.length > 0) throw new Error(`${name} was refused: ${JSON.stringify(payload.userErrors)}`);
    return payload[/^\s*(\w+)/.exec(selection)![1]!];
  }

  /** The only user error of a mutation that must be refused. */
  async refused(
    name: string,
    args: Record<string, [type: string, value: unknown]>,
    selection: string,
    headers = {},
  ): Promise<any> {
    const payload = await this.mutate(name, args, selection, headers);
    const outcome = payload[/^\s*(\w+)/.exec(selection)![1]!];
    if (payload.userErrors.length !== 1 || outcome !== null) {
      throw new Error(`${name} was to be refused for one reason: ${JSON.stringify(payload)}`);
    }
    return payload.userErrors[0];
  }
}
