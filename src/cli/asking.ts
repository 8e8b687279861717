import { doseAnswer } from '../answers/dto/dose.dto.js';
import { envelopeAnswer } from '../answers/dto/envelope.dto.js';
import { stateAnswer } from '../answers/dto/state.dto.js';
import { GetDose, GetState } from '../answers/messages.js';
import type { PointOfView } from '../repository/point-of-view.js';
import { drug, instant, site, therapyId } from './arguments.js';
import type { CommandContext } from './command-context.js';
import { type DoseAsked, showDose } from './show-dose.js';
import { UsageError } from './exit.js';
import { inSession } from './session.js';
import { showState } from './show-state.js';
import { minute, table } from './table.js';
import { everyEvent, everyTherapy } from './walk.js';

/** State and dose of a therapy. */
export function askingCommands({ cli, print, ask }: CommandContext): void {
  cli
    .command('state <therapy>')
    .description('what is in place, in the reservoir, in force and being delivered')
    .option('--as-of <instant>', 'at this instant (default: now)', instant)
    .option('--known-at <instant>', 'with what was recorded by this instant (default: all)', instant)
    .action(async (id: string, pointOfView: PointOfView) =>
      print(stateAnswer(await ask(new GetState(therapyId(id), pointOfView))), showState),
    );

  cli
    .command('dose <therapy>')
    .description('how much of a drug was delivered')
    .requiredOption('--drug <drug>', 'such as baclofen', drug)
    .requiredOption('--from <instant>', 'exclusive', instant)
    .requiredOption('--to <instant>', 'inclusive', instant)
    .option('--site <site>', 'reservoir or tip', site, 'reservoir')
    .action(async (id: string, question: DoseAsked) => {
      if (question.from > question.to) throw new UsageError('--to must not be before --from.');
      const asked = therapyId(id);
      print(doseAnswer(asked, question, await ask(new GetDose(asked, question))), showDose);
    });
}

/** What is recorded. */
export function listingCommands({ cli, invocation, print }: CommandContext): void {
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
}
