import { Fault } from '../../faults/fault.js';
import { Body, Controller, Get, HttpCode, Inject, Logger, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { JWK } from 'jose';
import { isAway } from '../../ways/provider/contact.js';
import { unavailable } from '../../ways/refused.js';
import { WAYS } from '../../ways/ways.module.js';
import type { Ways } from '../../ways/ways.js';
import { TakesForm } from '../bodies.js';
import { Open } from '../gate/needs.js';
import { ProblemException } from '../problems/problem.js';
import { whenGuarded } from './when-guarded.js';

/** What the identity provider itself asks for. */
@Controller('auth')
@ApiExcludeController()
export class WaysController {
  private readonly logger = new Logger('Login');

  constructor(@Inject(WAYS) private readonly ways: Ways | undefined) {}

  /** By which it checks that the service is its client. */
  @Get('jwks.json')
  @Open()
  keys(): { readonly keys: readonly JWK[] } {
    return { keys: whenGuarded(this.ways).provider.ownKeys };
  }

  /** Ends the sessions that the provider names. */
  @Post('backchannel-logout')
  @Open()
  @TakesForm()
  @HttpCode(200)
  async backchannelLogout(
    @Body() form: URLSearchParams | undefined,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const ways = whenGuarded(this.ways);
    const { logoutTokens, sessions } = ways;
    try {
      const [ended] = sessions.endNamed(await logoutTokens.read(form?.get('logout_token') ?? ''), 'provider');
      if (ended) request.noted = { kind: 'logout', subject: ways.subjectIn(ended) };
      return '';
    } catch (error) {
      if (isAway(error)) throw unavailable(error);
      if (error instanceof Fault) throw error;
      this.logger.warn({ msg: 'a logout token is refused', err: error });
      throw new ProblemException(400, 'BAD_REQUEST', 'This is no logout token that ends anything here.');
    }
  }
}
