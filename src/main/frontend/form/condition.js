// The FEEL that a form's conditions may use: a field compared (= or !=) with a text or with true/false, joined by and, or,
// not(…). More would be judged differently in browser and server: an order (<, >), a number or a bare name has no answer
// when a field is empty, and form-js hides a field whose condition has no answer.

/**
 * @param {string} text `=place != "HOME" and this.counted = "NO"`
 * @returns {{comparisons: {path: string[], operator: '=' | '!=', value: string | boolean}[], disjuncts: string[],
 *     holds: (context: object) => boolean}} `disjuncts` are the parts joined by `or` at the top, written the standard way
 * @throws {Error} saying what is not allowed
 */
export function parseCondition(text) {
  if (!text.startsWith('=')) {
    throw new Error('a condition starts with =');
  }
  const tokens = tokenize(text.slice(1));
  const comparisons = [];
  let position = 0;

  const peek = () => tokens[position];
  const take = () => tokens[position++];
  const expect = (wanted) => {
    const token = take();
    if (token !== wanted) throw new Error(`expected ${wanted}, found ${token ?? 'the end'}`);
  };
  const joined = (word, operand) => {
    const parts = [operand()];
    while (peek() === word) {
      take();
      parts.push(operand());
    }
    return parts;
  };
  /** Each part is {text, holds}. */
  const or = () => joined('or', and);
  const anyOf = (parts) => ({ text: textOf(parts, ' or '), holds: (context) => parts.some((part) => part.holds(context)) });
  const and = () => {
    const parts = joined('and', unary);
    return parts.length === 1
      ? parts[0]
      : { text: textOf(parts, ' and '), holds: (context) => parts.every((part) => part.holds(context)) };
  };
  const unary = () => {
    if (peek() !== 'not' && peek() !== '(') {
      return comparison();
    }
    const negated = take() === 'not';
    if (negated) expect('(');
    const inner = anyOf(or());
    expect(')');
    return negated
      ? { text: `not(${inner.text})`, holds: (context) => !inner.holds(context) }
      : { text: `(${inner.text})`, holds: inner.holds };
  };
  const comparison = () => {
    const name = take();
    if (!/^[A-Za-z_]/.test(name ?? '') || ['and', 'or', 'not', 'true', 'false', 'null'].includes(name)) {
      throw new Error(`expected a field, found ${name ?? 'the end'}`);
    }
    const operator = take();
    if (operator !== '=' && operator !== '!=') {
      throw new Error(`${name} may only be compared with = or !=, not with ${operator ?? 'nothing'}`);
    }
    const literal = take();
    if (literal !== 'true' && literal !== 'false' && !literal?.startsWith('"')) {
      throw new Error(`${name} may only be compared with a text, true or false, not with ${literal ?? 'nothing'}`);
    }
    const path = name.split('.');
    const value = literal.startsWith('"') ? literal.slice(1, -1) : literal === 'true';
    comparisons.push({ path, operator, value });
    return {
      text: `${name} ${operator} ${literal}`,
      holds: (context) => (path.reduce((node, step) => node?.[step], context) === value) === (operator === '='),
    };
  };

  const parts = or();
  if (position < tokens.length) {
    throw new Error(`unexpected ${peek()}`);
  }
  return { comparisons, disjuncts: parts.map((part) => part.text), holds: anyOf(parts).holds };
}

const textOf = (parts, word) => parts.map((part) => part.text).join(word);

const TOKEN = /\s*(?:("[^"\\]*")|([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)|(!=|<=|>=|[=<>()])|(-?\d+(?:\.\d+)?))/y;

function tokenize(text) {
  const tokens = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  for (let match; (match = TOKEN.exec(text)); end = TOKEN.lastIndex) {
    tokens.push(match[1] ?? match[2] ?? match[3] ?? match[4]);
  }
  if (text.slice(end).trim()) {
    throw new Error(`not allowed: ${text.slice(end).trim()}`);
  }
  return tokens;
}
