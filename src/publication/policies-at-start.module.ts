import { Module } from '@nestjs/common';
import { RepositoryModule } from '../repository/repository.module.js';
import { PoliciesAtStart } from './policies-at-start.js';

/** A module of its own, so that they are recorded before the first checkpoint is published. */
@Module({ imports: [RepositoryModule], providers: [PoliciesAtStart] })
export class PoliciesAtStartModule {}
