/** Transactions are begun by src/sqlite alone. */
const TRANSACTION = /^\s*(BEGIN|COMMIT|ROLLBACK)( (IMMEDIATE|EXCLUSIVE|DEFERRED|TRANSACTION))?\s*(;|$)/;

const rule = {
  create(context) {
    const file = context.filename.replaceAll('\\', '/');
    if (!file.includes('/src/') || file.includes('/src/sqlite/')) return {};
    const look = (node, text) => {
      if (TRANSACTION.test(text)) context.report({ node, message: 'Use inTransaction of src/sqlite.' });
    };
    return {
      Literal: (node) => typeof node.value === 'string' && look(node, node.value),
      TemplateElement: (node) => look(node, node.value.raw),
    };
  },
};

export default { meta: { name: 'pump-ledger' }, rules: { 'transactions-in-one-room': rule } };
