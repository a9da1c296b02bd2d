// Engine: the single writer. It journals, decides and publishes; it knows nothing of HTTP, SQL or users' names.
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
