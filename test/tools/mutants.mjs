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
const isText = (node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

/** What is written in place of an expression, one mutant each. */
function variantsOf(node, source, isPolicy) {
  if (ts.isSourceFile(node)) return [];
  const text = (part) => part.getText(source);
  if (ts.isNumericLiteral(node)) {
    if (ts.isPropertyAssignment(node.parent) && node.parent.name === node) return [];
    const value = Number(text(node).replaceAll('_', ''));
    return isPolicy ? [`${value * 1.01}`, `${value - 1}`] : [`${value + 1}`];
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
 * A module in which each mutant sleeps: `globalThis.mutant(id)` is asked at its place, and says whether it is the one.
 * @param mutants all so far, to which those of this file are added
 */
export function instrumented(file, code, mutants) {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const isPolicy = file.includes('/policies/');
  const written = (node) => {
    let text = '';
    let end = node.getStart(source);
    // Types and names of modules are nothing that runs.
    ts.forEachChild(node, (child) => {
      const start = child.getStart(source);
      text += code.slice(end, start);
      const isRunning =
        !ts.isTypeNode(child) && !ts.isImportDeclaration(child) && !ts.isInterfaceDeclaration(child);
      text += isRunning && !ts.isTypeAliasDeclaration(child) ? written(child) : code.slice(start, child.end);
      end = child.end;
    });
    text += code.slice(end, node.end);
    for (const variant of variantsOf(node, source, isPolicy)) {
      const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
      const was = node.getText(source).replaceAll(/\s+/g, ' ');
      mutants.push({ file, line: line + 1, column: character + 1, was, is: variant.replaceAll(/\s+/g, ' ') });
      text = `(globalThis.mutant(${mutants.length - 1}) ? ${variant} : ${text})`;
    }
    return text;
  };
  return code.slice(0, source.getStart(source)) + written(source);
}
