import { Module } from '@nestjs/common';
import { RepositoryModule } from '../../repository/repository.module.js';
import { Verification } from './verification.js';

/** The verifier, for the service's own log. */
@Module({ imports: [RepositoryModule], providers: [Verification], exports: [Verification] })
export class VerificationModule {}
