import ts from 'typescript';

const FLIPPED = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
  '+': '-',
  '-': '+',
};
const TRUTHS = new Set(['<', '<=', '>', '>=', '===', '!==', '&&', '||']);
/** What runs changes what comes after it, and cannot be tried beside what stands there; a method may change its object. */
const ACTS =
  /\b(?:await|yield)\b|\bthis\.#?\w+\(|\+\+|--|[^=!<>]=(?![=>])|\.(?:next|push|pop|shift|unshift|splice|delete|add|set)\(/;
const isText = (node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
const isNothingThatRuns = (node) =>
  ts.isTypeNode(node) ||
  ts.isImportDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node);

/** Other figures than the one written: of policies a near one too, since a reader would not see it. */
function figures(value, isPolicy) {
  const others = isPolicy ? [value * 1.01, value - 1] : [value + 1];
  return others.filter((other) => other !== value).map(String);
}

/** What is written in place of an expression, one mutant each. */
function variantsOf(node, source, isPolicy) {
  if (ts.isSourceFile(node)) return [];
  const text = (part) => part.getText(source);
  if (ts.isNumericLiteral(node)) {
    if (node.parent.name === node) return [];
    return figures(Number(text(node).replaceAll('_', '')), isPolicy);
  }
  const variants = [];
  if (ts.isBinaryExpression(node)) {
    const { left, operatorToken, right } = node;
    const operator = text(operatorToken);
    if (operator === '??') variants.push(`(${text(left)})`);
    else if (operator in FLIPPED && !(operator === '+' && (isText(left) || isText(right))))
      variants.push(`${text(left)} ${FLIPPED[operator]} ${text(right)}`);
  }
  const isReturned =
    ts.isReturnStatement(node.parent) || (ts.isArrowFunction(node.parent) && node.parent.body === node);
  const isTruth =
    (ts.isBinaryExpression(node) && TRUTHS.has(text(node.operatorToken))) ||
    (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword;
  if (isReturned && isTruth) variants.push(`!(${text(node)})`);
  return variants;
}

/**
 * A module in which each mutant sleeps: at its place `globalThis.mutants` says whether it is awake, and is told what stands
 * there and how to find what the mutant would make of it (`true` where that cannot be tried).
 * @param mutants all so far, to which those of this file are added
 */
export function instrumented(file, code, mutants) {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const isPolicy = file.includes('/policies/');
  const written = (node) => {
    let text = '';
    let end = node.getStart(source);
    ts.forEachChild(node, (child) => {
      const start = child.getStart(source);
      text += code.slice(end, start);
      text += isNothingThatRuns(child) ? code.slice(start, child.end) : written(child);
      end = child.end;
    });
    text += code.slice(end, node.end);
    for (const variant of variantsOf(node, source, isPolicy)) {
      const id = mutants.length;
      const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
      const was = node.getText(source).replaceAll(/\s+/g, ' ');
      mutants.push({ file, line: line + 1, column: character + 1, was, is: variant.replaceAll(/\s+/g, ' ') });
      const tried = ACTS.test(was) ? 'true' : `mutants.left[${id}] && (() => ${variant})`;
      text = `(mutants.awake === ${id} ? ${variant} : mutants.seen(${id}, ${text}, ${tried}))`;
    }
    return text;
  };
  return code.slice(0, source.getStart(source)) + written(source);
}
