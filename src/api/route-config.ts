import { RouteConfig } from '@nestjs/platform-fastify';

const PARTS = Symbol('route-config-parts');

/** Adds to what the server is told of a route; `RouteConfig` alone would replace what another decorator said. */
export const addRouteConfig =
  (part: object): MethodDecorator =>
  (target, key, descriptor: PropertyDescriptor) => {
    const handler = descriptor.value as object;
    const known = (Reflect.getMetadata(PARTS, handler) ?? {}) as object;
    const all = { ...known, ...part };
    Reflect.defineMetadata(PARTS, all, handler);
    RouteConfig(all)(target, key, descriptor);
  };
