import type { Generated, Insertable, Kysely, Selectable } from 'kysely'
import type { BookRequest } from '../../../contract/index.ts'
import { insertedId, listPart, type Dialect, type ListPart } from '../../../platform/sql/index.ts'

type RequestTable = {
  id: Generated<number>
  kind: BookRequest['kind']
  asset: string
  amount: string
  source: BookRequest['source']
  category: string | null
  recipient: string | null
  reason: string
  creator_uid: string
  validator_uid: string | null
  state: BookRequest['state']
  /** How often the engine has said no; a part of the key under which it is asked. */
  attempt: number
  /** 1 while the engine may have accepted it, and nobody has written that down. */
  in_doubt: number
  sequence: number | null
  created_at: number
  updated_at: number
}
export type BooksTables = { book_requests: RequestTable }
export type RequestRow = Selectable<RequestTable>
export type BooksDb = Kysely<BooksTables>

type Asked = Pick<
  Insertable<RequestTable>,
  'kind' | 'asset' | 'amount' | 'source' | 'category' | 'recipient' | 'reason' | 'creator_uid'
>

export const insertRequest = (db: BooksDb, dialect: Dialect, asked: Asked, now: number): Promise<number> =>
  insertedId(
    dialect,
    db.insertInto('book_requests').values({
      ...asked,
      validator_uid: null,
      state: 'pending',
      attempt: 0,
      in_doubt: 0,
      sequence: null,
      created_at: now,
      updated_at: now,
    }),
  )

export const findRequest = (db: BooksDb, id: number): Promise<RequestRow | undefined> =>
  db.selectFrom('book_requests').selectAll().where('id', '=', id).executeTakeFirst()

export type RequestFilter = ListPart & {
  kind: BookRequest['kind'] | undefined
  state: BookRequest['state'] | undefined
}

/** What comes behind a place is a part of a list that was counted when it was begun: its `total` is not told. */
export async function selectRequests(db: BooksDb, filter: RequestFilter) {
  const matching = db
    .selectFrom('book_requests')
    .$if(filter.kind !== undefined, (query) => query.where('kind', '=', filter.kind!))
    .$if(filter.state !== undefined, (query) => query.where('state', '=', filter.state!))
  const rows = await matching.selectAll().$call(listPart('id', filter)).execute()
  if (filter.after !== undefined) return { rows, total: 0 }
  const { total } = await matching
    .select((count) => count.fn.countAll<number | string>().as('total'))
    .executeTakeFirstOrThrow()
  return { rows, total: Number(total) }
}

/** Changes one that is pending still, at the attempt that was read; false if somebody else was first. */
export async function changeRequest(
  db: BooksDb,
  row: RequestRow,
  set: Partial<Omit<RequestRow, 'id'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('book_requests')
    .set(set)
    .where('id', '=', row.id)
    .where('state', '=', 'pending')
    .where('attempt', '=', row.attempt)
    // Whose acceptance it is, is said once: only one of two who begin at the same time has begun.
    .$if(set.in_doubt === 1, (query) => query.where('in_doubt', '=', row.in_doubt))
    // Only one of which it is certain that the engine has not accepted it may be rejected.
    .$if(set.state === 'rejected', (query) => query.where('in_doubt', '=', 0))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
