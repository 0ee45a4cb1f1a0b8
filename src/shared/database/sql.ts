/**
 * A piece of SQL with its parameters. The same text runs on every engine: identifiers in backticks, `?` for values, and
 * only functions that both engines have.
 */
export interface Sql {
  readonly text: string;
  readonly params: readonly unknown[];
}

function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && 'text' in value && 'params' in value;
}

/** A longer list is passed as one parameter, because engines limit the parameters of a statement. */
const maxListed = 1_000;

/** The parameters that every engine accepts; SQLite has the lowest limit, 32,766. */
const maxParameters = 30_000;

/** The values of a list in one parameter, as JSON. SQLite's driver translates it. */
export const listOfJson =
  "SELECT listed.value FROM JSON_TABLE(?, '$[*]' COLUMNS (value VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS listed";

/**
 * Values become parameters, nested pieces are spliced in, and a list becomes `?, ?, ?` or, if it is long, a subquery.
 * An empty list matches nothing.
 */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Sql {
  let text = strings[0]!;
  const params: unknown[] = [];
  values.forEach((value, index) => {
    if (isSql(value)) {
      text += value.text;
      params.push(...value.params);
    } else if (Array.isArray(value) && value.length > maxListed) {
      text += listOfJson;
      params.push(JSON.stringify(value));
    } else if (Array.isArray(value)) {
      text += value.length > 0 ? value.map(() => '?').join(', ') : 'NULL';
      params.push(...(value as unknown[]));
    } else {
      text += '?';
      params.push(value);
    }
    text += strings[index + 1]!;
  });
  if (params.length > maxParameters) throw new Error(`A statement with ${params.length} parameters: split its work.`);
  return { text, params };
}

/** SQL text that is not a value: a column or table name from the code, never from a request. */
export function raw(text: string): Sql {
  return { text, params: [] };
}

export function join(parts: readonly Sql[], separator: string): Sql {
  return { text: parts.map((part) => part.text).join(separator), params: parts.flatMap((part) => part.params) };
}

export function and(parts: readonly Sql[]): Sql {
  return parts.length > 0
    ? join(
        parts.map((part) => sql`(${part})`),
        ' AND ',
      )
    : raw('1 = 1');
}

export function or(parts: readonly Sql[]): Sql {
  return parts.length > 0
    ? sql`(${join(
        parts.map((part) => sql`(${part})`),
        ' OR ',
      )})`
    : raw('1 = 0');
}

/**
 * Like EXISTS of a statement that selects 1, but looked up for one row after the other: MariaDB may first collect the rows
 * of all for EXISTS, although another condition decides about most of them.
 */
export const foundFor = (statement: Sql): Sql => sql`COALESCE((${statement} LIMIT 1), 0) = 1`;

/**
 * A column of the row that is being read; `t` is its alias in every statement of the reader. The type argument names the
 * record, as in `column<TimeEntry>('workedOn')`, so that code with an outdated name does not compile.
 */
export function column<T = never>(name: NoInfer<NameOf<T>>): Sql {
  return columnNamed(name);
}

/** Accepts no name if the record is not given. */
type NameOf<T> = [T] extends [never] ? never : keyof T & string;

/** For the kernel, which knows records only at run time. */
export function columnNamed(name: string): Sql {
  return raw(`\`t\`.\`${name}\``);
}

/** A LIKE condition that finds a text anywhere, its wildcards escaped with `!`. */
export function contains<T = never>(name: NoInfer<NameOf<T>>, text: string): Sql {
  return sql`${column<T>(name)} LIKE ${`%${text.replace(/[!%_]/g, '!$&')}%`} ESCAPE '!'`;
}

/** A list padded to a round length with its last value, so that a few statement texts serve all lengths. */
export function padded<V>(values: readonly V[]): V[] {
  const all = [...values];
  if (all.length > maxListed) return all;
  const step = all.length <= 8 ? 1 : all.length <= 128 ? 8 : 128;
  while (all.length % step > 0) all.push(all.at(-1)!);
  return all;
}
