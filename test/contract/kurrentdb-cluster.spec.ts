import {
  type KurrentDbEventStore,
  openKurrentDbEventStore,
} from '../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import { DEADLINE_MS, QUIET_MS, persist, unavailable, until } from './kurrentdb-opened.js';
import { StandInCluster } from './stand-in/cluster.js';
import { eventOf, someEvents } from './store-events.js';

let cluster: StandInCluster;
let store: KurrentDbEventStore;
beforeEach(async () => {
  cluster = new StandInCluster();
  store = await openKurrentDbEventStore({
    url: await cluster.start(),
    deadlineMs: DEADLINE_MS,
    quietMs: QUIET_MS,
  });
});
afterEach(async () => {
  await store.close();
  cluster.stop();
});

const isReady = () =>
  store.ping().then(
    () => true,
    () => false,
  );

it('goes on with the next leader when one dies, and has each event once', async () => {
  await persist(store, 'before', someEvents(5));
  cluster.killLeader();
  await unavailable(store.ping());
  await unavailable(store.append('between', 0, [eventOf('nobody leads')]));
  cluster.elect();
  await until(isReady);
  await persist(store, 'before', someEvents(10).slice(5));
  await persist(store, 'after', someEvents(5));
  const heads = await store.streams();
  expect(heads.map(({ streamId, revision }) => [streamId, revision])).toEqual([
    ['after', 5],
    ['before', 10],
  ]);
  await until(async () => (await store.readAll()).length === 15);
});

it('is followed by who only reads, too', async () => {
  const seen: number[] = [];
  store.learned.subscribe(({ revision }) => seen.push(revision));
  await persist(store, 't', someEvents(3));
  cluster.killLeader();
  cluster.elect();
  await until(isReady);
  await persist(store, 't', someEvents(3));
  await until(() => seen.length === 6);
  expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
});
