// Engine: the single writer. It journals, decides and publishes; it knows nothing of HTTP, SQL or users' names.
export { readAnswers } from './answer-codec.ts'
export { hashOf } from './hash-state.ts'
export { forkJournal } from './fork-journal.ts'
export type { Forked } from './fork-journal.ts'
export type { RunningEngine } from './front.ts'
export { plainRecord } from './held-batch.ts'
export { Leader, openLeader } from './leader.ts'
export type { Batch } from './batch.ts'
export type { LeaderPorts, Outcome } from './leader.ts'
export { openEngine } from './open-engine.ts'
export type { OpenEngine } from './open-engine.ts'
export { engineDefaults } from './options.ts'
export type { EngineLog, EngineOptions } from './options.ts'
export { firstRecordOf, outlineOf, readRecords } from './read-journal.ts'
export type { Outline, PlacedRecord } from './read-journal.ts'
export type { Recovered } from './recover.ts'
export { startEngine } from './start-engine.ts'
export type { StartEngine } from './start-engine.ts'
export { tuneRuntime } from './tune-runtime.ts'
export { stateAt } from './state-at.ts'
export type { PastState } from './state-at.ts'
export type {
  Answer,
  Consumer,
  DepthLevel,
  Engine,
  JournalRecord,
  Published,
  Query,
  QueryResult,
  ReadReply,
  Request,
  Submission,
} from './port.ts'
export { verifyJournal } from './verify-journal.ts'
export type { Progress, Verified } from './verify-journal.ts'
