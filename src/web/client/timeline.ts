import { isSignedOut } from './signed-out.js';
import type uPlotClass from 'uplot';
import { type Reading, type TimelineData, readingsAt } from './readings.js';
import { renew } from './renew.js';
import { type Span, moved, scaled, within } from './span.js';

declare const uPlot: typeof uPlotClass;

const STRIDE_PX = 8;
const FINE_PX = 1;
const NEAR_PX = 6;
/** A shorter drag is a click. */
const SHORTEST_DRAG_PX = 5;
const HINT =
  'Point at the time line, or use the arrow keys on it, to read values. Drag to zoom. Keys: + and − zoom, page keys go earlier and later, Esc shows all.';

/** Over the plot of the server's drawing lies a bare uPlot: it has the cursor, and chooses a stretch of time. */
interface Reader {
  readonly plot: uPlotClass;
  readonly cover: HTMLElement;
  readonly span: Span;
  readonly whole: Span;
}

let reader: Reader | undefined;
let hadFocus = false;

async function go(href: string): Promise<void> {
  history.pushState(null, '', href);
  document.querySelector('#timeline')?.setAttribute('aria-busy', 'true');
  if ((await renew(href)) !== 'done') location.reload();
}

/** Another stretch of time has an address of its own. */
function show(span: Span): void {
  const url = new URL(location.href);
  url.searchParams.set('from', new Date(span.from).toISOString());
  url.searchParams.set('to', new Date(span.to).toISOString());
  url.hash = '';
  void go(url.href);
}

function showAll(): void {
  const url = new URL(location.href);
  url.searchParams.delete('from');
  url.searchParams.delete('to');
  void go(url.href);
}

const spanOf = (from: string | undefined, to: string | undefined): Span => ({
  from: Number(from),
  to: Number(to),
});

/** Of the two widths, the one that the style sheet shows. */
const shownDrawing = (figure: HTMLElement): SVGSVGElement | undefined =>
  [...figure.querySelectorAll<SVGSVGElement>('svg[data-left]')].find(
    (svg) => svg.getBoundingClientRect().width > 0,
  );

function made(className: string, parent: Element): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  parent.append(element);
  return element;
}

function mount(): void {
  reader?.plot.destroy();
  reader = undefined;
  const figure = document.querySelector<HTMLElement>('#timeline');
  const drawing = figure && shownDrawing(figure);
  if (!figure || !drawing) return;
  for (const old of figure.querySelectorAll('.reader, .readings')) old.remove();
  const { from, to, first, last, source = '' } = figure.dataset;
  const [span, whole] = [spanOf(from, to), spanOf(first, last)];
  const cover = made('reader', drawing.parentElement!);
  const { width, height } = place(cover, drawing);
  const readings = made('readings card screen', figure);
  readings.id = 'readings';
  readings.textContent = HINT;
  Object.entries({
    role: 'slider',
    tabindex: '0',
    'aria-label': 'Instant of the time line',
    'aria-describedby': readings.id,
    'aria-valuemin': String(span.from),
    'aria-valuemax': String(span.to),
    'aria-valuenow': String(span.to),
    'aria-valuetext': 'no instant chosen',
  }).forEach(([name, value]) => cover.setAttribute(name, value));
  const readAt = readerOf(source, cover, readings, ((span.to - span.from) / width) * NEAR_PX);
  const plot = new uPlot(
    {
      width,
      height,
      padding: [0, 0, 0, 0],
      legend: { show: false },
      axes: [{ show: false }, { show: false }],
      scales: { x: { time: false, min: span.from, max: span.to }, y: { min: 0, max: 1 } },
      series: [{}, { show: false }],
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
      hooks: {
        setCursor: [
          (one) => {
            const { left = -1 } = one.cursor;
            if (left >= 0) void readAt(Math.round(one.posToVal(left, 'x')));
          },
        ],
        setSelect: [
          (one) => {
            const { left, width: chosen } = one.select;
            if (chosen < SHORTEST_DRAG_PX) return;
            show(within({ from: one.posToVal(left, 'x'), to: one.posToVal(left + chosen, 'x') }, whole));
          },
        ],
      },
    },
    [
      [span.from, span.to],
      [null, null],
    ],
    cover,
  );
  reader = { plot, cover, span, whole };
  cover.addEventListener('keydown', onKey);
  if (hadFocus) cover.focus({ preventScroll: true });
}

/** The plot's edges are given in the units of the drawing's view box. */
function place(cover: HTMLElement, drawing: SVGSVGElement): { width: number; height: number } {
  const { left, right, top, bottom } = drawing.dataset;
  const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
  const width = Math.max(1, Math.round((Number(right) - Number(left)) * scale));
  const height = Math.max(1, Math.round((Number(bottom) - Number(top)) * scale));
  cover.style.left = `${Number(left) * scale}px`;
  cover.style.top = `${Number(top) * scale}px`;
  cover.style.width = `${width}px`;
  cover.style.height = `${height}px`;
  return { width, height };
}

/** Loads the data when somebody first asks for a value; of several questions meanwhile the last is answered. */
function readerOf(source: string, cover: HTMLElement, readings: HTMLElement, nearMs: number) {
  let data: Promise<TimelineData | undefined> | undefined;
  let asked = 0;
  return async (at: number): Promise<void> => {
    asked = at;
    data ??= load(source);
    const found = await data;
    if (asked !== at) return;
    const time = `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    const values: readonly Reading[] = found
      ? readingsAt(found, at, nearMs)
      : [{ name: 'Values', value: 'could not be loaded; they stand in the tables below' }];
    const all = [{ name: 'Time', value: time }, ...values];
    readings.replaceChildren(listOf(all));
    cover.setAttribute('aria-valuenow', String(at));
    cover.setAttribute('aria-valuetext', all.map(({ name, value }) => `${name}: ${value}`).join('. '));
  };
}

async function load(source: string): Promise<TimelineData | undefined> {
  try {
    const answer = await fetch(source);
    if (isSignedOut(answer)) return undefined;
    return answer.ok ? ((await answer.json()) as TimelineData) : undefined;
  } catch {
    return undefined;
  }
}

function listOf(readings: readonly Reading[]): HTMLElement {
  const list = document.createElement('dl');
  for (const { name, value } of readings) {
    const pair = document.createElement('div');
    const term = document.createElement('dt');
    const words = document.createElement('dd');
    term.textContent = name;
    words.textContent = value;
    pair.append(term, words);
    list.append(pair);
  }
  return list;
}

function onKey(event: KeyboardEvent): void {
  if (!reader || event.ctrlKey || event.metaKey || event.altKey) return;
  const { plot, span, whole } = reader;
  const { left = -1 } = plot.cursor;
  const at = left < 0 ? plot.width / 2 : left;
  const stride = event.shiftKey ? FINE_PX : STRIDE_PX;
  const moveTo = (to: number) => plot.setCursor({ left: Math.min(Math.max(to, 0), plot.width - 1), top: 1 });
  const zoom = (times: number) => show(within(scaled(span, times, plot.posToVal(at, 'x')), whole));
  const actions: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => moveTo(at - stride),
    ArrowRight: () => moveTo(at + stride),
    Home: () => moveTo(0),
    End: () => moveTo(plot.width),
    '+': () => zoom(0.5),
    '=': () => zoom(0.5),
    '-': () => zoom(2),
    PageUp: () => show(within(moved(span, -0.5), whole)),
    PageDown: () => show(within(moved(span, 0.5), whole)),
    Escape: showAll,
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

let shownAddress = location.pathname + location.search;
let shownWidth = window.innerWidth;
let resizing: ReturnType<typeof setTimeout> | undefined;

document.addEventListener('renewing', () => {
  hadFocus = document.activeElement === reader?.cover;
});
document.addEventListener('renewed', () => {
  shownAddress = location.pathname + location.search;
  mount();
});
window.addEventListener('popstate', () => {
  if (location.pathname + location.search !== shownAddress) void renew(location.href);
});
window.addEventListener('resize', () => {
  if (window.innerWidth === shownWidth) return;
  shownWidth = window.innerWidth;
  clearTimeout(resizing);
  resizing = setTimeout(mount, 150);
});
document.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const link = (event.target as Element).closest<HTMLAnchorElement>('#zoom a');
  if (!link) return;
  event.preventDefault();
  void go(link.href);
});
mount();
