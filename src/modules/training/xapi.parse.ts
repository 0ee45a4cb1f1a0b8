import { InvalidInputError } from '../../shared/domain/errors';
import { prefixOf } from '../../shared/domain/ids';
import { mailAddress } from '../../shared/domain/text';
import { isObject, type Json, momentAt, wrong } from './xapi.rules';
import { actor as anActor, identifiersIn, maxName, statement as aStatement } from './xapi.schema';

/* Statements from a learning system, checked against xAPI 1.0.3, and kept as sent. */

export interface ReceivedStatement {
  /** In lower case; null if the sender leaves it to the server. */
  id: string | null;
  /** What identifies the actor: an email address, the id of a user, or another name. */
  person: string;
  verbId: string;
  /** Empty if the statement is not about an activity. */
  activityId: string;
  /** Null if the sender leaves it to the server. */
  timestamp: Date | null;
  /** As sent, without the properties that the server sets: id, stored, authority, version. */
  body: Json;
}

export const maxBatchSize = 100;
const deepest = 20;
const address = /^[^\s@]+@\S+$/;
export const voided = 'http://adlnet.gov/expapi/verbs/voided';

/** The properties of a statement that the receiving server sets. */
const ours = ['id', 'stored', 'authority', 'version'];

/** One or several well-formed statements. Otherwise throws an error that says what is wrong where. */
export function parseStatements(input: unknown): ReceivedStatement[] {
  const several = Array.isArray(input);
  const all: unknown[] = several ? input : [input];
  if (all.length === 0 || all.length > maxBatchSize) {
    throw new InvalidInputError(`Send from 1 to ${maxBatchSize} statements at a time.`);
  }
  const statements = all.map((each, index) => parseStatement(each, several ? [String(index)] : []));
  const ids = statements.map(({ id }) => id).filter((id) => id !== null);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw new InvalidInputError(`Two of the statements have the id ${twice}.`);
  return statements;
}

function parseStatement(input: unknown, path: string[]): ReceivedStatement {
  const flaw = flawIn(input, deepest);
  if (flaw) throw wrong(path, flaw);
  aStatement(input, path);
  const statement = input as Json & { actor: Json; verb: { id: string }; object: Json; id?: string };
  const { actor, verb, object, id, timestamp } = statement;
  if (verb.id === voided) {
    throw wrong([...path, 'verb', 'id'], 'cannot be voided with a statement. Withdraw or correct the enrollment');
  }
  return {
    id: id?.toLowerCase() ?? null,
    person: personOf(actor, [...path, 'actor']),
    verbId: verb.id,
    activityId: (object.objectType ?? 'Activity') === 'Activity' ? (object.id as string) : '',
    timestamp: timestampOf(timestamp, [...path, 'timestamp']),
    body: Object.fromEntries(Object.entries(statement).filter(([name]) => !ours.includes(name))),
  };
}

/** What identifies an actor, the same for every notation. */
export function personOf(actor: Json, path: string[]): string {
  anActor(actor, path);
  const [by] = identifiersIn(actor);
  if (!by) return 'group';
  const {
    mbox,
    mbox_sha1sum: hash,
    openid,
    account,
  } = actor as Record<string, string> & {
    account: { homePage: string; name: string };
  };
  if (by === 'mbox') return fitting(mailAddress(mbox!.slice('mailto:'.length)), [...path, by]);
  if (by === 'mbox_sha1sum') return `sha1:${hash!.toLowerCase()}`;
  if (by === 'openid') return openid!;
  const { homePage, name } = account;
  if (prefixOf(name) === 'user') return name;
  return fitting(address.test(name) ? mailAddress(name) : `${homePage} ${name}`, [...path, by]);
}

/** A normalized name, which may be longer than it was sent. */
function fitting(person: string, path: string[]): string {
  if (person.length > maxName) throw wrong(path, `is longer than ${maxName} characters`);
  return person;
}

/** Whether the actor is a group. A group is not a person, although it may have an address. */
export function isAboutGroup({ actor }: Json): boolean {
  return isObject(actor) && actor.objectType === 'Group';
}

export function timestampOf(input: unknown, path: string[]): Date | null {
  return input === undefined ? null : momentAt(input, path);
}

/** Why a value cannot be stored as JSON. Looks no deeper than the allowed nesting. */
function flawIn(value: unknown, left: number): string | null {
  if (typeof value === 'string') return value.isWellFormed() ? null : 'has a lone surrogate';
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'has a number that is too large';
  if (typeof value !== 'object' || value === null) return null;
  if (left === 0) return `nests deeper than ${deepest} levels`;
  for (const [name, each] of Object.entries(value)) {
    const flaw = flawIn(name, left) ?? flawIn(each, left - 1);
    if (flaw) return flaw;
  }
  return null;
}
