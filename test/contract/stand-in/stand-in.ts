/**
 * A server of KurrentDB's protocol, in place of one where none can be had: what a client sees of appends, reads and
 * subscriptions, over a real socket, and what it sees when things go wrong. It keeps its data in memory.
 */
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { admin } from './admin.ts';
import {
  type AppendAnswer,
  type AppendCall,
  type AppendFault,
  type BatchAppendCall,
  append,
  batchAppend,
} from './appends.ts';
import {
  type DeleteAnswer,
  type DeleteCall,
  type TombstoneAnswer,
  type TombstoneCall,
  remove,
  tombstone,
} from './deletes.ts';
import { Gate } from './gate.ts';
import { StandInLog } from './log.ts';
import { services, supportedMethods } from './messages.ts';
import { type Pace, pacer } from './pace.ts';
import { type ReadCall, type SubscriptionFaults, read } from './reads.ts';

/** Of the methods that are there, as the server names them. */
const METHODS = ['append', 'batchappend', 'read'] as const;

export interface StandInOptions {
  /** Methods that it says it does not have, as older servers. */
  readonly without?: readonly (typeof METHODS)[number][];
}

export class StandIn {
  readonly log = new StandInLog();
  /** Of appends to come, one after the other. */
  readonly appendFaults: (AppendFault | undefined)[] = [];
  readonly subscriptionFaults: SubscriptionFaults = { looked: 0, isSilent: false, isRepeating: false };
  /** Come each before a read to come is answered, in their order. */
  readonly beforeReads: ((() => void) | undefined)[] = [];
  /** The time that appends take; at once, where there is none. */
  pace: Pace | undefined;
  /** Reads are not answered. */
  isDeaf = false;
  appends = 0;
  subscriptions = 0;
  reads = 0;
  private readonly server = new Server();
  private readonly without: readonly string[];
  private gate: Gate | undefined;

  constructor({ without = [] }: StandInOptions = {}) {
    this.without = without;
    const circumstances = {
      log: this.log,
      fault: () => {
        this.appends += 1;
        return this.appendFaults.shift();
      },
      cut: (peer: string) => this.gate?.cut(Number(peer.slice(peer.lastIndexOf(':') + 1))),
      paced: pacer(() => this.pace),
      leader: { host: '127.0.0.1', port: 0 },
    };
    Object.defineProperty(circumstances.leader, 'port', { get: () => this.gate!.port });
    this.server.addService(services.streams.StreamsService, {
      append: (call: AppendCall, answer: AppendAnswer) => append(call, answer, circumstances),
      batchAppend: (call: BatchAppendCall) => batchAppend(call, circumstances),
      read: (call: ReadCall) => this.read(call),
      delete: (call: DeleteCall, answer: DeleteAnswer) => remove(call, answer, this.log),
      tombstone: (call: TombstoneCall, answer: TombstoneAnswer) => tombstone(call, answer, this.log),
    });
    this.server.addService(services.features.ServerFeaturesService, {
      getSupportedMethods: (_: unknown, answer: (error: null, response: object) => void) =>
        answer(null, supportedMethods(METHODS.filter((method) => !this.without.includes(method)))),
    });
  }

  /**
   * @param port any one that is free, where it is 0
   * @returns the connection string
   */
  async start(port = 0): Promise<string> {
    const inner = await new Promise<number>((done, failed) =>
      this.server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
        error ? failed(error) : done(bound),
      ),
    );
    this.gate = new Gate(inner, admin(this.log), port);
    try {
      await this.gate.open();
    } catch (error) {
      this.server.forceShutdown();
      throw error;
    }
    return this.url;
  }

  /** By default the client waits half a second before its first call, and between attempts to find a leader. */
  get url(): string {
    return `kurrentdb://127.0.0.1:${this.gate!.port}?tls=false&discoveryInterval=10`;
  }

  /** As if its machine were gone. What it stored is still there when it comes back. */
  async goAway(): Promise<void> {
    await this.gate!.shut();
  }

  async comeBack(): Promise<void> {
    await this.gate!.open();
  }

  /** Cuts all connections. */
  cutAll(): void {
    this.gate!.cutAll();
  }

  async stop(): Promise<void> {
    await this.gate?.shut();
    this.server.forceShutdown();
  }

  private read(call: ReadCall): void {
    call.on('error', () => {});
    if (call.request.getOptions()!.hasSubscription()) this.subscriptions += 1;
    else {
      this.reads += 1;
      if (this.isDeaf) return;
      this.beforeReads.shift()?.();
    }
    read(call, this.log, this.subscriptionFaults).catch((error: unknown) =>
      call.emit('error', error as Error),
    );
  }
}
