import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import { ConfigError } from '../../config';
import type { Refusal } from '../http/refusal';

type RegistryCache = NonNullable<Exclude<ApolloServerOptions<BaseContext>['persistedQueries'], false>>['cache'];

const maxCharacters = 10_000_000;
const prefixOfKeys = 'apq:';

/** The operation of a request: its text, the hash of a known one, or both. */
interface Asked {
  query?: unknown;
  extensions?: unknown;
}

interface PersistedQuery {
  version?: unknown;
  sha256Hash?: unknown;
}

/**
 * The operations that are known by their SHA-256: those of the clients' release and, unless only these are allowed,
 * those that clients registered by sending them once. Registered ones are evicted when there are too many.
 */
export class PersistedOperations {
  private readonly registered = new LRUCache<string, string>({
    maxSize: maxCharacters,
    sizeCalculation: (document) => document.length + 1,
  });

  constructor(
    private readonly known: ReadonlyMap<string, string>,
    private readonly onlyKnown: boolean,
  ) {}

  /** Implements Apollo's protocol of persisted queries. */
  readonly cache: RegistryCache = {
    get: (key: string) => Promise.resolve(this.find(key.slice(prefixOfKeys.length))),
    set: (key: string, document: string) => {
      this.registered.set(key.slice(prefixOfKeys.length), document);
      return Promise.resolve();
    },
    delete: (key: string) => Promise.resolve(this.registered.delete(key.slice(prefixOfKeys.length))),
  };

  find(hash: string): string | undefined {
    return this.known.get(hash) ?? this.registered.get(hash);
  }

  /** Null if the operation may be answered. */
  refusal(asked: unknown): Refusal | null {
    const { query, extensions } = (asked ?? {}) as Asked;
    const text = typeof query === 'string' && query !== '' ? query : null;
    const named = persistedIn(extensions);
    if (this.onlyKnown) {
      const hash = text === null ? named?.sha256Hash : sha256(text);
      if (typeof hash !== 'string' || !this.known.has(hash)) return unknownOperation;
    }
    return named && !isUsable(named, text) ? unusableHash : null;
  }
}

const unknownOperation: Refusal = {
  status: 400,
  code: 'PERSISTED_DOCUMENT_REQUIRED',
  message: 'Only the operations of the released clients are answered here.',
};

const unusableHash: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'A persisted operation is named by `version` 1 and `sha256Hash`, which must match `query` if both are sent.',
};

/** What names an operation by its hash, valid or not; null if nothing does. */
function persistedIn(extensions: unknown): PersistedQuery | null {
  const asked = typeof extensions === 'string' ? parsed(extensions) : extensions;
  return (asked as { persistedQuery?: PersistedQuery | null } | null | undefined)?.persistedQuery || null;
}

function isUsable({ version, sha256Hash }: PersistedQuery, text: string | null): boolean {
  return version === 1 && typeof sha256Hash === 'string' && (text === null || sha256(text) === sha256Hash);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Reads the operations of the clients' release, `{ "<SHA-256>": "<query text>" }`. Each must be valid for the schema.
 */
export function readPersistedOperations(file: string, schema: GraphQLSchema): Map<string, string> {
  const unusable = (why: string) => new ConfigError([`PERSISTED_DOCUMENTS: ${file} cannot be used: ${why}`]);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw unusable((error as Error).message);
  }
  const content: unknown = parsed(text);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw unusable('it is not a JSON object of operations by their SHA-256');
  }
  const findings = Object.entries(content).flatMap(([hash, text]) =>
    findingsIn(hash, text, schema).map((finding) => `    - ${hash}: ${finding}`),
  );
  if (findings.length > 0) throw unusable(`correct these, or remove them:\n${findings.join('\n')}`);
  return new Map(Object.entries(content as Record<string, string>));
}

function findingsIn(hash: string, text: unknown, schema: GraphQLSchema): string[] {
  if (typeof text !== 'string') return ['the operation is not a text'];
  if (sha256(text) !== hash) return [`the operation's SHA-256 is ${sha256(text)}`];
  try {
    return validate(schema, parse(text)).map((error) => error.message);
  } catch (error) {
    return [(error as Error).message];
  }
}
