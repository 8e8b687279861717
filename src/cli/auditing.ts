import type { PointOfView } from '../repository/point-of-view.js';
import { type VerdictName, instant, size, therapyId, verdicts } from './arguments.js';
import type { CommandContext } from './command-context.js';
import { printedAudit, savePack, showSavedPack } from './evidence.js';
import { EXIT } from './exit.js';
import { saveReport } from './save-report.js';
import { refuseExisting } from './write-new.js';
import { showAudit } from './show-audit.js';

interface EvidenceOptions extends PointOfView {
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

const CHECKPOINT_HELP =
  'proven against the signed checkpoint of so many events (default: the first that covers the answer)';

/** The audit, to read, to print and to give to a stranger. */
export function auditCommands({ cli, terminal, invocation, isJson, print, exit }: CommandContext): void {
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
      refuseExisting(pdf, csv);
      const report = await printedAudit(invocation(), therapyId(id), question);
      const answer = report.audit;
      const saved = await saveReport(report, { pdf, csv });
      if (saved.length === 0 || isJson()) print(answer, () => showAudit(report));
      for (const file of saved) terminal.stderr.write(`${file} written\n`);
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
}
