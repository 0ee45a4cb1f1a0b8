import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { DefaultNamingStrategy, getMetadataArgsStorage } from 'typeorm';
import { entities } from './schema';

/*
 * Checks the columns in `sql` templates against the columns of the records. The compiler checks `column<Record>('name')`. This
 * test checks `alias.column` in the text of a template, and columns without an alias.
 */

const storage = getMetadataArgsStorage();

/** A class and its base classes. */
function* lineOf(target: unknown): Generator<unknown> {
  for (let each = target; typeof each === 'function'; each = Object.getPrototypeOf(each)) yield each;
}

const naming = new DefaultNamingStrategy();
const tables = new Map(
  storage.tables.flatMap(({ target, name }) => {
    if (typeof target !== 'function') return [];
    const line = [...lineOf(target)];
    const columns = storage.columns.filter((column) => line.includes(column.target));
    const named = columns.map(({ propertyName, options }) => options.name ?? propertyName);
    return [[naming.tableName(target.name, name), new Set(named)] as const];
  }),
);

/** SQL keywords and functions, which are not columns. */
const words = new Set(
  `select distinct from where and or not in is null as on join left inner cross exists between like escape case when then
  else end sum count min max avg coalesce group by order having limit offset asc desc union all update set insert into
  values delete lower upper length substr concat cast char signed unsigned decimal over partition row_number rank rows
  unbounded preceding following current row with recursive true false if ifnull nullif round abs mod div replace trim
  date using ignore force index for key duplicate interval day json_table json_extract columns path varchar character
  collate utf8mb4 utf8mb4_bin lateral straight_join greatest least instr exists any some`.split(/\s+/),
);

interface Template {
  file: string;
  line: number;
  /** Its text, with `§` for each interpolation. */
  text: string;
  /** The top-level declaration or the method that contains it: the scope of its aliases. */
  reach: ts.Node;
}

function templatesOf(file: string): Template[] {
  const source = ts.createSourceFile(file, readFileSync(join(__dirname, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Template[] = [];
  const visit = (node: ts.Node, reach: ts.Node) => {
    const within = node.parent === source || ts.isMethodDeclaration(node) ? node : reach;
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'sql') {
      const { template } = node;
      const text = ts.isNoSubstitutionTemplateLiteral(template)
        ? template.text
        : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)].join('§');
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ file, line, text: text.replaceAll('`', '').replace(/'[^']*'/g, "''"), reach: within });
    }
    ts.forEachChild(node, (child) => visit(child, within));
  };
  visit(source, source);
  return found;
}

/** The tables that a text names, by alias or, without one, by their own name. */
function aliasesIn(text: string): [alias: string, table: string][] {
  return [...text.matchAll(/\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+AS\s+(\w+))?/g)].flatMap(([, table, alias]) =>
    tables.has(table!) ? [[alias ?? table!, table!] as [string, string]] : [],
  );
}

/** The names that a text defines with AS, for computed values and derived tables. */
const givenIn = (text: string) => [...text.matchAll(/\bAS\s+(\w+)/g)].map(([, name]) => name!);

const everyColumn = new Set([...tables.values()].flatMap((columns) => [...columns]));

function faultsOf(templates: readonly Template[]): string[] {
  const inFile = templates.flatMap(({ text }) => aliasesIn(text));
  const given = new Set(templates.flatMap(({ text }) => givenIn(text)));
  return templates.flatMap((template) => {
    const { file, text, line, reach } = template;
    const near = templates.filter((each) => each.reach === reach).flatMap((each) => aliasesIn(each.text));
    const faults = [...text.matchAll(/(?<![\w§.])(\w+)\.(\w+)/g)].flatMap(([whole, alias, name]) => {
      // The alias is defined in the text itself, in a template of the same scope, or elsewhere in the file.
      const known = [aliasesIn(text), near, inFile]
        .map((aliases) => aliases.filter(([each]) => each === alias))
        .find((aliases) => aliases.length > 0);
      if (alias === 't' && !given.has('t')) return [`${whole}: write column<Record>('${name}')`];
      const fits = known ? known.some(([, table]) => tables.get(table)!.has(name!)) : isAnywhere(name!, given);
      return fits ? [] : [whole];
    });
    return [...faults, ...bareOf(text, given)].map((fault) => `src/${file}:${line} ${fault}`);
  });
}

/** For an alias of a derived table, or of a table that is known only at run time. */
const isAnywhere = (name: string, given: ReadonlySet<string>) => everyColumn.has(name) || given.has(name);

/** Unknown columns without an alias: in none of the text's tables, or in no table at all if it does not name all of its own. */
function bareOf(text: string, given: ReadonlySet<string>): string[] {
  const named = aliasesIn(text);
  const all = [...text.matchAll(/\b(?:FROM|JOIN|UPDATE|INTO)\s+[\w§(]/g)].length;
  const columns =
    named.length > 0 && all === named.length ? named.map(([, table]) => tables.get(table)!) : [everyColumn];
  const known = new Set([...named.flat(), ...columns.flatMap((each) => [...each])]);
  return [...text.matchAll(/(?<![\w§.'])[A-Za-z_]\w*(?![\w.(])/g)]
    .map(([name]) => name)
    .filter((name) => !words.has(name.toLowerCase()) && !known.has(name) && !given.has(name));
}

const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .sort();

describe('the columns in SQL', () => {
  const templates = files.map(templatesOf);

  it('are columns of the tables that the statements name', () => {
    expect(tables.size).toBeGreaterThanOrEqual(entities.length);
    expect(templates.flat().length).toBeGreaterThan(300);
    expect(templates.flatMap(faultsOf)).toEqual([]);
  });

  it.each([
    ['SELECT entry.minutos FROM time_entry AS entry', ['entry.minutos']],
    ['SELECT minutos FROM time_entry WHERE id = §', ['minutos']],
    ['UPDATE partner SET dossierRevisions = dossierRevision + 1 WHERE id = §', ['dossierRevisions']],
    ['SELECT entry.minutes AS spent FROM time_entry AS entry WHERE entry.id = §', []],
  ])('are reported if unknown: %s', (text, wrong) => {
    const reach = ts.factory.createIdentifier('reach');
    expect(faultsOf([{ file: 'x.ts', line: 1, text, reach }])).toEqual(wrong.map((name) => `src/x.ts:1 ${name}`));
  });
});
