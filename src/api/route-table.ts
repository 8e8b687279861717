import type { FastifyInstance } from 'fastify';

interface Route {
  readonly parts: readonly string[];
  readonly methods: Set<string>;
}

const matches = (route: readonly string[], path: readonly string[]): boolean =>
  route.length === path.length &&
  route.every((part, at) => (part.startsWith(':') ? path[at] !== '' : part === path[at]));

/** Which methods each path takes: the router itself answers a wrong method as it answers an unknown path. */
export class RouteTable {
  private readonly routes = new Map<string, Route>();

  constructor(server: FastifyInstance) {
    server.addHook('onRoute', ({ url, method }) => {
      if (url.includes('*')) return;
      const route = this.routes.get(url) ?? { parts: url.split('/'), methods: new Set() };
      for (const name of [method].flat()) route.methods.add(name);
      this.routes.set(url, route);
    });
  }

  /** Undefined for a path that is not served at all. */
  methodsOf(url: string): readonly string[] | undefined {
    const [path = ''] = url.split('?', 1);
    const given = path.split('/');
    const methods = [...this.routes.values()]
      .filter(({ parts }) => matches(parts, given))
      .flatMap(({ methods }) => [...methods]);
    return methods.length > 0 ? [...new Set(methods)].toSorted() : undefined;
  }
}
