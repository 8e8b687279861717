import { Module } from '@nestjs/common';
import { AccessesModule } from '../../accesses/accesses.module.js';
import { RepositoryModule } from '../../repository/repository.module.js';
import { Verification } from './verification.js';

/** The verifier, for the service's own log. */
@Module({ imports: [AccessesModule, RepositoryModule], providers: [Verification], exports: [Verification] })
export class VerificationModule {}
