import type { Browser } from 'playwright-core';

export interface Drawing {
  /** Over the wire, with headers, of the page and all that it loads. */
  readonly bytes: number;
  readonly parts: number;
  /** From the click to the picture on the screen with nothing left to load, ms. */
  readonly drawnMs: number;
}

/** Opens a page as somebody who was never here: nothing is in a cache. */
export async function drawing(browser: Browser, url: string): Promise<Drawing> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'load' });
    return await page.evaluate(async () => {
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
      const drawnMs = performance.now();
      const parts = [
        ...performance.getEntriesByType('navigation'),
        ...performance.getEntriesByType('resource'),
      ] as PerformanceResourceTiming[];
      return {
        bytes: parts.reduce((sum, { transferSize }) => sum + transferSize, 0),
        parts: parts.length,
        drawnMs,
      };
    });
  } finally {
    await context.close();
  }
}
