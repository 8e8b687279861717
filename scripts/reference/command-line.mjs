import { program } from '../../dist/cli/program.js';
import { EXIT_HELP } from '../../dist/cli/exit.js';
import { code, table } from './markdown.mjs';

const optionRows = (command) =>
  command.options.map(({ flags, description, mandatory, defaultValue }) => [
    code(flags),
    `${description}${mandatory ? ' (required)' : ''}${typeof defaultValue === 'string' ? ` (default: ${defaultValue})` : ''}`,
  ]);

const usage = (command) =>
  [
    command.name(),
    ...command.registeredArguments.map((argument) => `<${argument.name()}${argument.variadic ? '...' : ''}>`),
  ].join(' ');

const section = (command) => `## ${code(usage(command))}

${sentence(command.description())}

${command.options.length > 0 ? table(['option', ''], optionRows(command)) : ''}
`;

const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const exitCodes = () =>
  EXIT_HELP.trim()
    .split('\n')
    .slice(1)
    .map((line) => /^\s*(\d+)\s+(.*)$/.exec(line).slice(1));

export function commandLinePage() {
  const cli = program(() => {});
  return `# Command line

After \`npm run build\`: \`npm run -s cli -- <command>\`. It works on the data directory itself, so no service may run on it meanwhile, but
for the commands that say so. A table for people, \`--json\` for programs. Dates are as in [requests](http.md).

${table(['option of every command', ''], optionRows(cli))}

${table(['exit code', ''], exitCodes())}

${cli.commands.map(section).join('\n')}`;
}
