import { buildSchema, getIntrospectionQuery, parse, specifiedRules, validate } from 'graphql';
import { defaultLimits } from '../../config';
import { excesses, withinLimits } from './limits';

const limits = { depth: 3, fields: 10, aliases: 2, duplicates: 1, directives: 2, rootFields: 3 };
const codes = (document: string, changes: Partial<typeof limits> = {}) =>
  excesses(parse(document), { ...limits, ...changes }).map(({ extensions }) => extensions.code);

describe('a document', () => {
  it.each<[string, string, string[]]>([
    ['as deep as may be', '{ a { b { c } } }', []],
    ['that is deeper', '{ a { b { c { d } } } }', ['TOO_DEEP']],
    ['that is deeper through fragments', '{ a { ...A } } fragment A on T { b { ... on T { c { d } } } }', ['TOO_DEEP']],
    ['that is deeper in its second operation', 'query A { a } query B { a { b { c { d } } } }', ['TOO_DEEP']],
    ['that asks for the schema', '{ __schema { types { fields { type { name } } } } }', []],
    ['with as many fields as may be', '{ a { b c d } e { ...F ...F } } fragment F on T { f g }', []],
    ['with more', '{ a { b c d } e { ...F ...F h i } } fragment F on T { f g }', ['TOO_MANY_FIELDS']],
    ['with as many aliases as may be', '{ a: f b: f }', []],
    ['with more', '{ a: f b: f { c: f } }', ['TOO_MANY_ALIASES']],
    ['with more, of which some are in fragments', '{ a: f b: f ...F } fragment F on T { c: f }', ['TOO_MANY_ALIASES']],
    ['with as many duplicates as may be', '{ a a }', []],
    ['with more', '{ a a a }', ['TOO_MANY_DUPLICATES']],
    ['with more in fragments of the selection', '{ f { a ... { a ... on T { a } } } }', ['TOO_MANY_DUPLICATES']],
    ['with more in several places', '{ f { a a } g { a a } }', ['TOO_MANY_DUPLICATES']],
    ['with the same names in other places', '{ f { a } g { a } h { a } }', []],
    ['with as many directives as may be', '{ a @x b @x }', []],
    ['with more', 'query ($v: Int @x) { a @x ...F @x } fragment F on T { b }', ['TOO_MANY_DIRECTIVES']],
    ['with as many root fields as may be', '{ a b c }', []],
    ['with more', '{ a b c d }', ['TOO_MANY_ROOT_FIELDS']],
    ['with more through fragments', '{ a b ...F ... { c } } fragment F on T { d }', ['TOO_MANY_ROOT_FIELDS']],
    [
      'with more of several kinds',
      '{ a { b { c { d } } } a a b }',
      ['TOO_DEEP', 'TOO_MANY_DUPLICATES', 'TOO_MANY_ROOT_FIELDS'],
    ],
  ])('%s: %s', (_what, document, expected) => {
    expect(codes(document)).toEqual(expected);
  });

  it('is as deep as its deepest way to a fragment', () => {
    const fragment = 'fragment F on T { b { c } }';
    expect(codes(`{ ...F a { ...F } } ${fragment}`)).toEqual([]);
    expect(codes(`{ ...F a { a { ...F } } } ${fragment}`)).toEqual(['TOO_DEEP']);
    expect(codes(`{ a { a { ...F } } ...F } ${fragment}`)).toEqual(['TOO_DEEP']);
  });

  it('terminates if fragments form a cycle, and is left to the rule against that', () => {
    expect(codes('{ ...A } fragment A on T { ...B } fragment B on T { ...A }')).toEqual([]);
    expect(codes('{ ...A } fragment A on T { a { ...A } }')).toEqual([]);
  });

  it('is visited a single time, however often its fragments name each other', () => {
    const fragments = Array.from({ length: 200 }, (_, i) => `fragment F${i} on T { ...F${i + 1} ...F${i + 1} }`);
    expect(codes(`{ ...F0 } ${fragments.join(' ')} fragment F200 on T { a }`)).toEqual(['TOO_MANY_FIELDS']);
  });
});

describe('among the rules of validation', () => {
  const schema = buildSchema('type Query { a: Query b: Int }');
  const check = (document: string) => validate(schema, parse(document), [...specifiedRules, withinLimits(limits)]);

  it('no other rule runs on a document that is too large', () => {
    expect(check('{ a { a { a { nonsense } } } }').map(({ extensions }) => extensions.code)).toEqual(['TOO_DEEP']);
    expect(check('{ a { a { nonsense } } }')).toHaveLength(1);
  });

  it('it is refused fast, where the other rules would compare all of its fields with each other', () => {
    const many = `{ ${'b '.repeat(10_000)} }`;
    const begin = performance.now();
    expect(check(many)).toHaveLength(3);
    expect(performance.now() - begin).toBeLessThan(1_000);
  });

  it('the introspection of explorers passes the limits as they come', () => {
    expect(excesses(parse(getIntrospectionQuery()), defaultLimits)).toEqual([]);
  });
});
