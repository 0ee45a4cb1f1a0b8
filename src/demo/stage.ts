import type { Installation } from '../installation';
import { type User } from '../modules/identity';
import { factReaders, readersOf } from '../schema';
import { system, type Viewer } from '../shared/access/viewer';
import { Database } from '../shared/database/database';
import type { Transaction } from '../shared/database/transaction';
import { ManualClock } from '../shared/domain/clock';
import { addDays, daysBetween, type PlainDate } from '../shared/domain/dates';
import { Relay } from '../shared/events/relay';
import { Random } from './random';

/** Marks the history entries that the demo created. */
export const demoRequestId = 'demo';

/** The installation's database with a manual clock that moves through the past year. Work runs as a given user. */
export class Stage {
  readonly clock: ManualClock;
  readonly database: Database;
  readonly random = new Random(20_260_301);
  readonly today: PlainDate;
  private readonly relay: Relay;
  private readonly hoursTaken = new Map<string, number>();

  constructor(
    readonly installation: Installation,
    readonly passwordHash: string,
  ) {
    const { database, clock, log } = installation;
    this.today = clock.today();
    this.clock = new ManualClock(clock.now(), clock.timeZone);
    const { dataSource, access, metrics, issuerName } = database;
    this.database = new Database(dataSource, access, this.clock, metrics, readersOf, issuerName);
    this.relay = new Relay(this.database, factReaders, log);
  }

  /** The day that many days before today. */
  ago(days: number): PlainDate {
    return addDays(this.today, -days);
  }

  /** Days from this day to today. */
  since(day: PlainDate): number {
    return daysBetween(day, this.today);
  }

  /** Moves the clock to the morning of a day, at most of today. */
  goTo(day: PlainDate): void {
    const last = day > this.today ? this.today : day;
    this.clock.set(`${last}T0${this.random.between(7, 9)}:${this.random.between(10, 59)}:00.000Z`);
  }

  /** Books up to the wanted hours in a person's eight-hour day, and returns the hours booked. */
  hoursLeft(userId: string, day: PlainDate, wanted: number): number {
    const key = `${userId} ${day}`;
    const taken = this.hoursTaken.get(key) ?? 0;
    const given = Math.min(wanted, 8 - taken);
    this.hoursTaken.set(key, taken + given);
    return given;
  }

  /** Runs a transaction as a user, or as the system if null, under the name of a mutation. */
  as<T>(user: User | null, action: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(
      { viewer: user ? viewerOf(user) : system, action, requestId: demoRequestId },
      work,
    );
  }

  /** Lets the fact handlers catch up, at the current time of the clock. */
  settle(): Promise<void> {
    return this.relay.settle();
  }
}

export function viewerOf(user: User): Viewer {
  return {
    kind: user.partnerId ? 'PARTNER' : 'STAFF',
    userId: user.id,
    roles: user.roles,
    partnerId: user.partnerId,
    sessionId: null,
  };
}
