/** Three servers over one log: one leads, and each tells by gossip which. The others refuse what only the leader does. */
import { Metadata, Server, ServerCredentials, status } from '@grpc/grpc-js';
import { type AppendAnswer, type AppendCall, type BatchAppendCall, append, batchAppend } from './appends.ts';
import { notLeader } from './errors.ts';
import { StandInLog } from './log.ts';
import { gossip, services, shared, supportedMethods } from './messages.ts';
import { type ReadCall, read } from './reads.ts';

const { LEADER, FOLLOWER } = gossip.MemberInfo.VNodeState;

export class StandInCluster {
  readonly log = new StandInLog();
  private readonly nodes = new Map<number, Server>();
  private readonly ports: number[] = [];
  private leader: number | undefined;

  /** @returns the connection string */
  async start(): Promise<string> {
    for (let node = 0; node < 3; node += 1) this.ports.push(await this.startNode());
    [this.leader] = this.ports;
    return `kurrentdb://${this.ports.map((port) => `127.0.0.1:${port}`).join(',')}?tls=false&discoveryInterval=10`;
  }

  /** The leader dies, and nobody leads. */
  killLeader(): void {
    this.nodes.get(this.leader!)!.forceShutdown();
    this.nodes.delete(this.leader!);
    this.leader = undefined;
  }

  /** One of those that are left leads from now on. */
  elect(): void {
    [this.leader] = this.nodes.keys();
  }

  stop(): void {
    for (const server of this.nodes.values()) server.forceShutdown();
  }

  private async startNode(): Promise<number> {
    const server = new Server();
    let port = 0;
    const leads = () => port === this.leader;
    const leaderPort = () => this.leader ?? 0;
    const circumstances = {
      log: this.log,
      fault: () => (leads() ? undefined : ('not-leader' as const)),
      cut: () => {},
      leader: {
        host: '127.0.0.1',
        get port() {
          return leaderPort();
        },
      },
    };
    server.addService(services.streams.StreamsService, {
      append: (call: AppendCall, answer: AppendAnswer) => append(call, answer, circumstances),
      batchAppend: (call: BatchAppendCall) => batchAppend(call, circumstances),
      read: (call: ReadCall) => {
        call.on('error', () => {});
        if (this.leader === undefined) call.emit('error', notReady());
        else if (!leads() && call.metadata.get('requires-leader')[0] === 'true')
          call.emit('error', notLeader(circumstances.leader));
        else
          void read(call, this.log, { looked: 0, isSilent: false, isRepeating: false }).catch(
            () => undefined,
          );
      },
    });
    server.addService(services.features.ServerFeaturesService, {
      getSupportedMethods: (_: unknown, answer: (error: null, response: object) => void) =>
        answer(null, supportedMethods(['append', 'batchappend', 'read'])),
    });
    server.addService(services.gossip.GossipService, {
      read: (_: unknown, answer: (error: null, response: object) => void) => answer(null, this.members()),
    });
    port = await new Promise<number>((done, failed) =>
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
        error ? failed(error) : done(bound),
      ),
    );
    this.nodes.set(port, server);
    return port;
  }

  private members() {
    const members = this.ports.map((port) =>
      new gossip.MemberInfo()
        .setInstanceId(
          new shared.UUID().setString(`00000000-0000-4000-8000-${String(port).padStart(12, '0')}`),
        )
        .setTimeStamp(String(Date.now()))
        .setState(port === this.leader ? LEADER : FOLLOWER)
        .setIsAlive(this.nodes.has(port))
        .setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(port)),
    );
    return new gossip.ClusterInfo().setMembersList(members);
  }
}

const notReady = () =>
  Object.assign(new Error('Server Is Not Ready'), { code: status.UNAVAILABLE, metadata: new Metadata() });
