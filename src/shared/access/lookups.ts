import type { Reader } from '../database/reader';

/**
 * A value that a module needs and that only modules downstream can compute. The module declares the lookup, and the others
 * list their providers, so it never imports them.
 */
export class Lookup<Subject, Value> {
  /** Never assigned: it ties the types to the lookup. */
  declare readonly types?: (subject: Subject) => Value;

  constructor(readonly name: string) {}
}

type AnyLookup = Lookup<never, unknown>;

/** How a module computes the value of another module's lookup. */
export interface Provider {
  lookup: AnyLookup;
  of: (reader: Reader, subject: never) => Promise<unknown>;
}

export function providerOf<Subject, Value>(
  lookup: Lookup<Subject, Value>,
  of: (reader: Reader, subject: Subject) => Promise<Value>,
): Provider {
  return { lookup, of };
}

/** The providers of all modules. */
export class Providers {
  private readonly providers = new Map<AnyLookup, Provider['of'][]>();

  constructor(providers: readonly Provider[] = []) {
    for (const { lookup, of } of providers) {
      this.providers.set(lookup, [...(this.providers.get(lookup) ?? []), of]);
    }
  }

  /** One value from each module that provides one, in the order of the modules. */
  lookUp<Subject, Value>(lookup: Lookup<Subject, Value>, reader: Reader, subject: Subject): Promise<Value[]> {
    const known = (this.providers.get(lookup) ?? []) as ((reader: Reader, subject: Subject) => Promise<Value>)[];
    return Promise.all(known.map((of) => of(reader, subject)));
  }
}
