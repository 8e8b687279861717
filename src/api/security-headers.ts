import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const directives = {
  defaultSrc: "'self'",
  scriptSrc: "'self'",
  styleSrc: "'self'",
  fontSrc: "'self'",
  imgSrc: ["'self'", 'data:'],
  objectSrc: "'none'",
  baseUri: "'none'",
  formAction: "'self'",
  frameAncestors: "'none'",
} as const;

/** The API page writes styles into its elements. */
const DOCS_POLICY =
  "default-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;object-src 'none';base-uri 'none';frame-ancestors 'none'";

export function secureHeaders(app: NestFastifyApplication): void {
  app.useSecurityHeaders({
    contentSecurityPolicy: { useDefaults: false, directives },
    xFrameOptions: { action: 'deny' },
    // With `no-referrer` a browser sends `Origin: null` with the service's own forms, which are then taken for foreign.
    referrerPolicy: { policy: 'same-origin' },
    // Served over plain http on loopback; a proxy that ends TLS adds its own.
    strictTransportSecurity: false,
  });
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    const { url } = request;
    void reply.header('x-request-id', request.id);
    if (!url.startsWith('/docs') && !url.startsWith('/assets/'))
      void reply.header('cache-control', 'no-store');
    else if (url.startsWith('/docs')) void reply.header('content-security-policy', DOCS_POLICY);
    done();
  });
}
