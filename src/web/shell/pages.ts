import { Get, Header, HttpCode, Post, Query, UseGuards, applyDecorators } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { TakesForm } from '../../api/bodies.js';
import { QueryPipe, type QueryOf, type QuerySchema } from '../../api/query.js';
import { SameOriginGuard } from './same-origin.guard.js';

const HTML = 'text/html; charset=utf-8';

/** A controller whose answers people read. */
export const Pages = (): ClassDecorator => ApiExcludeController();

/** A handler that answers with a whole page. */
export const PageAt = (path: string): MethodDecorator =>
  applyDecorators(Get(path), Header('content-type', HTML));

/** A handler that takes the form of a page (`@Body() form: URLSearchParams`) and answers with a page. */
export const FormAt = (path: string): MethodDecorator =>
  applyDecorators(
    Post(path),
    HttpCode(200),
    TakesForm(),
    UseGuards(SameOriginGuard),
    Header('content-type', HTML),
  );

class PageQueryPipe<Schema extends QuerySchema> {
  private readonly pipe: QueryPipe<Schema>;

  constructor(schema: Schema) {
    this.pipe = new QueryPipe(schema);
  }

  transform(given: Record<string, unknown>): QueryOf<Schema> {
    return this.pipe.transform(
      Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '' && value !== null)),
    );
  }
}

/**
 * The same of what a form carries; null counts as absent.
 * @throws ProblemException
 */
export const readPageQuery = <Schema extends QuerySchema>(
  schema: Schema,
  given: Readonly<Record<string, string | null>>,
): QueryOf<Schema> => new PageQueryPipe(schema).transform(given);

/** The query by a schema; a field that a form left empty counts as absent. */
export const PageQuery = (schema: QuerySchema): ParameterDecorator => Query(new PageQueryPipe(schema));
