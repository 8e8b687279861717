import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { whole } from './parameters.js';
import { type Optional, withDefault } from './query.js';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Cursor of the next page; absent on the last. */
  readonly next?: string;
}

const encode = (listing: string, key: string) =>
  Buffer.from(JSON.stringify([listing, key])).toString('base64url');

function decode(listing: string, cursor: string): string | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(parts) || parts.length !== 2 || parts[0] !== listing) return undefined;
    const key: unknown = parts[1];
    return typeof key === 'string' && encode(listing, key) === cursor ? key : undefined;
  } catch {
    return undefined;
  }
}

const cursorOf = (listing: string): Optional<string> => ({
  description: 'Where to go on: `next` of the page before.',
  accepts: 'the `next` of a page of the same listing',
  schema: { type: 'string' },
  read: (text) => decode(listing, text),
});

/**
 * A listing that is read page by page. Its cursors name it, so that one of another listing is refused.
 * `...listing.parameters` belongs into the query's schema: `cursor` is read as the key of the last item before.
 */
export const pagesOf = <Item>(listing: string, keyOf: (item: Item) => string) => ({
  parameters: {
    limit: withDefault(whole(1, 500, 'Items on a page.'), 100),
    cursor: cursorOf(listing),
  },
  /** That goes on after a key. */
  cursor: (key: string): string => encode(listing, key),
  /** @param found up to one item more than the page holds, which tells that there is a next one. */
  page(found: readonly Item[], limit: number): Page<Item> {
    if (found.length <= limit) return { items: found };
    const items = found.slice(0, limit);
    return { items, next: encode(listing, keyOf(items.at(-1)!)) };
  },
});

type MoreMembers = Readonly<Record<string, { readonly type: string; readonly description: string }>>;

/** The answer is a page of these, with further members of the page if any. */
export const ApiPage = (item: Type, more: MoreMembers = {}): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(item),
    ApiOkResponse({
      description: 'One page.',
      schema: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(item) } },
          next: { type: 'string', description: 'Cursor of the next page; absent on the last.' },
          ...more,
        },
      },
    }),
  );
