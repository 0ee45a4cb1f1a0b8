import { execute, type GraphQLError, parse } from 'graphql';
import type { Viewer } from '../../src/shared/access/viewer';
import type { Context } from '../../src/shared/graphql/context';
import { formatError } from '../../src/shared/graphql/errors';
import type { TestApp } from './app';
import type { Client, GraphQLAnswer } from './client';

export type Answer = Pick<GraphQLAnswer, 'data' | 'errors'>;

/**
 * Answers queries on the plain path: graphql-js carries the document out, nothing is compiled, and the reader knows no
 * plan, so that every column is read, and every relation through a loader when its resolver asks.
 */
export class Oracle {
  /** How often a plan was made and left aside: without any, what is compared is the same path twice. */
  plans = 0;

  constructor(private readonly app: TestApp) {}

  async answer(client: Client, query: string, variableValues: Record<string, unknown> = {}): Promise<Answer> {
    const { schema, log } = this.app.installation;
    const contextValue = this.context(await this.viewerOf(client));
    const { data, errors } = await execute({ schema, document: parse(query), variableValues, contextValue });
    const format = (error: GraphQLError) => {
      const { extensions, ...plain } = error.toJSON();
      const code = (extensions?.code as string | undefined) ?? 'INTERNAL_SERVER_ERROR';
      return formatError({ ...plain, extensions: { ...extensions, code } }, error, { log, suggestions: true });
    };
    return JSON.parse(JSON.stringify({ data, errors: errors?.map(format) })) as Answer;
  }

  async viewerOf({ accessToken }: Client): Promise<Viewer> {
    return (await this.app.installation.sessions.viewer(accessToken!, '127.0.0.1'))!;
  }

  private context(viewer: Viewer): Context {
    const { database, clock, audience, sessions, jobs, links, log } = this.app.installation;
    const reader = database.reader(viewer);
    reader.planned = () => {
      this.plans += 1;
      return reader;
    };
    return {
      viewer,
      reader,
      access: database.access,
      clock,
      metrics: database.metrics,
      requestId: 'oracle',
      publicUrl: this.app.url,
      issuerName: this.app.installation.config.issuerName,
      address: '127.0.0.1',
      userAgent: null,
      idempotencyKey: null,
      database,
      audience,
      sessions,
      jobs,
      links,
      log,
      config: this.app.installation.config,
    };
  }
}

/** The answer as text: its fields in their order, its errors in an order of their own, as they may happen in any. */
export function comparable({ data, errors }: Answer): string {
  const texts = errors?.map(({ extensions: { requestId: _, ...extensions }, ...error }) =>
    JSON.stringify({
      message: error.message,
      path: error.path,
      extensions,
      locations: (error as GraphQLError).locations,
    }),
  );
  return JSON.stringify({ data, errors: texts?.sort() }, null, 1);
}
