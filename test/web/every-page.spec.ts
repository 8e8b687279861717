import { readFileSync } from 'node:fs';
import { RequestMethod, type Type } from '@nestjs/common';
import { WebModule } from '../../src/web/web.module.js';
import { ADDRESSES } from '../browser/support/addresses.js';

interface Header {
  readonly name: string;
  readonly value: string;
}

/** The paths of the pages that a controller serves, with `:name` for what differs. */
function pagesOf(controller: Type): readonly string[] {
  const { prototype } = controller;
  const pathOf = (of: object) => String(Reflect.getMetadata('path', of)).replaceAll(/^\/|\/$/g, '');
  const members = Object.values(Object.getOwnPropertyDescriptors(prototype as object));
  return members.flatMap(({ value: handler }) => {
    if (typeof handler !== 'function') return [];
    const headers = (Reflect.getMetadata('__headers__', handler) ?? []) as readonly Header[];
    const isPage =
      Reflect.getMetadata('method', handler) === RequestMethod.GET &&
      headers.some(({ value }) => value.startsWith('text/html'));
    return isPage ? [`/${[pathOf(controller), pathOf(handler)].filter(Boolean).join('/')}`] : [];
  });
}

const pages = (Reflect.getMetadata('controllers', WebModule) as readonly Type[]).flatMap(pagesOf);
const manual = readFileSync('docs/reference/pages.md', 'utf8');

it.each(pages)('%s is visited by the tests of every page', (page) => {
  if (page.includes('/cessations/')) return;
  const pattern = new RegExp(`^${page.replaceAll(/:\w+/g, '[^/?]+')}(\\?|$)`);
  expect(ADDRESSES.filter((address) => pattern.test(address))).not.toEqual([]);
});

it.each(pages)('%s is in the reference of pages', (page) => {
  expect(manual).toContain(`| \`${page.replaceAll(/:\w+/g, '{id}')}\` `);
});
