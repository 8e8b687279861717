import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { permissionsOf } from '../access/permissions.js';
import { nameOf } from '../access/subject.js';
import { type Access, Asking } from './gate/access.js';
import { NeedsSubject } from './gate/needs.js';
import { Me } from './me.dto.js';
import { ApiProblems } from './problems/api-problems.js';

@ApiTags('access')
@Controller('v1/me')
export class MeController {
  @Get()
  @NeedsSubject()
  @ApiOperation({ summary: 'Who asks, and what they may' })
  @ApiOkResponse({ type: Me })
  @ApiProblems(400, 401, 403, 429)
  me(@Asking() { subject }: Access): Me {
    const { name, roles, sites, authTime, acr, grant } = subject;
    const permissions = permissionsOf(roles);
    return {
      subject: nameOf(subject),
      name,
      roles: [...roles],
      permissions: grant?.metrics ? [...permissions, 'metrics:read'] : [...permissions],
      sites: [...sites],
      authTime: authTime === undefined ? null : new Date(authTime).toISOString(),
      acr: acr ?? null,
    };
  }
}
