import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { nameOf } from '../../access/subject.js';
import { InvalidContent } from '../../record/errors.js';
import { fieldErrors } from '../../therapy/checker.js';
import { spanOf } from '../../therapy/occurred-at.js';
import { type ApiKey, TooManyKeys } from '../../ways/keys/api-keys.js';
import { WAYS } from '../../ways/ways.module.js';
import type { Ways } from '../../ways/ways.js';
import { Asking, type Access } from '../gate/access.js';
import { Needs } from '../gate/needs.js';
import { ApiProblems } from '../problems/api-problems.js';
import { ProblemException } from '../problems/problem.js';
import { KeyDto, KeyMade, KeyWanted, Keys } from './keys.dto.js';
import { whenGuarded } from './when-guarded.js';

const iso = (instant: number): string => new Date(instant).toISOString();
const isoOrNull = (instant: number | undefined): string | null =>
  instant === undefined ? null : iso(instant);

const wrong = (pointer: string, detail: string): InvalidContent =>
  new InvalidContent('VALIDATION_FAILED', [{ pointer, detail }]);

@ApiTags('access')
@Controller('v1/keys')
export class KeysController {
  constructor(@Inject(WAYS) private readonly maybeWays: Ways | undefined) {}

  @Get()
  @Needs('keys:manage')
  @ApiOperation({ summary: 'The keys of devices; never the keys themselves' })
  @ApiOkResponse({ type: Keys })
  @ApiProblems(401, 403)
  list(): Keys {
    return { items: (this.maybeWays?.keys.all ?? []).map(shown) };
  }

  /** @throws ProblemException KEYS_OVERLAP */
  @Post()
  @Needs('keys:manage')
  @ApiOperation({
    summary: 'Makes a key for a device',
    description:
      'It is shown this once. Two of a client may last at the same time, so that one can replace the other.',
  })
  @ApiBody({ type: KeyWanted })
  @ApiCreatedResponse({ type: KeyMade })
  @ApiProblems(400, 401, 403, 409, 422)
  make(@Body() body: unknown, @Asking() { subject }: Access): KeyMade {
    const ways = whenGuarded(this.maybeWays);
    const errors = fieldErrors(body, KeyWanted);
    if (errors.length > 0) throw new InvalidContent('VALIDATION_FAILED', errors);
    const { client, expiresAt } = body as KeyWanted;
    if (!ways.rules.current.devices.has(client))
      throw wrong('/client', 'must be the id of a client under devices in the access file');
    try {
      const { key, shown } = ways.keys.make(client, nameOf(subject), expiryOf(ways, expiresAt));
      return { id: key.id, key: shown };
    } catch (error) {
      if (!(error instanceof TooManyKeys)) throw error;
      throw new ProblemException(
        409,
        'KEYS_OVERLAP',
        'Two keys of this client last already; delete one first.',
      );
    }
  }

  @Delete(':id')
  @Needs('keys:manage')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revokes a key at once' })
  @ApiNoContentResponse()
  @ApiProblems(401, 403, 404)
  revoke(@Param('id') id: string): void {
    const { keys } = whenGuarded(this.maybeWays);
    const key = keys.byName(id);
    if (!key) throw new ProblemException(404, 'NOT_FOUND', 'There is no such key.');
    keys.revoke(key);
  }
}

function expiryOf({ keys }: Ways, stated: string | undefined): number {
  const latest = keys.latestExpiry;
  if (stated === undefined) return latest;
  const at = spanOf(stated)!.first;
  if (at > Date.now() && at <= latest) return at;
  throw wrong('/expiresAt', `must lie between now and ${iso(latest)}`);
}

const shown = (key: ApiKey): KeyDto => ({
  id: key.id,
  client: key.client,
  createdAt: iso(key.createdAt),
  createdBy: key.createdBy,
  expiresAt: iso(key.expiresAt),
  usedFirstAt: isoOrNull(key.usedFirstAt),
  revokedAt: isoOrNull(key.revokedAt),
});
