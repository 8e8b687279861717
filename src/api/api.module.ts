import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { RegisterModule } from '../register/register.module.js';
import { PublicationModule } from '../publication/publication.module.js';
import { VerificationModule } from '../verifier/service/verification.module.js';
import { AccessesApiModule } from './accesses/accesses-api.module.js';
import { AnswersModule } from '../answers/answers.module.js';
import { RecordModule } from '../record/record.module.js';
import { RepositoryModule } from '../repository/repository.module.js';
import { AuditsController } from './audits.controller.js';
import { DevicesController } from './devices.controller.js';
import { Drain } from './drain.js';
import { DrugsController } from './drugs.controller.js';
import { EvidenceController } from './evidence.controller.js';
import { EventsController } from './events.controller.js';
import { GateModule } from './gate/gate.module.js';
import { GlassApiModule } from './glass/glass-api.module.js';
import { HealthController } from './health/health.controller.js';
import { AliensHealth } from './health/aliens-health.js';
import { CutsHealth } from './health/cuts-health.js';
import { ClockHealth } from './health/clock-health.js';
import { KeysHealth } from './health/keys-health.js';
import { MetricsController } from './health/metrics.controller.js';
import { ImportController } from './import.controller.js';
import { LedgerController } from './ledger.controller.js';
import { LedgerProofsController } from './ledger-proofs.controller.js';
import { MeController } from './me.controller.js';
import { NoQueryGuard } from './no-query.guard.js';
import { PoliciesController } from './policies.controller.js';
import { OrdersModule } from '../orders/orders.module.js';
import { ErasuresController } from './orders/erasures.controller.js';
import { StaffErasuresController } from './orders/staff-erasures.controller.js';
import { HoldsController } from './orders/holds.controller.js';
import { RecordingModule } from './recording/recording.module.js';
import { RegisterController } from './register.controller.js';
import { ReportsController } from './reports.controller.js';
import { TherapiesController } from './therapies.controller.js';
import { TlogController } from './tlog.controller.js';
import { VerificationController } from './verification.controller.js';
import { WaysApiModule } from './ways/ways-api.module.js';

/** The service over HTTP. */
@Module({
  imports: [
    TerminusModule.forRoot({ logger: false }),
    RepositoryModule,
    AnswersModule,
    RecordModule,
    RegisterModule,
    PublicationModule,
    VerificationModule,
    EvidenceModule,
    AccessesApiModule,
    GateModule,
    RecordingModule,
    OrdersModule,
    WaysApiModule,
    GlassApiModule,
  ],
  controllers: [
    ErasuresController,
    StaffErasuresController,
    HoldsController,
    EventsController,
    ImportController,
    TherapiesController,
    AuditsController,
    ReportsController,
    EvidenceController,
    PoliciesController,
    DrugsController,
    DevicesController,
    RegisterController,
    LedgerController,
    LedgerProofsController,
    TlogController,
    VerificationController,
    HealthController,
    MetricsController,
    MeController,
  ],
  providers: [
    { provide: APP_GUARD, useClass: NoQueryGuard },
    Drain,
    AliensHealth,
    CutsHealth,
    ClockHealth,
    KeysHealth,
  ],
})
export class ApiModule {}
