/** Where the engine says what it noticed; a pino logger is one. */
export type EngineLog = {
  info(facts: object, text: string): void
  warn(facts: object, text: string): void
  error(facts: object, text: string): void
}

export type EngineOptions = {
  /** Commands and reads waiting for their answers; more are refused with `engine_overloaded`. */
  queueMax: number
  /** Commands of one batch: under one sync. */
  batchMax: number
  /** Answers to order commands that are remembered by key. Those of money commands are kept for ever. */
  orderKeysMax: number
  /** A segment of the journal is closed when it has grown to this size; a snapshot follows. */
  segmentBytesMax: number
  /** Old segments go when the journal is larger and snapshots cover them; null keeps the whole journal. */
  journalBytesMax: number | null
  /** Size of the outbox's memory, in views and events; a reader further behind is served from the journal. */
  outboxWeightMax: number
  /** Garbage collections that keep the engine waiting for longer are logged. */
  pauseMsLogged: number
}

export const engineDefaults: EngineOptions = {
  queueMax: 10_000,
  batchMax: 512,
  orderKeysMax: 100_000,
  segmentBytesMax: 64 * 1024 * 1024,
  journalBytesMax: null,
  outboxWeightMax: 200_000,
  pauseMsLogged: 10,
}
