import { QueryBus } from '@nestjs/cqrs';
import { Command } from 'commander';
import { packageInfo } from '../config/package-info.js';
import { askingCommands, listingCommands } from './asking.js';
import { auditCommands } from './auditing.js';
import { SIGNING } from './checkpoint.js';
import type { CommandContext } from './command-context.js';
import { type Doing, doingOf } from './doing.js';
import { EXIT, EXIT_HELP } from './exit.js';
import { importFiles, showImported, sizesOf } from './import-files.js';
import type { Invocation, Terminal } from './invocation.js';
import { keepingCommands } from './keeping.js';
import { provingCommands } from './proving.js';
import { inSession } from './session.js';

interface Common {
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** The commands. Each calls `exit` with a code if it did not succeed. */
export function program(terminal: Terminal, exit: (code: number) => void): Command {
  const { stdout, stderr } = terminal;
  const cli = new Command('pump-ledger')
    .description(`${packageInfo.description}. Works on the data directory itself; stop the service first.`)
    .version(packageInfo.version)
    .option('--json', 'print JSON for programs instead of tables for people')
    .option('--data-dir <directory>', 'where the event log is (default: DATA_DIR, else ./data)')
    .addHelpText('after', EXIT_HELP)
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) })
    .exitOverride();

  const common = () => cli.opts<Common>();
  let doing: Doing | undefined;
  cli.hook('preAction', (_program, command) => void (doing = doingOf(command)));
  const invocation = (): Invocation => ({ terminal, dataDir: common().dataDir, doing });
  const context: CommandContext = {
    cli,
    terminal,
    invocation,
    exit,
    isJson: () => common().json === true,
    print: (answer, show) => void stdout.write(`${common().json ? JSON.stringify(answer) : show(answer)}\n`),
    ask: (query) =>
      inSession({ invocation: invocation(), create: false }, (app) =>
        app.get(QueryBus, { strict: false }).execute(query),
      ),
  };
  importCommand(context);
  askingCommands(context);
  auditCommands(context);
  listingCommands(context);
  keepingCommands(context);
  provingCommands(context);
  return cli;
}

function importCommand({ cli, terminal, invocation, print, exit }: CommandContext): void {
  cli
    .command('import <files...>')
    .description(
      'record files of one JSON object a line; - is standard input. Importing again records nothing twice',
    )
    .action(async (files: string[]) => {
      const sizes = await sizesOf(files);
      const done = await inSession({ invocation: invocation(), create: true, modules: SIGNING }, (app) =>
        importFiles(app, files, sizes, terminal),
      );
      print(done, showImported);
      if (done.some(({ rejected }) => rejected.length > 0)) exit(EXIT.someRejected);
    });
}
