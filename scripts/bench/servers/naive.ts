import 'reflect-metadata';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { GraphQLError } from 'graphql';
import { Arg, Args, buildSchema, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { DataSource, type FindOptionsWhere, In, IsNull, MoreThan } from 'typeorm';
import { claimsOf, cursorOf, listening, percentOf, positionOf, type Viewer } from './access';
import {
  Customer,
  entities,
  Milestone,
  PageArgs,
  Partner,
  PartnerConnection,
  Project,
  ProjectConnection,
  ProjectFilter,
  ProjectStaffing,
  ProjectStaffingConnection,
  Qualification,
  QualificationConnection,
  Session,
  StatementOfWork,
} from './naive.types';

/*
 * The naive server: Apollo's standalone server, type-graphql and TypeORM as their guides teach, each field fetching what
 * it needs by itself.
 */

interface Context {
  viewer: Viewer;
}

const dataSource = dataSourceOf(process.env.DATABASE_URL);

function dataSourceOf(url: string | undefined): DataSource {
  if (!url) {
    return new DataSource({
      type: 'better-sqlite3',
      database: join(process.env.DATA_DIR!, 'trellis.sqlite'),
      enableWAL: true,
      entities,
    });
  }
  const { hostname, port, username, pathname } = new URL(url);
  return new DataSource({
    type: 'mariadb',
    host: hostname,
    port: Number(port),
    username,
    database: pathname.slice(1),
    timezone: 'Z',
    dateStrings: ['DATE'],
    poolSize: 10,
    entities,
  });
}

async function viewerOf(authorization: string | undefined): Promise<Viewer> {
  const claims = claimsOf(authorization);
  const session = claims
    ? await dataSource.getRepository(Session).findOne({
        where: {
          id: claims.sid,
          userId: claims.sub,
          revokedAt: IsNull(),
          expiresAt: MoreThan(new Date()),
          user: { status: 'ACTIVE' },
        },
        relations: { user: true },
      })
    : null;
  if (!session) throw new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED' } });
  const { roles, partnerId } = session.user;
  return { userId: session.userId, roles, partnerId };
}

/** The condition for projects that the viewer's partner is staffed on. */
function staffedProject({ partnerId }: Viewer): FindOptionsWhere<Project> {
  return partnerId ? { staffings: { partnerId } } : {};
}

@Resolver(() => Partner)
class PartnerResolver {
  @Query(() => Partner, { nullable: true })
  partner(@Arg('id', () => ID) id: string, @Ctx() { viewer }: Context): Promise<Partner | null> {
    if (viewer.partnerId && viewer.partnerId !== id) return Promise.resolve(null);
    return dataSource.getRepository(Partner).findOneBy({ id });
  }

  @Query(() => PartnerConnection)
  async partners(@Args() { first }: PageArgs, @Ctx() { viewer }: Context): Promise<PartnerConnection> {
    const found = await dataSource.getRepository(Partner).find({
      where: viewer.partnerId ? { id: viewer.partnerId } : {},
      order: { nameKey: 'ASC', id: 'ASC' },
      take: first + 1,
    });
    return { nodes: found.slice(0, first), pageInfo: pageInfoOf(found, first) };
  }

  @FieldResolver(() => QualificationConnection)
  async qualifications(@Root() { id }: Partner, @Args() { first }: PageArgs): Promise<QualificationConnection> {
    const nodes = await dataSource
      .getRepository(Qualification)
      .find({ where: { partnerId: id }, order: { id: 'ASC' }, take: first });
    return { nodes };
  }

  @FieldResolver(() => ProjectStaffingConnection)
  async staffings(@Root() { id }: Partner, @Args() { first }: PageArgs): Promise<ProjectStaffingConnection> {
    const nodes = await dataSource
      .getRepository(ProjectStaffing)
      .find({ where: { partnerId: id }, order: { createdAt: 'ASC', id: 'ASC' }, take: first });
    return { nodes };
  }
}

@Resolver(() => ProjectStaffing)
class StaffingResolver {
  @FieldResolver(() => Project)
  project(@Root() { projectId }: ProjectStaffing, @Ctx() { viewer }: Context): Promise<Project | null> {
    return dataSource.getRepository(Project).findOneBy({ id: projectId, ...staffedProject(viewer) });
  }
}

@Resolver(() => Project)
class ProjectResolver {
  @Query(() => ProjectConnection)
  async projects(
    @Args() { first, after }: PageArgs,
    @Arg('filter', () => ProjectFilter) { status, region }: ProjectFilter,
    @Ctx() { viewer }: Context,
  ): Promise<ProjectConnection> {
    const matching = {
      ...staffedProject(viewer),
      ...(status && { status: In(status) }),
      ...(region && { region: In(region) }),
    };
    const found = await dataSource.getRepository(Project).find({
      where: after ? following(matching, after) : matching,
      order: { nameKey: 'ASC', id: 'ASC' },
      take: first + 1,
    });
    return { nodes: found.slice(0, first), pageInfo: pageInfoOf(found, first) };
  }

  @FieldResolver(() => Customer)
  customer(@Root() { customerId }: Project): Promise<Customer> {
    return dataSource.getRepository(Customer).findOneByOrFail({ id: customerId });
  }

  @FieldResolver(() => [StatementOfWork])
  statementsOfWork(@Root() { id }: Project): Promise<StatementOfWork[]> {
    return dataSource.getRepository(StatementOfWork).find({ where: { projectId: id }, order: { revision: 'ASC' } });
  }
}

@Resolver(() => StatementOfWork)
class StatementOfWorkResolver {
  @FieldResolver(() => [Milestone])
  milestones(@Root() { id }: StatementOfWork): Promise<Milestone[]> {
    return dataSource
      .getRepository(Milestone)
      .find({ where: { sowId: id, archivedAt: IsNull() }, order: { position: 'ASC', id: 'ASC' } });
  }
}

@Resolver(() => Milestone)
class MilestoneResolver {
  @FieldResolver(() => String)
  paymentShare(@Root() { paymentShareHundredths }: Milestone): string {
    return percentOf(Number(paymentShareHundredths));
  }
}

function following(matching: FindOptionsWhere<Project>, after: string): FindOptionsWhere<Project>[] {
  const { key, id } = positionOf(after);
  return [
    { ...matching, nameKey: MoreThan(key) },
    { ...matching, nameKey: key, id: MoreThan(id) },
  ];
}

function pageInfoOf(found: { nameKey: string; id: string }[], first: number) {
  const last = found.slice(0, first).at(-1);
  return { hasNextPage: found.length > first, endCursor: last ? cursorOf({ key: last.nameKey, id: last.id }) : null };
}

async function start(): Promise<void> {
  await dataSource.initialize();
  const schema = await buildSchema({
    resolvers: [PartnerResolver, StaffingResolver, ProjectResolver, StatementOfWorkResolver, MilestoneResolver],
    validate: false,
  });
  const { url } = await startStandaloneServer(new ApolloServer<Context>({ schema }), {
    listen: listening,
    context: async ({ req }) => ({ viewer: await viewerOf(req.headers.authorization) }),
  });
  console.log(url);
}

void start();
