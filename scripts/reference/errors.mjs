import { STATUS_CODES } from 'node:http';
import { PROBLEMS } from '../../dist/api/problems/catalogue.js';
import { code, table } from './markdown.mjs';

export function errorsPage() {
  const statuses = [...new Set(PROBLEMS.map(({ status }) => status))];
  const sections = statuses.map((status) => {
    const rows = PROBLEMS.filter((problem) => problem.status === status).map((problem) => [
      code(problem.code),
      problem.whatToDo,
    ]);
    return `## ${status} ${STATUS_CODES[status]}\n\n${table(['code', 'what to do'], rows)}`;
  });
  return `# Errors

Answers of type \`application/problem+json\` (RFC 9457): \`status\`, \`title\`, \`detail\` for people, and \`code\`, which is stable, for programs. \`errors\` lists
each fault of a body or query: \`pointer\` to the field, \`detail\` with what would be accepted. \`instance\` identifies the answer; the service's log has the same
identifier.

After 503 it is safe to send the same again: \`Retry-After\` says when. Nothing was acknowledged, and what was recorded all the same is
[not recorded twice](../how-to/record.md#from-a-program).

A rejected line of an import is listed with its number and one of these codes, or with \`LINE_TOO_LONG\` or \`NOT_UTF8\`. The command line says the same codes,
and ends with an [exit code](command-line.md).

${sections.join('\n\n')}
`;
}
