import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import type { EventStore } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import type { VerifierKey } from '../ledger/verifier-key.js';
import { RecordModule } from '../record/record.module.js';
import { ClockWatch } from '../repository/clock-watch.js';
import { RepositoryModule } from '../repository/repository.module.js';
import { CheckpointFile } from './signing/checkpoint-file.js';
import { Checkpoints } from './signing/checkpoints.js';
import { isContradicted, otherRoot } from './contradiction.js';
import { Contradictions } from './contradictions.js';
import { ElectedSigner } from './signing/elected-signer.js';
import type { Entry } from './signing/entries.js';
import { ErasuresAtStart } from './erasures-at-start.js';
import { LedgerHealth } from './ledger-health.js';
import { Publisher } from './publisher.js';
import { PoliciesAtStartModule } from './policies-at-start.module.js';
import { serviceId } from './signing/service-id.js';
import { Signer, SoleSigner } from './signing/signer.js';
import { SigningKeys } from './signing/signing-keys.js';
import { StartCheck } from './start-check.js';
import { TreeKeeper } from './tree/tree-keeper.js';

/** Where services share the log, one of them is elected. */
function signerOn(
  { sideStreams }: EventStore,
  { dataDir }: Settings,
  file: CheckpointFile,
  contradictions: Contradictions,
): Signer {
  if (!sideStreams) return new SoleSigner(file);
  const apply = (entry: Entry) => {
    if (isContradicted(file, entry)) contradictions.report(otherRoot(entry.size));
    else file.apply(entry);
  };
  const service = serviceId(dataDir);
  return file.together(() => new ElectedSigner({ service, streams: sideStreams, file, apply }));
}

/** @throws SettingsError where other services on the log have other keys */
async function sharedKeys(
  settings: Settings,
  file: CheckpointFile,
  signer: Signer,
  clock: ClockWatch,
): Promise<SigningKeys> {
  for (;;) {
    const last = file.last();
    if (last) clock.signed(last.signedAt);
    const signed = last && { origin: last.origin, isSignedBy: (key: VerifierKey) => file.isSignedBy(key) };
    const keys = SigningKeys.open(settings, signed, signer.listed);
    if (!(await signer.list(keys.verifierKeys))) continue;
    signer.learned.subscribe((key) => keys.list(key));
    return keys;
  }
}

/** What proves the log to strangers; for the service, and what of the command line signs. */
@Module({
  imports: [RepositoryModule, RecordModule, PoliciesAtStartModule],
  providers: [
    TreeKeeper,
    // After the log is opened, which claims the data directory for this process.
    {
      provide: CheckpointFile,
      useFactory: ({ dataDir }: Settings, { sideStreams }: EventStore) =>
        CheckpointFile.open(dataDir, { isCopy: sideStreams !== undefined }),
      inject: [Settings, EVENT_STORE_TOKEN],
    },
    Contradictions,
    {
      provide: Signer,
      useFactory: signerOn,
      inject: [EVENT_STORE_TOKEN, Settings, CheckpointFile, Contradictions],
    },
    { provide: SigningKeys, useFactory: sharedKeys, inject: [Settings, CheckpointFile, Signer, ClockWatch] },
    StartCheck,
    ErasuresAtStart,
    Checkpoints,
    Publisher,
    LedgerHealth,
  ],
  exports: [TreeKeeper, Checkpoints, SigningKeys, Publisher, LedgerHealth],
})
export class PublicationModule implements OnApplicationShutdown {
  constructor(private readonly file: CheckpointFile) {}

  onApplicationShutdown(): void {
    this.file.close();
  }
}
