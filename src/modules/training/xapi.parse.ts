import { dayBounds, parsePlainDate, plainDateOf } from '../../shared/domain/dates';
import { InvalidInputError } from '../../shared/domain/errors';
import { prefixOf } from '../../shared/domain/ids';
import { shortened } from '../../shared/domain/text';

/*
 * What a learning system sends, checked against xAPI 1.0.3 as far as anything here depends on it. The rest of a statement
 * is kept as it came.
 */

type Json = Record<string, unknown>;

export interface ReceivedStatement {
  /** In lower case; null where the sender leaves it to us. */
  id: string | null;
  /** How the actor is known: an e-mail address, the id of a user, or whatever else names them. */
  person: string;
  verbId: string;
  /** Empty where the statement is about no activity. */
  activityId: string;
  /** Null where the sender leaves it to us. */
  timestamp: Date | null;
  /** As it came, without what is ours to say: id, stored, authority, version. */
  body: Json;
}

export const largestBatch = 100;
const deepest = 20;
const longestName = 500;
const longestMoment = 40;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const iri = /^[a-z][a-z0-9+.-]*:\S+$/i;
const mailto = /^mailto:[^\s@]+@\S+$/i;
const address = /^[^\s@]+@\S+$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i;
const properties = [
  'id', 'actor', 'verb', 'object', 'result', 'context', 'timestamp', 'stored', 'authority', 'version', 'attachments',
]; // prettier-ignore
export const voided = 'http://adlnet.gov/expapi/verbs/voided';

/** What of a statement is for the one to say who keeps it. */
const ours = ['id', 'stored', 'authority', 'version'];

/** One statement or several, each of them well-formed, or an error that says what is wrong where. */
export function parseStatements(input: unknown): ReceivedStatement[] {
  const several = Array.isArray(input);
  const all: unknown[] = several ? input : [input];
  if (all.length === 0 || all.length > largestBatch) {
    throw new InvalidInputError(`From 1 to ${largestBatch} statements are taken at once.`);
  }
  const statements = all.map((each, index) => parseStatement(each, several ? [String(index)] : []));
  const ids = statements.map(({ id }) => id).filter((id) => id !== null);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw new InvalidInputError(`Two of the statements have the id ${twice}.`);
  return statements;
}

function parseStatement(input: unknown, path: string[]): ReceivedStatement {
  const statement = objectAt(input, path);
  const flaw = flawIn(statement, deepest);
  if (flaw) throw wrong(path, flaw);
  const unknown = Object.keys(statement).find((name) => !properties.includes(name));
  if (unknown) throw wrong([...path, unknown], 'is no property of a statement');
  const empty = Object.keys(statement).find((name) => statement[name] === null);
  if (empty) throw wrong([...path, empty], 'is null: leave it out');

  const { id, version } = statement;
  const body = Object.fromEntries(Object.entries(statement).filter(([name]) => !ours.includes(name)));
  if (id !== undefined && !(typeof id === 'string' && uuid.test(id))) throw wrong([...path, 'id'], 'is no UUID');
  if (version !== undefined && !(typeof version === 'string' && isSupported(version))) {
    throw wrong([...path, 'version'], 'is none that is known here: 1.0.x is');
  }
  const verb = objectAt(statement.verb, [...path, 'verb']);
  const verbId = textAt(verb.id, [...path, 'verb', 'id'], iri, 'is no IRI');
  if (verbId === voided) {
    throw wrong([...path, 'verb', 'id'], 'cannot be taken back with a statement: withdraw or correct the enrolment');
  }
  checkResult(statement.result, [...path, 'result']);
  if (statement.context !== undefined) checkContext(objectAt(statement.context, [...path, 'context']), path);
  return {
    id: typeof id === 'string' ? id.toLowerCase() : null,
    person: personOf(objectAt(statement.actor, [...path, 'actor']), [...path, 'actor']),
    verbId,
    activityId: activityOf(objectAt(statement.object, [...path, 'object']), [...path, 'object']),
    timestamp: timestampOf(statement.timestamp, [...path, 'timestamp']),
    body,
  };
}

/** Is this a version of xAPI that is spoken here? */
export function isSupported(version: string): boolean {
  return /^1\.0(\.\d{1,3})?$/.test(version);
}

/** How an actor is known; the same for every way of writing it. */
export function personOf(actor: Json, path: string[]): string {
  const kind = actor.objectType ?? 'Agent';
  if (kind !== 'Agent' && kind !== 'Group') throw wrong([...path, 'objectType'], 'is neither Agent nor Group');
  const given = ['mbox', 'mbox_sha1sum', 'openid', 'account'].filter((name) => actor[name] !== undefined);
  if (kind === 'Group' && given.length === 0) {
    if (!Array.isArray(actor.member)) throw wrong([...path, 'member'], 'is missing in a group without a name');
    return 'group';
  }
  if (given.length !== 1) throw wrong(path, 'is known by one of mbox, mbox_sha1sum, openid and account');
  const at = [...path, given[0]!];
  if (actor.mbox !== undefined) return textAt(actor.mbox, at, mailto, 'is no mailto: address').slice(7).toLowerCase();
  if (actor.mbox_sha1sum !== undefined) {
    return `sha1:${textAt(actor.mbox_sha1sum, at, /^[0-9a-f]{40}$/i, 'is no SHA-1').toLowerCase()}`;
  }
  if (actor.openid !== undefined) return textAt(actor.openid, at, iri, 'is no address');
  const account = objectAt(actor.account, at);
  const homePage = textAt(account.homePage, [...at, 'homePage'], iri, 'is no IRI');
  const name = textAt(account.name, [...at, 'name'], /\S/, 'is empty');
  if (prefixOf(name) === 'user') return name;
  if (address.test(name)) return name.toLowerCase();
  const both = `${homePage} ${name}`;
  if (both.length > longestName) throw wrong(at, `is longer than ${longestName} characters`);
  return both;
}

function activityOf(object: Json, path: string[]): string {
  const kind = object.objectType ?? 'Activity';
  if (kind === 'Activity') return textAt(object.id, [...path, 'id'], iri, 'is no IRI');
  if (typeof kind === 'string' && ['Agent', 'Group', 'StatementRef', 'SubStatement'].includes(kind)) return '';
  throw wrong([...path, 'objectType'], 'is none of xAPI');
}

function checkResult(input: unknown, path: string[]): void {
  if (input === undefined) return;
  const result = objectAt(input, path);
  for (const name of ['success', 'completion']) {
    if (result[name] !== undefined && typeof result[name] !== 'boolean') throw wrong([...path, name], 'is no boolean');
  }
  if (result.score === undefined) return;
  const { scaled } = objectAt(result.score, [...path, 'score']);
  if (scaled !== undefined && !(typeof scaled === 'number' && scaled >= -1 && scaled <= 1)) {
    throw wrong([...path, 'score', 'scaled'], 'is no number from -1 to 1');
  }
}

function checkContext({ registration }: Json, path: string[]): void {
  if (registration === undefined || (typeof registration === 'string' && uuid.test(registration))) return;
  throw wrong([...path, 'context', 'registration'], 'is no UUID');
}

export function timestampOf(input: unknown, path: string[]): Date | null {
  if (input === undefined) return null;
  const written = typeof input === 'string' && input.length <= longestMoment && moment.test(input);
  const date = new Date(written ? input : NaN);
  if (Number.isNaN(date.getTime())) throw wrong(path, 'is no moment with a time zone, as ISO 8601 writes it');
  if (parsePlainDate(plainDateOf(date)) === null) throw wrong(path, `is not ${dayBounds}`);
  return date;
}

function objectAt(input: unknown, path: string[]): Json {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Json;
  throw wrong(path, input === undefined ? 'is missing' : 'is no object');
}

function textAt(input: unknown, path: string[], form: RegExp, otherwise: string): string {
  if (input === undefined) throw wrong(path, 'is missing');
  if (typeof input !== 'string') throw wrong(path, otherwise);
  if (input.length > longestName) throw wrong(path, `is longer than ${longestName} characters`);
  if (!form.test(input)) throw wrong(path, otherwise);
  return input;
}

function wrong(path: string[], what: string): InvalidInputError {
  return new InvalidInputError(`${shortened(path.join('.')) || 'The statement'} ${what}.`, path);
}

/** What no database keeps as JSON: it looks no further down than it may go. */
function flawIn(value: unknown, left: number): string | null {
  if (typeof value === 'string') return value.isWellFormed() ? null : 'has half a character';
  if (typeof value !== 'object' || value === null) return null;
  if (left === 0) return `nests deeper than ${deepest} levels`;
  for (const [name, each] of Object.entries(value)) {
    const flaw = flawIn(name, left) ?? flawIn(each, left - 1);
    if (flaw) return flaw;
  }
  return null;
}
