import { buildSchema, getIntrospectionQuery, parse, specifiedRules, validate } from 'graphql';
import { growthOf } from '../../../test/support/growth';
import { defaultLimits } from '../../config';
import { excesses, withinLimits } from './limits';

const limits = { depth: 3, fields: 10, aliases: 2, duplicates: 1, directives: 2, rootFields: 3 };
const codes = (document: string, changes: Partial<typeof limits> = {}) =>
  excesses(parse(document), { ...limits, ...changes }).map(({ extensions }) => extensions.code);

describe('an operation', () => {
  it.each<[string, string, string[]]>([
    ['at the maximum depth', '{ a { b { c } } }', []],
    ['that is too deep', '{ a { b { c { d } } } }', ['TOO_DEEP']],
    [
      'that is too deep through fragments',
      '{ a { ...A } } fragment A on T { b { ... on T { c { d } } } }',
      ['TOO_DEEP'],
    ],
    ['that is too deep in its second operation', 'query A { a } query B { a { b { c { d } } } }', ['TOO_DEEP']],
    ['that requests the schema', '{ __schema { types { fields { type { name } } } } }', []],
    ['with the maximum number of fields', '{ a { b c d } e { ...F ...F } } fragment F on T { f g }', []],
    ['with more', '{ a { b c d } e { ...F ...F h i } } fragment F on T { f g }', ['TOO_MANY_FIELDS']],
    ['with the maximum number of aliases', '{ a: f b: f }', []],
    ['with more', '{ a: f b: f { c: f } }', ['TOO_MANY_ALIASES']],
    [
      'with too many aliases, some of them in fragments',
      '{ a: f b: f ...F } fragment F on T { c: f }',
      ['TOO_MANY_ALIASES'],
    ],
    ['with the maximum number of duplicates', '{ a a }', []],
    ['with more', '{ a a a }', ['TOO_MANY_DUPLICATES']],
    [
      'with too many duplicates, some of them in fragments of the selection',
      '{ f { a ... { a ... on T { a } } } }',
      ['TOO_MANY_DUPLICATES'],
    ],
    ['with too many duplicates across selections', '{ f { a a } g { a a } }', ['TOO_MANY_DUPLICATES']],
    ['with the same names in different selections', '{ f { a } g { a } h { a } }', []],
    ['with the maximum number of directives', '{ a @x b @x }', []],
    ['with more', 'query ($v: Int @x) { a @x ...F @x } fragment F on T { b }', ['TOO_MANY_DIRECTIVES']],
    ['with the maximum number of root fields', '{ a b c }', []],
    ['with more', '{ a b c d }', ['TOO_MANY_ROOT_FIELDS']],
    [
      'with too many root fields through fragments',
      '{ a b ...F ... { c } } fragment F on T { d }',
      ['TOO_MANY_ROOT_FIELDS'],
    ],
    [
      'that exceeds several limits',
      '{ a { b { c { d } } } a a b }',
      ['TOO_DEEP', 'TOO_MANY_DUPLICATES', 'TOO_MANY_ROOT_FIELDS'],
    ],
  ])('%s: %s', (_what, document, expected) => {
    expect(codes(document)).toEqual(expected);
  });

  it('is as deep as its deepest path through a fragment', () => {
    const fragment = 'fragment F on T { b { c } }';
    expect(codes(`{ ...F a { ...F } } ${fragment}`)).toEqual([]);
    expect(codes(`{ ...F a { a { ...F } } } ${fragment}`)).toEqual(['TOO_DEEP']);
    expect(codes(`{ a { a { ...F } } ...F } ${fragment}`)).toEqual(['TOO_DEEP']);
  });

  it('terminates if fragments form a cycle, and leaves the refusal to the rule against cycles', () => {
    expect(codes('{ ...A } fragment A on T { ...B } fragment B on T { ...A }')).toEqual([]);
    expect(codes('{ ...A } fragment A on T { a { ...A } }')).toEqual([]);
  });

  it('visits each fragment once, however often fragments name each other', () => {
    const fragments = Array.from({ length: 200 }, (_, i) => `fragment F${i} on T { ...F${i + 1} ...F${i + 1} }`);
    expect(codes(`{ ...F0 } ${fragments.join(' ')} fragment F200 on T { a }`)).toEqual(['TOO_MANY_FIELDS']);
  });
});

describe('as a validation rule', () => {
  const schema = buildSchema('type Query { a: Query b: Int }');
  const check = (document: string) => validate(schema, parse(document), [...specifiedRules, withinLimits(limits)]);

  it('prevents other rules from running on an operation that is too large', () => {
    expect(check('{ a { a { a { nonsense } } } }').map(({ extensions }) => extensions.code)).toEqual(['TOO_DEEP']);
    expect(check('{ a { a { nonsense } } }')).toHaveLength(1);
  });

  it('refuses fast, where the other rules would compare all fields with each other', () => {
    const many = (times: number) => check(`{ ${'b '.repeat(times)} }`);
    expect(many(10_000)).toHaveLength(3);
    expect(growthOf(many, 1_000)).toBeLessThan(40);
  });

  it('lets the introspection queries of explorers pass the default limits', () => {
    expect(excesses(parse(getIntrospectionQuery()), defaultLimits)).toEqual([]);
  });
});
