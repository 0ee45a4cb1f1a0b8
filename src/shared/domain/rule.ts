import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js';
import { daysBetween, parsePlainDate } from './dates';
import { Decimal, decimal, round } from './decimal';
import { InvalidInputError } from './errors';

/** The type of a name that an expression may use. */
export type RuleType = 'decimal' | 'text' | 'flag' | 'date';

/** The names that an expression may use. Each may be null when the expression is evaluated: its value is not known. */
export type RuleShape = Readonly<Record<string, RuleType>>;

type RuleValue = Decimal | string | boolean | null;
export type RuleValues = Readonly<Record<string, RuleValue>>;

/** The expression is invalid. The message names the place, counted from line 1 and column 1. */
export class RuleError extends Error {
  constructor(
    message: string,
    /** The index of the character in the text; null if the expression as a whole is invalid. */
    readonly position: number | null = null,
  ) {
    super(message);
    this.name = 'RuleError';
  }
}

const maxCharacters = 2_000;

// Only the parser of the library is used. Its evaluator computes with floats, runs regular expressions, and stops at a
// null; this file evaluates the tree itself, with decimals and three-valued logic.
const environment = new Environment({
  limits: { maxAstNodes: 200, maxDepth: 20, maxListElements: 100, maxMapEntries: 0, maxCallArguments: 10 },
});
const limitsInWords: Readonly<Record<string, string>> = {
  maxAstNodes: '200 parts',
  maxDepth: '20 levels of nesting',
  maxListElements: '100 elements in a list',
  maxMapEntries: 'no maps',
  maxCallArguments: '10 arguments of a function',
};

/** A checked part of an expression: its type and how it is evaluated. The literal null has a type of its own. */
interface Term {
  readonly type: RuleType | 'null';
  readonly of: (values: RuleValues) => RuleValue;
}

/** True if the condition holds. A condition that depends on an unknown value does not hold. */
export function compileCondition(text: string, shape: RuleShape): (values: RuleValues) => boolean {
  const term = compile(text, shape, 'flag', 'A condition');
  return (values) => term.of(values) === true;
}

/** The exact result; null if a value that it needs is not known, or a divisor is zero: there is no data. */
export function compileFormula(text: string, shape: RuleShape): (values: RuleValues) => Decimal | null {
  const term = compile(text, shape, 'decimal', 'A formula');
  return (values) => number(term.of(values));
}

/** Refuses an invalid expression, for its author. */
export function assertRule(kind: 'condition' | 'formula', text: string, shape: RuleShape, field: string[]): void {
  try {
    if (kind === 'condition') compileCondition(text, shape);
    else compileFormula(text, shape);
  } catch (error) {
    if (error instanceof RuleError) throw new InvalidInputError(error.message, field);
    throw error;
  }
}

function compile(text: string, shape: RuleShape, type: RuleType, what: string): Term {
  if (text.trim() === '') throw new RuleError(`${what} must not be empty.`);
  if (text.length > maxCharacters) {
    throw new RuleError(`${what} has at most ${maxCharacters} characters; this one has ${text.length}.`);
  }
  const term = termOf(parse(text), shape);
  if (term.type === type) return term;
  throw new RuleError(`${what} gives ${typeNames[type]}; this one gives ${typeNames[term.type]}.`);
}

function parse(text: string): ASTNode {
  try {
    return environment.parse(text).ast;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const position = Math.min(error.range?.start ?? 0, text.length);
    const limit = error.code === 'limit_exceeded' ? /max\w+/.exec(error.summary)?.[0] : undefined;
    const message = limit ? `Too large, allowed: ${limitsInWords[limit]}` : error.summary;
    throw new RuleError(`${message} ${place(text, position)}.`, position);
  }
}

function place(text: string, position: number): string {
  const before = text.slice(0, position).split('\n');
  return `at line ${before.length}, column ${before.at(-1)!.length + 1}`;
}

const typeNames: Readonly<Record<Term['type'], string>> = {
  decimal: 'a number',
  text: 'a text',
  flag: 'true or false',
  date: 'a date',
  null: 'null',
};

function refuse(node: ASTNode, message: string): never {
  throw new RuleError(`${message} ${place(node.input, node.pos)}.`, node.pos);
}

function termOf(node: ASTNode, shape: RuleShape): Term {
  const term = (part: ASTNode) => termOf(part, shape);
  switch (node.op) {
    case 'value':
      return literal(node);
    case 'id':
      return name(node, node.args, shape);
    case '!_':
      return not(expect(node.args, term(node.args), 'flag', '!'));
    case '-_': {
      const operand = expect(node.args, term(node.args), 'decimal', '-');
      return { type: 'decimal', of: (values) => number(operand.of(values))?.negated() ?? null };
    }
    case '&&':
    case '||':
      return logic(node.op === '||', ...(node.args.map((part) => expect(part, term(part), 'flag', node.op)) as Two));
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return arithmetic(node, node.op, term(node.args[0]), term(node.args[1]));
    case '==':
    case '!=':
      return node.op === '==' ? equal(node, node.args, term) : not(equal(node, node.args, term));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(node, node.op, term(node.args[0]), term(node.args[1]));
    case 'in':
      return member(node.args[0], node.args[1], term);
    case '?:':
      return choice(node.args, term);
    case 'call':
      return call(node, node.args[0], node.args[1], term);
    case 'rcall':
      return method(node, node.args, term);
    case 'list':
      return refuse(node, 'A list stands only after `in`, which this one does not,');
    default:
      return refuse(node, `\`${node.op}\` is not supported: use names, operators and functions,`);
  }
}

type Two = [Term, Term];

function literal(node: ASTNode): Term {
  const text = node.input.slice(node.range.start, node.range.end);
  const { args } = node;
  // The number as written: the library has already turned 0.1 into a float.
  if (typeof args === 'bigint' || typeof args === 'number') return constant('decimal', magnitude(node, text));
  if (typeof args === 'string') return constant('text', args);
  if (typeof args === 'boolean') return constant('flag', args);
  if (args === null) return constant('null', null);
  return refuse(node, `${text} is not supported: use numbers, texts, true, false and null,`);
}

function magnitude(node: ASTNode, text: string): Decimal {
  const value = decimal(text);
  if (value.isZero() || (value.abs().lt('1e15') && value.abs().gte('1e-15'))) return value;
  return refuse(node, `${text} is out of range: numbers lie between 1e-15 and 1e15,`);
}

const constant = (type: Term['type'], value: RuleValue): Term => ({ type, of: () => value });

function name(node: ASTNode, id: string, shape: RuleShape): Term {
  if (!Object.hasOwn(shape, id)) {
    const names = Object.keys(shape).sort().join(', ') || 'none';
    return refuse(node, `There is no name \`${id}\`; names here: ${names}. Found`);
  }
  return { type: shape[id]!, of: (values) => (Object.hasOwn(values, id) ? (values[id] ?? null) : null) };
}

function expect(node: ASTNode, term: Term, type: RuleType, operator: string): Term {
  if (term.type === type) return term;
  return refuse(node, `\`${operator}\` needs ${typeNames[type]}, not ${typeNames[term.type]},`);
}

// Terms are checked when they are compiled; these only narrow the type of what they give.
const number = (value: RuleValue): Decimal | null => (Decimal.isDecimal(value) ? value : null);
const text = (value: RuleValue): string | null => (typeof value === 'string' ? value : null);
const flag = (value: RuleValue): boolean | null => (typeof value === 'boolean' ? value : null);

function not(operand: Term): Term {
  return {
    type: 'flag',
    of: (values) => {
      const value = flag(operand.of(values));
      return value === null ? null : !value;
    },
  };
}

/** Three-valued: `decisive` if either side is, else null if either side is not known. */
function logic(decisive: boolean, left: Term, right: Term): Term {
  return {
    type: 'flag',
    of: (values) => {
      const first = flag(left.of(values));
      if (first === decisive) return decisive;
      const second = flag(right.of(values));
      if (second === decisive) return decisive;
      return first === null || second === null ? null : !decisive;
    },
  };
}

type Arithmetic = '+' | '-' | '*' | '/' | '%';
const operations: Readonly<Record<Arithmetic, (a: Decimal, b: Decimal) => Decimal | null>> = {
  '+': (a, b) => a.plus(b),
  '-': (a, b) => a.minus(b),
  '*': (a, b) => a.times(b),
  '/': (a, b) => (b.isZero() ? null : a.div(b)),
  '%': (a, b) => (b.isZero() ? null : a.mod(b)),
};

function arithmetic(node: ASTNode, operator: Arithmetic, left: Term, right: Term): Term {
  const both = (type: Term['type']) => left.type === type && right.type === type;
  if (both('date') && operator === '-') {
    return binary('decimal', left, right, (a, b) => decimal(daysBetween(text(b)!, text(a)!)));
  }
  if (!both('decimal')) mismatch(node, operator, left, right);
  const operation = operations[operator];
  return binary('decimal', left, right, (a, b) => operation(number(a)!, number(b)!));
}

function mismatch(node: ASTNode, operator: string, left: Term, right: Term): never {
  const hint = [left, right].some(({ type }) => type === 'date') ? '; write dates as date("2026-01-31")' : '';
  refuse(node, `\`${operator}\` does not take ${typeNames[left.type]} and ${typeNames[right.type]}${hint},`);
}

/** Null if either operand is not known. */
function binary(
  type: RuleType,
  left: Term,
  right: Term,
  compute: (a: NonNullable<RuleValue>, b: NonNullable<RuleValue>) => RuleValue,
): Term {
  return {
    type,
    of: (values) => {
      const a = left.of(values);
      const b = a === null ? null : right.of(values);
      return a === null || b === null ? null : compute(a, b);
    },
  };
}

const same = (a: RuleValue, b: RuleValue): boolean =>
  Decimal.isDecimal(a) && Decimal.isDecimal(b) ? a.eq(b) : a === b;

function equal(node: ASTNode, [first, second]: [ASTNode, ASTNode], term: (part: ASTNode) => Term): Term {
  const left = term(first);
  const right = term(second);
  // `x == null` asks whether x is known; every other comparison with an unknown value is itself unknown.
  if (left.type === 'null' || right.type === 'null') {
    return { type: 'flag', of: (values) => same(left.of(values), right.of(values)) };
  }
  if (left.type !== right.type) mismatch(node, node.op, left, right);
  return binary('flag', left, right, same);
}

type Comparison = '<' | '<=' | '>' | '>=';
const comparisons: Readonly<Record<Comparison, (sign: number) => boolean>> = {
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
};

function ordered(node: ASTNode, operator: Comparison, left: Term, right: Term): Term {
  const holds = comparisons[operator];
  if (left.type !== right.type || !(left.type === 'decimal' || left.type === 'date')) {
    mismatch(node, operator, left, right);
  }
  if (left.type === 'decimal') return binary('flag', left, right, (a, b) => holds(number(a)!.cmp(number(b)!)));
  // Plain dates sort as text.
  return binary('flag', left, right, (a, b) => holds(a < b ? -1 : a > b ? 1 : 0));
}

function member(element: ASTNode, list: ASTNode, term: (part: ASTNode) => Term): Term {
  const sought = term(element);
  if (list.op !== 'list') refuse(list, '`in` needs a list such as ["A", "B"],');
  const elements = list.args.map((part) => {
    const found = term(part);
    if (found.type !== sought.type) mismatch(part, 'in', sought, found);
    return found;
  });
  const any = elements.map((found) => binary('flag', sought, found, same));
  return any.reduce((left, right) => logic(true, left, right), constant('flag', false));
}

function choice([test, whenTrue, whenFalse]: [ASTNode, ASTNode, ASTNode], term: (part: ASTNode) => Term): Term {
  const condition = expect(test, term(test), 'flag', '? :');
  const first = term(whenTrue);
  const second = term(whenFalse);
  if (first.type !== second.type && first.type !== 'null' && second.type !== 'null') {
    mismatch(whenFalse, '? :', first, second);
  }
  return {
    type: first.type === 'null' ? second.type : first.type,
    of: (values) => {
      const holds = flag(condition.of(values));
      return holds === null ? null : (holds ? first : second).of(values);
    },
  };
}

type OfNumbers = (numbers: [Decimal, ...Decimal[]]) => Decimal;
const functions = new Map<string, { least: number; most: number; compute: OfNumbers }>([
  ['min', { least: 2, most: 10, compute: (all) => Decimal.min(...all) }],
  ['max', { least: 2, most: 10, compute: (all) => Decimal.max(...all) }],
  ['abs', { least: 1, most: 1, compute: ([value]) => value.abs() }],
  ['floor', { least: 1, most: 1, compute: ([value]) => value.floor() }],
  ['ceil', { least: 1, most: 1, compute: ([value]) => value.ceil() }],
]);

function call(node: ASTNode, callee: string, args: ASTNode[], term: (part: ASTNode) => Term): Term {
  if (callee === 'date') return dateLiteral(node, args);
  if (callee === 'round') return rounded(node, args, term);
  const known = functions.get(callee);
  if (!known) return noFunction(node, callee);
  if (args.length < known.least || args.length > known.most) {
    const count = known.least === known.most ? `${known.least}` : `${known.least} to ${known.most}`;
    return refuse(node, `\`${callee}\` takes ${count} arguments, not ${args.length},`);
  }
  const terms = args.map((part) => expect(part, term(part), 'decimal', callee));
  return {
    type: 'decimal',
    of: (values) => {
      const numbers = terms.map((part) => number(part.of(values)));
      return numbers.includes(null) ? null : known.compute(numbers as [Decimal, ...Decimal[]]);
    },
  };
}

function noFunction(node: ASTNode, callee: string): never {
  const names = 'min, max, abs, floor, ceil, round, date, contains, startsWith, endsWith';
  const hint = callee === 'has' ? '; to ask whether a value is known, write `x != null`' : '';
  refuse(node, `There is no function \`${callee}\`${hint}; functions here: ${names}. Found`);
}

function dateLiteral(node: ASTNode, args: ASTNode[]): Term {
  const [only] = args;
  const day = args.length === 1 && only?.op === 'value' && typeof only.args === 'string' ? only.args : null;
  if (day === null || parsePlainDate(day) === null) {
    return refuse(node, '`date` takes one text with a day, such as date("2026-01-31"),');
  }
  return constant('date', day);
}

function rounded(node: ASTNode, args: ASTNode[], term: (part: ASTNode) => Term): Term {
  const [value, places = null] = args;
  const digits = places === null ? 0n : places.op === 'value' ? places.args : null;
  if (!value || args.length > 2 || typeof digits !== 'bigint' || digits < 0n || digits > 12n) {
    return refuse(node, '`round` takes a number and from 0 to 12 decimal places, such as round(x, 2),');
  }
  const operand = expect(value, term(value), 'decimal', 'round');
  return {
    type: 'decimal',
    of: (values) => {
      const exact = number(operand.of(values));
      return exact && round(exact, Number(digits));
    },
  };
}

const methods = new Map<string, (whole: string, part: string) => boolean>([
  ['contains', (whole, part) => whole.includes(part)],
  ['startsWith', (whole, part) => whole.startsWith(part)],
  ['endsWith', (whole, part) => whole.endsWith(part)],
]);

function method(node: ASTNode, [callee, receiver, args]: [string, ASTNode, ASTNode[]], term: (p: ASTNode) => Term) {
  const compute = methods.get(callee);
  if (!compute) return noFunction(node, callee);
  if (args.length !== 1) return refuse(node, `\`${callee}\` takes 1 argument, not ${args.length},`);
  const [whole, part] = [receiver, args[0]!].map((side) => expect(side, term(side), 'text', callee)) as Two;
  return binary('flag', whole, part, (a, b) => compute(text(a)!, text(b)!));
}
