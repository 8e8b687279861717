import type { Locator } from 'playwright-core';

/** Clicks what leads to another page, and waits until that one is there. */
export async function follow(control: Locator): Promise<void> {
  const loaded = control.page().waitForEvent('load');
  await control.click();
  await loaded;
}
