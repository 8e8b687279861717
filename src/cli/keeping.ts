import type { RestoreOptions } from '../backup/restore.js';
import type { PatientErased } from '../therapy/events/patient-erased.js';
import { therapyId } from './arguments.js';
import { type AssignOptions, assign, checkedSite, idsIn, showAssigned } from './assign.js';
import { allowAuthOff, showAllowed } from './allow-auth-off.js';
import type { CommandContext } from './command-context.js';
import { type ClockOptions, clock, showClock } from './clock.js';
import { backup, backupKeys, showBackup, showKeysBackedUp } from './backup.js';
import { checkedReason, erase, showErased } from './erase.js';
import { type HoldOptions, hold, holds, showHolds } from './hold.js';
import type { Target } from '../migration/migrate.js';
import { migrateLog, showMigrated, target } from './migrate.js';
import { repair, showRepaired } from './repair.js';
import { restore, showRestored } from './restore.js';
import { inSession } from './session.js';
import { SIGNING } from './checkpoint.js';

/** The commands that look after the data: erasure, holds, backup, restore and migration. */
export function keepingCommands({ cli, invocation, print }: CommandContext): void {
  cli
    .command('erase <therapy>')
    .description('destroy the key of the patient’s personal values, for good; the rest of the record stays')
    .requiredOption('--reason <text>', 'why; stays readable, so it must say nothing about the patient')
    .requiredOption('--authority <text>', 'who ordered or allowed it; stays readable')
    .action(async (id: string, why: PatientErased) => {
      const erased = therapyId(id);
      const reason = checkedReason(why);
      const done = await inSession({ invocation: invocation(), create: false, modules: SIGNING }, (app) =>
        erase(app, erased, reason),
      );
      print(done, showErased);
    });

  holdCommands({ cli, invocation, print });
  clockCommand({ cli, invocation, print });

  assignCommand({ cli, invocation, print });

  allowAuthOffCommand({ cli, invocation, print });

  cli
    .command('backup <directory>')
    .description(
      'copy the log and what belongs to it, but no key, into a new directory; also while a service runs',
    )
    .action(async (directory: string) => print(await backup(invocation(), directory), showBackup));

  cli
    .command('backup-keys <file>')
    .description(
      'copy the wrapped keys alone into a new file; also while a service runs. It brings back whoever is erased later: after an erasure destroy all older copies',
    )
    .action((file: string) => print(backupKeys(invocation(), file), showKeysBackedUp));

  cli
    .command('restore <directory>')
    .description('verify a backup, put it into a data directory without a log, and apply erasures again')
    .option('--keys <file>', 'with the keys that backup-keys copied (default: those that are there)')
    .option('--accept-older', 'also where it is older than the last published checkpoint, for reading')
    .action(async (directory: string, options: RestoreOptions) =>
      print(await restore(invocation(), directory, options), showRestored),
    );

  cli
    .command('repair <therapy>')
    .description(
      'let the server of KURRENTDB_URL give the stream of a therapy whole again, which somebody deleted or cut; also while services run',
    )
    .action(async (id: string) => print(await repair(invocation(), therapyId(id)), showRepaired));

  cli
    .command('migrate')
    .description(
      'move the log between the data directory and the server of KURRENTDB_URL, with keys, holds and checkpoints, and compare both ends; again, it goes on where it ended. No service may run on either',
    )
    .requiredOption('--to <end>', 'kurrentdb, or sqlite: the data directory', target)
    .action(async ({ to }: { to: Target }) => print(await migrateLog(invocation(), to), showMigrated));
}

function assignCommand({ cli, invocation, print }: Shared): void {
  cli
    .command('assign')
    .description('say at which site the patients are cared for from now on of whom nobody said it yet')
    .requiredOption('--site <site>', 'a code in lower case, such as north')
    .option('--therapies <file>', 'one id a line (default: all therapies)')
    .action(async (options: AssignOptions) => {
      const site = checkedSite(options);
      const ids = idsIn(options);
      const done = await inSession({ invocation: invocation(), create: false, modules: SIGNING }, (app) =>
        assign(app, site, ids),
      );
      print(done, showAssigned);
    });
}

type Shared = Pick<CommandContext, 'cli' | 'invocation' | 'print'>;

function holdCommands({ cli, invocation, print }: Shared): void {
  cli
    .command('hold <therapy>')
    .description('put a therapy under a legal hold, while which the patient cannot be erased; or release one')
    .requiredOption('--reason <text>', 'why; stays readable, so it must say nothing about the patient')
    .option('--authority <text>', 'who ordered it; to release, where several have')
    .option('--release', 'release it instead')
    .action(async (id: string, options: HoldOptions) =>
      print(await hold(invocation(), therapyId(id), options), showHolds),
    );

  cli
    .command('holds')
    .description('all legal holds, those that were released, too')
    .action(async () => print({ items: await holds(invocation()) }, ({ items }) => showHolds(items)));
}

function allowAuthOffCommand({ cli, invocation, print }: Shared): void {
  cli
    .command('allow-auth-off')
    .description(
      'let a data directory that was served with access control be served without; the ledger says so',
    )
    .action(async () => print(await allowAuthOff(invocation()), showAllowed));
}

function clockCommand({ cli, invocation, print }: Shared): void {
  cli
    .command('clock')
    .description(
      'what stands against the clock by which events are recorded, and what became of it before; or accept it',
    )
    .option('--accept', 'take the clock for right')
    .option('--reason <text>', 'why it is right; says nothing about a patient')
    .option('--authority <text>', 'who says so')
    .action(async (options: ClockOptions) => print(await clock(invocation(), options), showClock));
}
