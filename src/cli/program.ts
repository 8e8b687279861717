import { QueryBus } from '@nestjs/cqrs';
import { Command } from 'commander';
import { packageInfo } from '../config/package-info.js';
import { doseAnswer } from '../answers/dto/dose.dto.js';
import { envelopeAnswer } from '../answers/dto/envelope.dto.js';
import { stateAnswer } from '../answers/dto/state.dto.js';
import { GetDose, GetState } from '../answers/messages.js';
import type { Site } from '../infusion/dose.js';
import type { Query } from '@nestjs/cqrs';
import { SIGNING, checkpoint, showCheckpoint } from './checkpoint.js';
import { drug, instant, size, therapyId, verdicts, type VerdictName } from './arguments.js';
import { printedAudit, savePack, showSavedPack } from './evidence.js';
import { EXIT, EXIT_HELP, UsageError } from './exit.js';
import { keepingCommands } from './keeping.js';
import { importFiles, showImported, sizesOf } from './import-files.js';
import { checkPolicy, knownPolicies, showChecked, showPolicies } from './policies.js';
import { rotateKey, showRotated } from './rotate-key.js';
import { saveReport } from './save-report.js';
import type { Invocation, Terminal } from './invocation.js';
import { inSession } from './session.js';
import { showAudit } from './show-audit.js';
import { showState } from './show-state.js';
import { figure, minute, table } from './table.js';
import { type VerifyOptions, showVerified, verifyPaths } from './verify.js';
import { everyEvent, everyTherapy } from './walk.js';

interface Common {
  readonly json?: boolean;
  readonly dataDir?: string;
}

interface Then {
  readonly asOf?: number;
  readonly knownAt?: number;
}

interface EvidenceOptions extends Then {
  readonly policy?: string;
  readonly checkpoint?: number;
}

interface PackOptions extends EvidenceOptions {
  readonly personal: boolean;
  readonly out?: string;
}

interface AuditOptions extends EvidenceOptions {
  readonly failOn?: readonly VerdictName[];
  readonly pdf?: string;
  readonly csv?: string;
}

function site(text: string): Site {
  if (text === 'reservoir' || text === 'tip') return text;
  throw new UsageError(`--site ${JSON.stringify(text)}; accepted are reservoir, tip.`);
}

const CHECKPOINT_HELP =
  'proven against the signed checkpoint of so many events (default: the first that covers the answer)';

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
  const invocation = (): Invocation => ({ terminal, dataDir: common().dataDir });
  const print = <Answer>(answer: Answer, show: (answer: Answer) => string) =>
    void stdout.write(`${common().json ? JSON.stringify(answer) : show(answer)}\n`);
  const ask = <Result>(query: Query<Result>): Promise<Result> =>
    inSession({ invocation: invocation(), create: false }, (app) =>
      app.get(QueryBus, { strict: false }).execute(query),
    );

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

  cli
    .command('state <therapy>')
    .description('what is in place, in the reservoir, in force and being delivered')
    .option('--as-of <instant>', 'at this instant (default: now)', instant)
    .option('--known-at <instant>', 'with what was recorded by this instant (default: all)', instant)
    .action(async (id: string, then: Then) =>
      print(stateAnswer(await ask(new GetState(therapyId(id), then))), showState),
    );

  cli
    .command('dose <therapy>')
    .description('how much of a drug was delivered')
    .requiredOption('--drug <drug>', 'such as baclofen', drug)
    .requiredOption('--from <instant>', 'exclusive', instant)
    .requiredOption('--to <instant>', 'inclusive', instant)
    .option('--site <site>', 'reservoir or tip', site, 'reservoir')
    .action(async (id: string, question: { drug: string; from: number; to: number; site: Site }) => {
      if (question.from > question.to) throw new UsageError('--to must not be before --from.');
      const asked = therapyId(id);
      const found = await ask(new GetDose(asked, question));
      print(doseAnswer(asked, question, found), (dose) => {
        const unverified = dose.verified === false ? '\nOr less: a study found the catheter faulty.' : '';
        const row = [dose.drug, dose.site, minute(dose.from), minute(dose.to), figure(dose.doseMcg)];
        const others = dose.otherRoutes.map(({ at, route, doseMcg }) => [
          route,
          minute(at),
          doseMcg ? figure(doseMcg) : '-',
        ]);
        const apart =
          others.length > 0 ? `\n\n${table(['not in it, by', 'at (UTC)', 'dose mcg'], others)}` : '';
        return table(['drug', 'site', 'from (UTC)', 'to (UTC)', 'dose mcg'], [row]) + unverified + apart;
      });
    });

  cli
    .command('audit <therapy>')
    .description('the compliance audit trail: retrospective evidence, not advice')
    .option('--policy <id>', 'judge by this policy, id or id@version')
    .option('--as-of <instant>', 'as of this instant (default: now)', instant)
    .option('--known-at <instant>', 'with what was recorded by this instant (default: all)', instant)
    .option(
      '--fail-on <verdicts>',
      'exit with 6 where a cessation has one of: tapered, abrupt, undetermined',
      verdicts,
    )
    .option('--pdf <file>', 'write it for print to a new file')
    .option('--csv <file>', 'write it as one table to a new file')
    .option('--checkpoint <size>', CHECKPOINT_HELP, size)
    .action(async (id: string, asked: AuditOptions) => {
      const { failOn = [], pdf, csv, ...question } = asked;
      const report = await printedAudit(invocation(), therapyId(id), question);
      const answer = report.audit;
      const saved = await saveReport(report, { pdf, csv });
      if (saved.length === 0 || common().json) print(answer, () => showAudit(report));
      for (const file of saved) stderr.write(`${file} written\n`);
      if (answer.cessations.some(({ verdict }) => failOn.includes(verdict))) exit(EXIT.verdict);
    });

  cli
    .command('evidence <therapy>')
    .description('the evidence pack: record, audit and proofs in one zip that a stranger can check')
    .option('--out <file>', 'write it to this new file (default: evidence-<therapy>-<day>.zip)')
    .option('--policy <id>', 'judge by this policy, id or id@version')
    .option('--as-of <instant>', 'as of this instant (default: now)', instant)
    .option('--known-at <instant>', 'with what was recorded by this instant (default: all)', instant)
    .option('--checkpoint <size>', CHECKPOINT_HELP, size)
    .option('--no-personal', 'leave personal values out')
    .action(async (id: string, { out, personal, ...question }: PackOptions) => {
      const personalValues = personal ? 'include' : 'exclude';
      const pack = { ...question, personal: personalValues } as const;
      print(await savePack(invocation(), therapyId(id), pack, out), showSavedPack);
    });

  cli
    .command('therapies')
    .description('all therapies, in order of their id')
    .action(async () => {
      const found = await inSession({ invocation: invocation(), create: false }, everyTherapy);
      const heads = found.map(({ streamId, revision }) => ({ therapyId: streamId, revision }));
      print({ items: heads }, ({ items }) =>
        table(
          ['therapy', 'revision'],
          items.map((head) => [head.therapyId, String(head.revision)]),
        ),
      );
    });

  cli
    .command('events <therapy>')
    .description('the events of a therapy, in order of revision')
    .action(async (id: string) => {
      const asked = therapyId(id);
      const found = await inSession({ invocation: invocation(), create: false }, (app) =>
        everyEvent(app, asked),
      );
      print({ items: found.map(envelopeAnswer) }, ({ items }) =>
        table(
          ['revision', 'type', 'occurred (UTC)', 'precision', 'recorded (UTC)', 'id'],
          items.map((event) => [
            String(event.revision),
            event.type,
            minute(event.occurredAt.earliest),
            event.occurredAt.precision,
            minute(event.recordedAt),
            event.id,
          ]),
        ),
      );
    });

  keepingCommands({ cli, invocation, print, exit });

  cli
    .command('policies')
    .description('the policies by which audits judge; also while a service runs')
    .option(
      '--check <file>',
      'say instead whether a file could be put into the policies of the data directory',
    )
    .action(({ check }: { check?: string }) => {
      if (check !== undefined) print(checkPolicy(check, invocation()), showChecked);
      else print({ items: knownPolicies(invocation()) }, ({ items }) => showPolicies(items));
    });

  cli
    .command('checkpoint')
    .description('a signed checkpoint that covers all events, published where witnesses are configured')
    .action(async () => print(await checkpoint(invocation()), showCheckpoint));

  cli
    .command('rotate-key')
    .description(
      'replace the signing key; a checkpoint is signed by both keys, then the old one is destroyed',
    )
    .action(async () => print(await rotateKey(invocation()), showRotated));

  const several = (text: string, before: readonly string[] = []) => [...before, text];
  cli
    .command('verify <paths...>')
    .description(
      'verify a data directory, a directory of tiles or an evidence pack from public material alone; also while a service runs',
    )
    .option('--key <key or file>', 'a verifier key of the log that was got elsewhere; may repeat', several)
    .option('--witness <key or file>', 'a witness that must have cosigned a pack; may repeat', several)
    .option('--checkpoint <file>', 'compare with a checkpoint that was got elsewhere; may repeat', several)
    .action(async (paths: string[], options: VerifyOptions) => {
      const verified = await verifyPaths(paths, options);
      print(verified, showVerified);
      if (verified.some(({ ok }) => !ok)) exit(EXIT.problems);
    });
  return cli;
}
