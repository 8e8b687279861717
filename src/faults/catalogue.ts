/**
 * What an operation that cannot be done is told with, by kind: for each code, what to do about it. Codes are stable:
 * programs decide by them.
 */
export const FAULTS = {
  /** What was sent, or asked for, cannot be so. */
  refused: {
    ALREADY_REGISTERED: 'Do not register a therapy twice; correct its TherapyRegistered instead.',
    BOLUS_RUNNING: 'Correct the date: at that instant another bolus through the pump still runs.',
    CARE_MISSING: 'Say in care at which of your sites the patient is.',
    CHECKPOINT_TOO_EARLY: 'Ask for a later checkpoint, or for an earlier knownAt.',
    FLOW_UNKNOWN:
      'Record what the pump moved by an EventCorrected (the strength of the program, or the model of the pump), or ask for another time.',
    NOTHING_FILLED: 'Record the ReservoirRefilled first; until then only a stopped pump is possible.',
    NOTHING_KNOWN: 'Ask with a later knownAt: by the one given, nothing of the therapy was recorded.',
    NOT_CORRECTABLE:
      'Voids, signatures and erasures have nothing to correct; void or correct the event itself.',
    NO_PROGRAM: 'Record the PumpReprogrammed first: since its implant the pump has had no program.',
    NO_PUMP_IN_PLACE:
      'Record the PumpImplanted first, or correct the date: no pump was in place at that instant.',
    OCCURRED_IN_FUTURE: 'Correct the date: only what has happened is recorded.',
    PATH_VOLUME_UNKNOWN:
      'Record the volumes of tubing and catheter by an EventCorrected, or ask for site=reservoir.',
    PUMP_ALREADY_IN_PLACE: 'Record the PumpExplanted of the pump before, or correct the date.',
    RECORDED_BEFORE_TAKE_OVER:
      'A take-over is the opening balance. Record the PumpExplanted or TherapyEnded of the system before it first; or void the TherapyTakenOver, record what was before it, and then it again.',
    REGISTRATION_NOT_REPLACEABLE: 'Correct a TherapyRegistered by another one, and no other event by one.',
    REGISTRATION_NOT_VOIDABLE: 'Correct the TherapyRegistered; it cannot be voided.',
    RESERVOIR_OVERFILLED:
      'Correct the volume, or the capacity in the PumpImplanted: more than it holds was filled.',
    SHOWN_AFTER_READING:
      'Correct the instants in shows, or the date of the reading: it shows what was before it.',
    SIGNATURE_NOT_CHANGEABLE: 'Leave the signature as it was given; sign again with another meaning instead.',
    SIGNER_MISMATCH: 'Sign in your own name: signer is whoever is authenticated.',
    SIGNED_IN_ADVANCE: 'Sign as of now or earlier: an audit is signed in retrospect.',
    STARTS_WITH_RUNNING:
      'Correct the date: at that instant the bolus with which a program starts still runs.',
    TOO_MANY_POINTS: 'Ask for a shorter time, or give maxPoints.',
    TOO_MANY_REJECTED: 'Mend the file and import it again; what is recorded is not recorded twice.',
    TYPE_NOT_RECORDABLE: 'Use the request that makes events of this type.',
    UNKNOWN_EVENT: 'Name an event that is recorded for this therapy.',
    UNKNOWN_EVENT_TYPE: 'Use one of the event types that errors names.',
    UNKNOWN_INFERENCE: 'Name a finding or cessation that an audit of the therapy shows now.',
    UNKNOWN_POLICY: 'Sign under a policy version that was known; errors names them.',
    VALIDATION_FAILED: 'Mend the members of the body that errors points at.',
  },
  'not-found': {
    CHECKPOINT_NOT_FOUND: 'Ask for a checkpoint that was signed, or leave checkpoint away.',
    STAFF_NOT_FOUND: 'Check the subject; it is <iss>#<sub>, as GET /v1/me and recordedBy say it.',
    EVENT_NOT_FOUND: 'Check the id; no such event is recorded for this therapy.',
    THERAPY_NOT_FOUND: 'Check the id, or record the TherapyRegistered of the therapy first.',
    UNKNOWN_POLICY: 'Ask for a policy that was in force; detail names those that are known.',
  },
  /** It was there, and never will be again. */
  gone: {
    THERAPY_ERASED: 'Nothing: the patient was erased, and nothing more is recorded of the therapy.',
  },
  conflict: {
    ALREADY_REVIEWED: 'Nothing: the first review stands.',
    AUDIT_CHANGED: 'Read the audit again; it is no longer the one whose hash was given.',
    HELD: 'Release the hold of the therapy first.',
    EVENT_ID_REUSED: 'Use another id or Idempotency-Key: this one stands for another content.',
    SIGNATURES_KEPT: 'Nothing: who signed what is kept stays readable.',
    SAME_PERSON: 'Leave it to somebody else: the same person may not do both.',
    THERAPY_HELD: 'Release the legal hold first.',
    THERAPY_ID_TAKEN: 'Register the therapy under another id.',
    THERAPY_NOT_HELD: 'Name the authority of a legal hold that stands.',
  },
  /** Somebody else was first. */
  stale: {
    REVISION_MISMATCH: 'Read the therapy again; the answer’s ETag has its revision.',
  },
  'too-large': {
    CONTENT_TOO_LARGE: 'Send less: the detail says how many bytes of canonical JSON an event may have.',
  },
  /** To ask again later is safe. */
  unavailable: {
    ACCESS_LOG_CONTRADICTED:
      'The log of who looked is not what the ledger says it was: nothing is disclosed until the operator has looked; run verify.',
    ACCESS_LOG_UNAVAILABLE:
      'Ask again later; nothing was disclosed. The operator looks after access.sqlite and the space on its disk.',
    AUDIT_TOO_LONG: 'Ask as of an earlier instant, or by a policy with a shorter window.',
    CHECKPOINTS_UNAVAILABLE:
      'Ask again later. The operator looks after checkpoints.sqlite and the space on its disk.',
    CLOCK_DOUBTFUL:
      'Send it again later. The operator sets the machine’s clock right, or accepts it by the command clock.',
    IDP_UNAVAILABLE: 'Try again later. The operator looks after the identity provider.',
    KEYS_UNAVAILABLE: 'Send it again later. The operator looks after keys.db or its server.',
    LEDGER_CONTRADICTED:
      'The log contradicts itself, or what was published of it: nothing is recorded until the operator has looked; run verify.',
    REGISTER_BEHIND: 'Ask again in a moment, or for the audit of one therapy, which is never behind.',
    STORE_UNAVAILABLE:
      'Send it again later; nothing was acknowledged. The operator looks after the event log.',
    TOO_MANY_WRITERS: 'Send it again; others were faster at every attempt.',
    TREE_BEHIND: 'Ask again in a moment; the ledger’s tree is behind the log.',
  },
  /** What is stored cannot be read. */
  unreadable: {
    EVENTS_MISSING:
      'Nothing is answered or recorded of the therapy: the operator looks after what took its events from the log; detail names their revisions.',
    EVENT_UNREADABLE: 'Use a release that knows the event; where there is none, run verify.',
    STREAM_CLOSED:
      'Nothing more is recorded of the therapy on this server: somebody deleted its stream for good. The operator moves the log by the command migrate.',
  },
  /** What was compared is not the same: a backup, a copy of the log. Never answered to a request. */
  mismatch: {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type FaultKind = keyof typeof FAULTS;

export type CodeOf<Kind extends FaultKind> = { [K in Kind]: keyof (typeof FAULTS)[K] & string }[Kind];

export type FaultCode = CodeOf<FaultKind>;
