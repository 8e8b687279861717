import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { packageInfo } from '../config/package-info.js';
import { closeBodies } from './closed-bodies.js';
import { Problem } from './problems/problem.dto.js';

const DESCRIPTION = `Records what happened to intrathecal drug pumps, computes what they delivered, and audits drug holidays.

**Intended use:** retrospective evidence, not clinical advice. Nothing here is meant for deciding on the treatment of a patient.

Every number carries its unit in its name, doses are in micrograms. Errors are problem details (RFC 9457) with a stable \`code\`. Unknown properties and unknown query parameters are refused.`;

function describe(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle(packageInfo.name)
    .setVersion(packageInfo.version)
    .setDescription(DESCRIPTION)
    .setLicense(packageInfo.license, `https://spdx.org/licenses/${packageInfo.license}.html`)
    .build();
  return closeBodies(SwaggerModule.createDocument(app, config, { extraModels: [Problem] }));
}

/** The page at /docs and the document at /openapi.json, which is made when it is first asked for. */
export function serveOpenApi(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => describe(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: packageInfo.name,
    // The page would else send the document's address to a validator on the internet.
    swaggerOptions: { validatorUrl: null, displayRequestDuration: true },
  });
}
