import DataLoader from 'dataloader';
import { GraphQLError } from 'graphql';
import { everyRow, everything, nothing } from '../access/policy';
import { anonymous, isInternal, system, type Viewer } from '../access/viewer';
import type { Database } from '../database/database';
import type { Reader } from '../database/reader';
import { type Node, recordClassOf, type StoredClass } from '../database/record';
import { column, join, padded, raw, type Sql, sql } from '../database/sql';
import { prefixOf } from '../domain/ids';
import { unauthenticated } from '../graphql/errors';
import type { Fact } from './fact';
import type { FactStream } from './stream';

/** Returns the current viewers; null for each who is no longer signed in. */
export interface WhoIsSignedIn {
  current(viewers: readonly Viewer[]): Promise<(Viewer | null)[]>;
}

/** A viewer who receives a fact, as of now, with the reader for it. */
export interface Hearer {
  viewer: Viewer;
  reader: Reader;
  subjectOf(fact: Fact): Promise<Node | null>;
}

/** How long a slow subscriber's rights are considered current. */
const freshMilliseconds = 1_000;

/**
 * Decides who receives a fact: viewers who are signed in and see its subject now. Subscriptions share the decisions:
 * facts published together are decided together, for all viewers, in one statement or a few.
 */
export class Audience {
  private round: Round | null = null;

  constructor(
    private readonly stream: FactStream,
    private readonly database: Database,
    private readonly signIn: WhoIsSignedIn,
    /** How many subscriptions a viewer may have in this process. */
    private readonly maxSubscriptions: number,
  ) {}

  /** The facts of these types, or of all, that the viewer sees. Calls back with the current viewer before each fact. */
  listen(viewer: Viewer, types: readonly string[] | null, tell: (hearer: Hearer) => void): AsyncIterable<Fact> {
    const { userId } = viewer;
    if (userId === null) throw unauthenticated();
    if (this.stream.countOf(userId) >= this.maxSubscriptions) {
      const message = `You already have ${this.maxSubscriptions} subscriptions, which is the maximum. End one first.`;
      throw new GraphQLError(message, { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } });
    }
    const wanted = types && new Set(types);
    return this.stream.subscribe(async (fact) => {
      if (wanted && !wanted.has(fact.type)) return false;
      const hearer = await this.current().hearer(viewer, fact);
      if (hearer === null) throw unauthenticated('This session has ended.');
      if (hearer) tell(hearer);
      return hearer !== false;
    }, userId);
  }

  private current(): Round {
    const { latest } = this.stream;
    if (this.round?.facts !== latest || performance.now() - this.round.begunAt > freshMilliseconds) {
      this.round = new Round(latest, this.database, this.signIn);
    }
    return this.round;
  }
}

interface Sighting {
  recordClass: StoredClass;
  id: string;
  /** The condition for the viewer's rows, and the same as text. */
  visible: Sql;
  key: string;
}

interface Present {
  hearer: Hearer;
  sees: Map<string, boolean | Promise<boolean>>;
}

const viewersPerStatement = 500;
const sightingsPerStatement = 1_000;
const sightsPerStatement = 50;

/** The decisions for the facts of one publication, kept for a short time. */
class Round {
  readonly begunAt = performance.now();
  private readonly present = new Map<string, Promise<Present | null>>();
  private readonly viewers: DataLoader<Viewer, Viewer | null>;
  private readonly sightings: DataLoader<Sighting, boolean, string>;
  private readonly subjects: { internal: Reader; partner: Reader };
  /** The readers that have loaded the subjects of all facts. */
  private readonly prefetched = new Set<Reader>();

  constructor(
    readonly facts: readonly Fact[],
    private readonly database: Database,
    signIn: WhoIsSignedIn,
  ) {
    this.viewers = new DataLoader((viewers) => signIn.current(viewers), { maxBatchSize: viewersPerStatement });
    this.sightings = new DataLoader((wanted) => this.look(wanted), {
      maxBatchSize: sightingsPerStatement,
      cacheKeyFn: ({ key, id }) => `${key} ${id}`,
    });
    this.subjects = {
      internal: database.reader(system),
      partner: database.reader({ ...anonymous, kind: 'PARTNER' }, everyRow),
    };
  }

  /** The viewer who receives the fact; false if they do not see it, null if they are no longer signed in. */
  async hearer(viewer: Viewer, fact: Fact): Promise<Hearer | false | null> {
    const { sessionId } = viewer;
    if (sessionId === null) return null;
    let present = this.present.get(sessionId);
    if (!present) this.present.set(sessionId, (present = this.enter(viewer)));
    const known = await present;
    if (!known) return null;
    let sees = known.sees.get(fact.id);
    if (sees === undefined) {
      this.decide(known, [fact, ...this.facts]);
      sees = known.sees.get(fact.id)!;
    }
    return (await sees) && known.hearer;
  }

  private async enter(viewer: Viewer): Promise<Present | null> {
    const now = await this.viewers.load(viewer);
    if (!now) return null;
    const reader = this.database.reader(now);
    return { hearer: { viewer: now, reader, subjectOf: (fact) => this.subjectOf(now, fact) }, sees: new Map() };
  }

  private decide({ hearer: { viewer }, sees }: Present, facts: readonly Fact[]): void {
    const { access } = this.database;
    const sights = new Map<StoredClass, { visible: Sql; key: string }>();
    for (const { id, subjectId } of facts) {
      if (sees.has(id)) continue;
      const recordClass = recordClassOf(prefixOf(subjectId) ?? '');
      if (!recordClass || !access.shows(recordClass)) {
        sees.set(id, false);
        continue;
      }
      let sight = sights.get(recordClass);
      if (!sight) {
        const visible = access.rows(viewer, recordClass);
        const key = `${recordClass.name} ${visible.text} ${JSON.stringify(visible.params)}`;
        sights.set(recordClass, (sight = { visible, key }));
      }
      const { visible, key } = sight;
      if (visible === everything || visible === nothing) sees.set(id, visible === everything);
      else {
        const decision = this.sightings.load({ recordClass, id: subjectId, visible, key });
        // Subscribers that await the decision receive the error; a decision that none awaits must not end the process.
        decision.catch(() => undefined);
        sees.set(id, decision);
      }
    }
  }

  /** Which of the records are visible. Records with the same condition share one part of the statement. */
  private async look(wanted: readonly Sighting[]): Promise<boolean[]> {
    const sights = new Map<string, Sighting[]>();
    for (const each of wanted) sights.set(each.key, [...(sights.get(each.key) ?? []), each]);
    const groups = [...sights.values()];
    const seen = new Set<string>();
    for (let start = 0; start < groups.length; start += sightsPerStatement) {
      const parts = groups.slice(start, start + sightsPerStatement).map((group, index) => {
        const { recordClass, visible } = group[0]!;
        const { table } = this.database.shapes.of(recordClass);
        const ids = padded(group.map(({ id }) => id));
        const number = raw(String(start + index));
        return sql`SELECT ${number}, ${column<Node>('id')} FROM ${table} AS t WHERE ${column<Node>('id')} IN (${ids}) AND (${visible})`;
      });
      for (const [number, id] of await this.database.cells(join(parts, ' UNION ALL '))) {
        seen.add(`${groups[Number(number)]![0]!.key} ${String(id)}`);
      }
    }
    return wanted.map(({ key, id }) => seen.has(`${key} ${id}`));
  }

  private subjectOf(viewer: Viewer, fact: Fact): Promise<Node | null> {
    const reader = isInternal(viewer) ? this.subjects.internal : this.subjects.partner;
    const load = ({ subjectId }: Fact) => reader.byId<Node>(recordClassOf(prefixOf(subjectId)!)!, subjectId);
    // Prefetches the subjects of all facts of the round once, one statement per kind of record.
    if (!this.prefetched.has(reader)) {
      this.prefetched.add(reader);
      for (const each of this.facts) if (isRecord(each)) load(each).catch(() => undefined);
    }
    return load(fact);
  }
}

function isRecord({ subjectId }: Fact): boolean {
  return recordClassOf(prefixOf(subjectId) ?? '') !== undefined;
}
