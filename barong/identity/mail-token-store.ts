import { createHash, randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Db, Tables } from '../database/index.ts'

export type MailToken = Selectable<Tables['mail_tokens']>

const digestOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Makes a token and keeps its digest. Of the links that reset a password only the latest works. */
export async function putMailToken(tx: Db, token: Omit<MailToken, 'digest' | 'used_at'>): Promise<string> {
  await tx
    .deleteFrom('mail_tokens')
    .where('expires_at', '<', token.created_at - keptAfterExpiryMs)
    .execute()
  if (token.purpose === 'reset') await voidMailTokens(tx, token.user_id, token.created_at)
  const text = randomBytes(32).toString('base64url')
  await tx
    .insertInto('mail_tokens')
    .values({ ...token, digest: digestOf(text), used_at: null })
    .execute()
  return text
}

/** Expired ones are kept for a day, so that a late click is told what it is. */
const keptAfterExpiryMs = 86_400_000

/** Uses up all links of the user that reset his password. */
export async function voidMailTokens(tx: Db, userId: number, now: number): Promise<void> {
  await tx
    .updateTable('mail_tokens')
    .set({ used_at: now })
    .where('user_id', '=', userId)
    .where('purpose', '=', 'reset')
    .where('used_at', 'is', null)
    .execute()
}

export function findMailToken(
  db: Db,
  text: string,
  purpose: MailToken['purpose'],
): Promise<MailToken | undefined> {
  return db
    .selectFrom('mail_tokens')
    .selectAll()
    .where('digest', '=', digestOf(text))
    .where('purpose', '=', purpose)
    .executeTakeFirst()
}

/** Uses it up; `false` if it was. */
export async function useMailToken(tx: Db, digest: string, now: number): Promise<boolean> {
  const done = await tx
    .updateTable('mail_tokens')
    .set({ used_at: now })
    .where('digest', '=', digest)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return done.numUpdatedRows === 1n
}
