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

/** In the history, by this one knows what the demo made. */
export const demoRequestId = 'demo';

/** Where the demo plays: the installation's database under a clock that goes through the past year, and who acts. */
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

  /** The day this many days ago. */
  ago(days: number): PlainDate {
    return addDays(this.today, -days);
  }

  /** How many days ago a day was. */
  since(day: PlainDate): number {
    return daysBetween(day, this.today);
  }

  /** Stands at working hours of a day; never later than now. */
  goTo(day: PlainDate): void {
    const last = day > this.today ? this.today : day;
    this.clock.set(`${last}T0${this.random.between(7, 9)}:${this.random.between(10, 59)}:00.000Z`);
  }

  /** Of the hours wanted, those that a working day of eight hours still has for a person; they are taken. */
  hoursLeft(userId: string, day: PlainDate, wanted: number): number {
    const key = `${userId} ${day}`;
    const taken = this.hoursTaken.get(key) ?? 0;
    const given = Math.min(wanted, 8 - taken);
    this.hoursTaken.set(key, taken + given);
    return given;
  }

  /** One unit of work of a person, as the mutation of this name would do it. */
  as<T>(user: User | null, action: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(
      { viewer: user ? viewerOf(user) : system, action, requestId: demoRequestId },
      work,
    );
  }

  /** Lets the readers of facts catch up, at the moment where the stage stands. */
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
