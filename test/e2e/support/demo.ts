import { setTimeout as pause } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import { Open } from '../../../src/api/gate/needs.js';
import { Body, Controller, type DynamicModule, Get, Header, HttpCode, Module, Post } from '@nestjs/common';
import { TakesNdjson } from '../../../src/api/bodies.js';
import { linesOf } from '../../../src/record/lines.js';
import { type Page, pagesOf } from '../../../src/api/pages.js';
import { boolean, drug, instant, maxPoints, site } from '../../../src/api/parameters.js';
import { ProblemException } from '../../../src/api/problems/problem.js';
import { type QueryOf, ReadQuery, required, withDefault } from '../../../src/api/query.js';
import { TherapyIdParam } from '../../../src/api/therapy-id.js';
import { AppModule } from '../../../src/app.module.js';
import type { Settings } from '../../../src/config/settings.js';
import { StoreUnavailable } from '../../../src/event-store/port.js';
import type { TherapyId } from '../../../src/therapy/envelope.js';

const doseQuery = {
  drug: required(drug),
  from: required(instant),
  to: instant,
  site: withDefault(site, 'reservoir'),
  maxPoints,
  dryRun: withDefault(boolean('Record nothing.'), false),
};

const letters = pagesOf<string>('letters', (letter) => letter);
const digits = pagesOf<string>('digits', (digit) => digit);
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz'.split('');

/** Stands for the service's controllers, to try what they share. */
@Controller('v1')
class DemoController {
  @Open()
  @Get('demo/:therapyId/dose')
  dose(@TherapyIdParam() therapyId: TherapyId, @ReadQuery(doseQuery) query: QueryOf<typeof doseQuery>) {
    return { therapyId, ...query };
  }

  @Open()
  @Get('letters')
  letters(@ReadQuery(letters.parameters) query: QueryOf<typeof letters.parameters>): Page<string> {
    const found = ALPHABET.filter((letter) => letter > (query.cursor ?? ''));
    return letters.page(found.slice(0, query.limit + 1), query.limit);
  }

  @Open()
  @Get('digits')
  digits(@ReadQuery(digits.parameters) query: QueryOf<typeof digits.parameters>) {
    return query;
  }

  @Open()
  @Get('plain')
  plain() {
    return {};
  }

  @Open()
  @Post('echo')
  @HttpCode(200)
  echo(@Body() body: unknown) {
    return { body };
  }

  @Open()
  @Post('lines')
  @HttpCode(200)
  @TakesNdjson()
  async lines(@Body() body: Readable) {
    let lines = 0;
    const faults: string[] = [];
    for await (const line of linesOf(body, 1024)) {
      if ('fault' in line) faults.push(`${line.number} ${line.fault}`);
      else lines++;
    }
    return { lines, faults };
  }

  @Open()
  @Get('fault')
  fault() {
    throw new Error('the password is swordfish');
  }

  @Open()
  @Get('store')
  @Header('content-type', 'text/csv')
  store() {
    throw new StoreUnavailable('disk full');
  }

  @Open()
  @Get('conflict')
  conflict() {
    throw new ProblemException(412, 'REVISION_MISMATCH', 'It is at 7.', {
      headers: { etag: '"7"' },
      errors: [{ pointer: '/a', detail: 'is wrong' }],
      members: { revision: 7 },
    });
  }

  @Open()
  @Get('slow')
  async slow() {
    await pause(400);
    return { done: true };
  }
}

@Module({})
export class DemoModule {
  static with(settings: Settings): DynamicModule {
    return { module: DemoModule, imports: [AppModule.with(settings)], controllers: [DemoController] };
  }
}
