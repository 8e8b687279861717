import { Module } from '@nestjs/common';
import { TreeKeeper } from './tree-keeper.js';

/** What proves the log to strangers; for the service, not for the command line. */
@Module({ providers: [TreeKeeper], exports: [TreeKeeper] })
export class PublicationModule {}
