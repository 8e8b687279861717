import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AnswersModule } from '../answers/answers.module.js';
import { RepositoryModule } from '../repository/repository.module.js';
import { DryRun } from './dry-run.js';
import { Erasing } from './erasing.js';
import { Forgetting } from './forgetting.js';
import { handlers } from './handlers.js';
import { Holding } from './holding.js';
import { Importer } from './import.js';
import { Recorder } from './recorder.js';
import { Reviewing } from './reviewing.js';
import { SALT, randomSalt } from './salt.js';
import { Signing } from './signing.js';

/** Records what is sent, signed, imported and erased; the same for the service and the command line. */
@Module({
  imports: [CqrsModule, RepositoryModule, AnswersModule],
  providers: [
    { provide: SALT, useValue: randomSalt },
    Recorder,
    Reviewing,
    DryRun,
    Importer,
    Signing,
    Erasing,
    Forgetting,
    Holding,
    ...handlers,
  ],
  exports: [CqrsModule, Erasing, Forgetting, Holding, Importer],
})
export class RecordModule {}
