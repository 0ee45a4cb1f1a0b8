import { run } from '@bufbuild/cel';
import fc from 'fast-check';
import { decimal, type Decimal } from './decimal';
import { InvalidInputError } from './errors';
import { assertRule, compileCondition, compileFormula, RuleError, type RuleShape, type RuleValues } from './rule';

const shape: RuleShape = {
  hours: 'decimal',
  rate: 'decimal',
  level: 'text',
  late: 'flag',
  dueOn: 'date',
  acceptedOn: 'date',
};
const values: RuleValues = {
  hours: decimal('7.5'),
  rate: decimal('0.1'),
  level: 'EXPERT',
  late: false,
  dueOn: '2026-03-01',
  acceptedOn: '2026-02-27',
};

const formula = (text: string, given: RuleValues = values) => compileFormula(text, shape)(given)?.toFixed() ?? null;
const condition = (text: string, given: RuleValues = values) => compileCondition(text, shape)(given);

function errorOf(compile: () => unknown): RuleError {
  try {
    compile();
  } catch (error) {
    if (error instanceof RuleError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}
const formulaError = (text: string) => errorOf(() => compileFormula(text, shape));

describe('a formula', () => {
  it.each([
    ['0.1 + 0.2', '0.3'],
    ['rate * 3', '0.3'],
    ['hours * 2 - 1', '14'],
    ['5 / 2', '2.5'],
    ['7 % 4', '3'],
    ['-hours', '-7.5'],
    ['12345678901.12345678901', '12345678901.12345678901'],
    ['1e3 + 0x10', '1016'],
    ['min(hours, 8, 9) + max(1, 2) + abs(-3)', '12.5'],
    ['floor(7.9) + ceil(7.1)', '15'],
    ['round(2.345, 2)', '2.35'],
    ['round(2.5)', '3'],
    ['late ? 1 : 2', '2'],
    ['dueOn - acceptedOn', '2'],
    ['dueOn - date("2026-02-01")', '28'],
    ['level == "EXPERT" ? 10 : 5', '10'],
  ])('%s is %s', (text, expected) => {
    expect(formula(text)).toBe(expected);
  });

  it.each(['hours / 0', 'hours % (rate - rate)', '1 / (hours - 7.5) > 0 ? 1 : 2', 'true ? null : 1', 'min(1, 1 / 0)'])(
    'has no data when it divides by zero or gives null: %s',
    (text) => expect(formula(text)).toBeNull(),
  );

  it.each(['hours + 1', '-hours', 'round(hours)', 'max(1, hours)', 'hours > 1 ? 1 : 2', 'dueOn - acceptedOn'])(
    'is null when a value that it needs is not known: %s',
    (text) => {
      expect(formula(text, { ...values, hours: null, dueOn: null })).toBeNull();
      expect(formula(text, {})).toBeNull();
    },
  );

  it('needs only the branch that applies', () => {
    expect(formula('hours != null ? hours : 0', { ...values, hours: null })).toBe('0');
    expect(formula('hours == 7.5 ? 1 : rate', { ...values, rate: null })).toBe('1');
  });
});

describe('a condition', () => {
  it.each([
    ['level == "EXPERT" && hours >= 7.5', true],
    ['level in ["ASSOCIATE", "EXPERT"]', true],
    ['hours in [1, 7.50]', true],
    ['level in []', false],
    ['level.startsWith("EX") && level.endsWith("RT") && level.contains("PER")', true],
    ['!late || hours < 1', true],
    ['acceptedOn <= dueOn && acceptedOn > date("2026-02-26")', true],
    ['acceptedOn < acceptedOn || acceptedOn != dueOn', true],
    ['hours != 7.5', false],
    ['late == true', false],
  ])('%s is %s', (text, expected) => {
    expect(condition(text)).toBe(expected);
  });

  const unknown = { ...values, hours: null, level: null };

  it.each([
    'hours > 1',
    'hours <= 1',
    '!(hours > 1)',
    'hours == hours',
    'hours != 1',
    'level in ["A"]',
    'late || hours > 1',
  ])('does not hold when it depends on an unknown value: %s', (text) => expect(condition(text, unknown)).toBe(false));

  it.each(['hours == null', '!(hours != null)', 'null == level', '!late || hours > 1', 'hours > 1 || !late'])(
    'holds regardless of an unknown value: %s',
    (text) => expect(condition(text, unknown)).toBe(true),
  );

  it('tells false from unknown before it negates', () => {
    expect(condition('!(hours > 1 && late)', unknown)).toBe(true);
    expect(condition('!(late && hours > 1)', unknown)).toBe(true);
    expect(condition('late != null && rate != null')).toBe(true);
  });
});

describe('an invalid expression', () => {
  it.each([
    ['hours + hour', 8, 'There is no name `hour`; names here: acceptedOn, dueOn, hours'],
    ['hours +\n  "a"', 0, '`+` does not take a number and a text, at line 1, column 1'],
    ['1 +\n  minn(1, 2)', 6, 'at line 2, column 3'],
    ['hours +', 7, 'at line 1, column 8'],
    ['dueOn > "2026-01-01" ? 1 : 2', 0, 'write dates as date("2026-01-31")'],
    ['date("2026-02-30") - dueOn', 0, '`date` takes one text with a day'],
    ['late + 1', 0, 'true or false and a number'],
    ['hours > level ? 1 : 2', 0, 'a number and a text'],
    ['level < "B" ? 1 : 2', 0, 'a text and a text'],
    ['hours ? 1 : 2', 0, '`? :` needs true or false, not a number'],
    ['late ? 1 : "a"', 11, '`? :` does not take a number and a text'],
    ['level in ["A", 1] ? 1 : 2', 15, '`in` does not take a text and a number'],
    ['hours in hours ? 1 : 2', 9, '`in` needs a list'],
    ['has(hours)', 0, '; to ask whether a value is known, write `x != null`'],
    ['round(hours, 13)', 0, '`round` takes'],
    ['round(hours, hours)', 0, '`round` takes'],
    ['min(1)', 0, '`min` takes 2 to 10 arguments, not 1'],
    ['1e400', 0, 'Invalid number'],
    ['1e40', 0, 'out of range'],
    ['1u', 0, 'not supported'],
    ['b"a"', 0, 'not supported'],
    ['hours.length', 6, 'not supported'],
    ['hours["a"]', 0, 'not supported'],
    ['{"a": 1}', 1, 'no maps'],
    ['[1]', 0, 'A list stands only after `in`'],
  ])('%j is refused at its place', (text, position, message) => {
    const error = formulaError(text);
    expect(error).toMatchObject({ position });
    expect(error.message).toContain(message);
  });

  it('is one of the wrong type', () => {
    expect(formulaError('late').message).toBe('A formula gives a number; this one gives true or false.');
    expect(formulaError('null').message).toBe('A formula gives a number; this one gives null.');
    expect(errorOf(() => compileCondition('hours', shape)).message).toBe(
      'A condition gives true or false; this one gives a number.',
    );
    expect(errorOf(() => compileCondition(' ', shape)).message).toBe('A condition must not be empty.');
  });

  it('is an invalid input for its author, with the path', () => {
    const refused = () => assertRule('condition', 'level == 1', shape, ['input', 'rules', '0', 'condition']);
    expect(refused).toThrow(InvalidInputError);
    expect(refused).toThrow('`==` does not take a text and a number, at line 1, column 1.');
    expect(() => assertRule('formula', 'hours * 2', shape, [])).not.toThrow();
  });
});

describe('a hostile expression', () => {
  it.each([
    'level.matches("(a+)+$")',
    'matches(level, "(a+)+$")',
    '[1, 2].map(x, [1, 2].map(y, x * y))',
    '[1, 2].exists(x, x > 1)',
    '[1, 2].all(x, x > 1)',
    'cel.bind(x, hours, x * x)',
    'string(hours)',
    'dyn(hours)',
    'timestamp("2026-01-01T00:00:00Z")',
    'type(hours)',
    '__proto__',
    'prototype',
    'constructor',
    'toString',
    'hasOwnProperty',
    'hours.constructor',
    'level.constructor("x")',
    'level["__proto__"]',
    'constructor.constructor("return process")()',
    'this',
    '`hours`',
    'hours; hours',
    'hours // comment\n +',
  ])('%s is refused', (text) => {
    expect(formulaError(text).message.length).toBeLessThan(400);
    errorOf(() => compileCondition(text, shape));
  });

  it.each([
    ['too long', '1'.repeat(2_001), 'at most 2000 characters; this one has 2001'],
    ['too many parts', Array.from({ length: 120 }, () => '1').join('+'), '200 parts'],
    ['parentheses', `${'('.repeat(900)}1${')'.repeat(900)}`, '20 levels'],
    ['brackets', '['.repeat(1_900), '20 levels'],
    ['calls', `${'abs('.repeat(300)}1${')'.repeat(300)}`, '20 levels'],
    ['choices', 'true ? 1 : '.repeat(150) + '1', '20 levels'],
    ['negations', `${'!'.repeat(1_900)}late`, '200 parts'],
    ['minus signs', `${'- '.repeat(900)}1`, '200 parts'],
    ['a long list', `level in [${Array.from({ length: 150 }, () => '"a"').join(',')}]`, '100 elements'],
    ['many arguments', `max(${Array.from({ length: 20 }, () => '1').join(',')})`, '10 arguments'],
    ['a long number', '9'.repeat(1_900), ''],
    ['a long fraction', `0.${'0'.repeat(1_800)}1`, 'out of range'],
  ])('%s is refused in no time', (_, text, message) => {
    const before = performance.now();
    expect(formulaError(text).message).toContain(message);
    expect(performance.now() - before).toBeLessThan(500);
  });

  it('cannot grow a number without bound', () => {
    const large = Array.from({ length: 99 }, () => 'hours').join(' * ');
    const result = compileFormula(large, shape)({ hours: decimal('999999999999999') })!;
    expect(result.precision()).toBeLessThanOrEqual(40);
  });

  it('does not see the names of prototypes', () => {
    expect(compileFormula('hours', shape)(Object.create({ hours: decimal(1) }) as RuleValues)).toBeNull();
  });

  it('is refused or computed, never anything else', () => {
    const part = fc.oneof(
      fc.constantFrom(...'()[]{}<>=!&|?:+-*/%.,\'"\\` \n'.split('')),
      fc.constantFrom(
        'hours',
        'late',
        'level',
        'in',
        'null',
        'true',
        '1',
        '0.5',
        'min',
        'has',
        'map',
        '__proto__',
        'é',
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        try {
          const result = compileFormula(parts.join(''), shape)(values);
          expect(result === null || result.isFinite()).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(RuleError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

// The second opinion knows integers and floats. Quarters are exact in both as long as products stay short.
describe('the second opinion', () => {
  const context = { i: 3n, j: -2n, d: 1.25, e: -0.5, p: true, q: false };
  const names: RuleShape = { i: 'decimal', j: 'decimal', d: 'decimal', e: 'decimal', p: 'flag', q: 'flag' };
  const given: RuleValues = {
    ...{ i: decimal(3), j: decimal(-2), d: decimal('1.25'), e: decimal('-0.5') },
    ...{ p: true, q: false },
  };

  const expressions = fc.letrec<{ int: string; double: string; bool: string }>((tie) => {
    const join = (kind: 'int' | 'double' | 'bool', ...operators: string[]) =>
      fc.tuple(tie(kind), fc.constantFrom(...operators), tie(kind)).map((parts) => `(${parts.join(' ')})`);
    const choose = (kind: 'int' | 'double' | 'bool') =>
      fc.tuple(tie('bool'), tie(kind), tie(kind)).map(([test, one, other]) => `(${test} ? ${one} : ${other})`);
    const options = { maxDepth: 3, depthSize: 'small' } as const;
    return {
      int: fc.oneof(
        options,
        fc.oneof(fc.nat(9).map(String), fc.constantFrom('i', 'j')),
        join('int', '+', '-', '*'),
        choose('int'),
        tie('int').map((int) => `(-${int})`),
      ),
      double: fc.oneof(
        options,
        fc.oneof(
          fc.nat(36).map((quarters) => (quarters / 4).toFixed(2)),
          fc.constantFrom('d', 'e'),
        ),
        join('double', '+', '-', '*'),
        choose('double'),
        tie('double').map((double) => `(${double} / 2.0)`),
      ),
      bool: fc.oneof(
        options,
        fc.constantFrom('p', 'q', 'true', 'false'),
        join('bool', '&&', '||', '==', '!='),
        join('int', '<', '<=', '>', '>=', '==', '!='),
        join('double', '<', '<=', '>', '>=', '==', '!='),
        choose('bool'),
        tie('bool').map((bool) => `!${bool}`),
        fc
          .tuple(tie('int'), fc.array(tie('int'), { maxLength: 3 }))
          .map(([of, list]) => `(${of} in [${list.join(', ')}])`),
      ),
    };
  });

  const withinLimits = (compile: () => unknown): boolean => {
    try {
      compile();
      return true;
    } catch (error) {
      if (error instanceof RuleError && error.message.startsWith('Too large')) return false;
      throw error;
    }
  };

  it('computes the same numbers', () => {
    fc.assert(
      fc.property(fc.oneof(expressions.int, expressions.double), (text) => {
        fc.pre(withinLimits(() => compileFormula(text, names)));
        const ours = compileFormula(text, names)(given) as Decimal;
        expect(ours.eq(String(run(text, context)))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('decides the same conditions', () => {
    fc.assert(
      fc.property(expressions.bool, (text) => {
        fc.pre(withinLimits(() => compileCondition(text, names)));
        expect(compileCondition(text, names)(given)).toBe(run(text, context));
      }),
      { numRuns: 400 },
    );
  });
});
