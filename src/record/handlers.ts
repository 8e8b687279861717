import { commandHandler, queryHandler } from '../cqrs/handler-of.js';
import { DryRun } from './dry-run.js';
import { Holding } from './holding.js';
import { CountKeeping, RecordEvent, SignAudit, TryEvent } from './messages.js';
import { Reviewing } from './reviewing.js';
import { Signing } from './signing.js';

export const handlers = [
  commandHandler(RecordEvent, [Reviewing], ([reviewing], { recording }) => reviewing.record(recording)),
  commandHandler(SignAudit, [Signing], ([signing], { therapyId, given, idempotencyKey, by }) =>
    signing.sign(therapyId, given, idempotencyKey, by),
  ),
  queryHandler(TryEvent, [DryRun], ([dryRun], { recording, alsoAt }) => dryRun.of(recording, alsoAt)),
  queryHandler(CountKeeping, [Holding], ([holding]) => holding.count()),
];
