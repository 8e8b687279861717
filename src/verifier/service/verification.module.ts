import { Module } from '@nestjs/common';
import { RecordModule } from '../../record/record.module.js';
import { Verification } from './verification.js';

/** The verifier, for the service's own log. */
@Module({ imports: [RecordModule], providers: [Verification], exports: [Verification] })
export class VerificationModule {}
