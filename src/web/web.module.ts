import { Module } from '@nestjs/common';
import { RegisterModule } from '../register/register.module.js';
import { PublicationModule } from '../publication/publication.module.js';
import { VerificationModule } from '../verifier/service/verification.module.js';
import { AnswersModule } from '../answers/answers.module.js';
import { RecordingModule } from '../api/recording/recording.module.js';
import { RecordModule } from '../record/record.module.js';
import { RepositoryModule } from '../repository/repository.module.js';
import { WaysApiModule } from '../api/ways/ways-api.module.js';
import { AccessesApiModule } from '../api/accesses/accesses-api.module.js';
import { GlassApiModule } from '../api/glass/glass-api.module.js';
import { GlassPages } from './glass/glass.controller.js';
import { AccessPages } from './accesses/accesses.controller.js';
import { AuthPages } from './auth/auth.controller.js';
import { CessationPages } from './cessation/cessation.controller.js';
import { SigningPages } from './cessation/signing-pages.js';
import { CessationViews } from './cessation/cessation-views.js';
import { WorklistPages } from './worklist/worklist.controller.js';
import { IntegrityPages } from './integrity/integrity.controller.js';
import { Live } from './live/live.js';
import { LiveController } from './live/live.controller.js';
import { TherapyPages } from './therapy/therapy.controller.js';
import { TimelineController } from './therapy/timeline.controller.js';
import { LogPages } from './log/log.controller.js';
import { PolicyPages } from './policies/policies.controller.js';
import { RecordPages } from './record/record.controller.js';
import { SentForms } from './record/sent-forms.js';

/** What people see. */
@Module({
  imports: [
    RepositoryModule,
    AnswersModule,
    RecordModule,
    RegisterModule,
    PublicationModule,
    VerificationModule,
    WaysApiModule,
    RecordingModule,
    AccessesApiModule,
    GlassApiModule,
  ],
  controllers: [
    AccessPages,
    AuthPages,
    WorklistPages,
    TherapyPages,
    CessationPages,
    TimelineController,
    RecordPages,
    LogPages,
    IntegrityPages,
    PolicyPages,
    LiveController,
    GlassPages,
  ],
  providers: [Live, SentForms, CessationViews, SigningPages],
})
export class WebModule {}
