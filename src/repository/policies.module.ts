import { Module } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { PolicyFiles } from '../compliance/policies/files/policy-files.js';

/** The policies as they were found at start; a fault among them ends the start before the log is opened. */
@Module({
  providers: [
    { provide: PolicyFiles, useFactory: ({ dataDir }) => PolicyFiles.read(dataDir), inject: [Settings] },
  ],
  exports: [PolicyFiles],
})
export class PoliciesModule {}
