import { Module } from '@nestjs/common';
import { Verification } from './verification.js';

/** The verifier, for the service's own log. */
@Module({ providers: [Verification], exports: [Verification] })
export class VerificationModule {}
