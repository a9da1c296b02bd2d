import { setTimeout as pause } from 'node:timers/promises'
import { confirmEmail, requestConfirmation } from '../../contract/index.ts'
import { refuse } from '../../platform/http/index.ts'
import type { Mail } from '../../platform/mail/index.ts'
import type { Doors, User } from '../users/index.ts'
import { canonicalEmail } from './email.ts'
import type { Identity } from './identity.ts'
import { confirmationLetter, resetLetter } from './letters.ts'
import { findMailToken, putMailToken, useMailToken, type MailToken } from './mail-token-store.ts'
import { openedReply } from './open-session.ts'
import { selfEntity } from './self.ts'
import { tooMany } from './too-many.ts'

export const confirmed = { key: 'email', value: 'verified', scope: 'private' } as const

/** POST /identity/users/email/…: a link is asked for, and used. */
export function confirmationRoutes(doors: Doors, identity: Identity): void {
  doors.anyone(requestConfirmation, async ({ params, ip }) => {
    if (identity.throttles.lettersPerIp.take(ip) > 0) return tooMany()
    await withoutATell(identity, params.email, async (user) => {
      if (user.state === 'pending') await sendConfirmation(identity, user)
    })
    return { body: 201 }
  })

  doors.anyone(confirmEmail, async (call) => {
    const token = await findMailToken(identity.db, call.params.token, 'confirmation')
    if (!token) return refuse(422, 'jwt.decode_and_verify.segments')
    if (identity.clock() >= token.expires_at) return refuse(422, 'jwt.decode_and_verify.expired')
    const user = await identity.users.find({ id: token.user_id })
    if (user?.state !== 'pending') return refuse(422, 'identity.user.active_or_doesnt_exist')

    const done = await identity.users.change(user.uid, async (step) => {
      if (!(await useMailToken(step.tx, token.digest, identity.clock()))) return { result: undefined }
      const change = await identity.labels.setWithin(step, confirmed)
      // A letter is no second factor: who has one signs in with it.
      const opened = step.user.otp ? undefined : await identity.sessions.open(step, call)
      return { change, result: { opened } }
    })
    if (!done?.result) return refuse(422, 'identity.user.utilized_token')
    const { opened } = done.result
    if (!opened) return { body: await selfEntity(identity, done.user) }
    return openedReply(identity, call, { user: done.user, opened })
  })
}

export const sendConfirmation = (identity: Identity, user: User): Promise<void> =>
  sendLink(identity, user, { purpose: 'confirmation', write: confirmationLetter })

export const sendReset = (identity: Identity, user: User): Promise<void> =>
  sendLink(identity, user, { purpose: 'reset', write: resetLetter })

/** A letter that cannot be sent is logged; its reader can ask for another. */
async function sendLink(
  { db, mailer, clock, config, log }: Identity,
  user: User,
  { purpose, write }: { purpose: MailToken['purpose']; write: typeof confirmationLetter },
): Promise<void> {
  const now = clock()
  const token = await db.transaction().execute((tx) =>
    putMailToken(tx, {
      user_id: user.id,
      purpose,
      created_at: now,
      expires_at: now + config.mailTokenLifeMs,
    }),
  )
  const letter: Mail = write({ name: config.name, baseUrl: config.baseUrl, to: user.email, token })
  await mailer
    .send(letter)
    .catch((error: unknown) => log.error({ err: error, uid: user.uid, purpose }, 'a letter was not sent'))
}

/**
 * Does something for the user of an address, if there is one, so that the caller cannot tell: the answer waits
 * for longer than the work takes, a failure is logged only, and so is a reader who gets too many letters.
 */
export async function withoutATell(
  { users, throttles, log, config }: Identity,
  text: string,
  work: (user: User) => Promise<void>,
): Promise<void> {
  const act = async () => {
    const email = canonicalEmail(text)
    if (email === undefined || throttles.lettersPerEmail.take(email) > 0) return
    const user = await users.find({ email })
    if (user) await work(user)
  }
  const acted = act().catch((error: unknown) => log.error({ err: error }, 'a letter was not written'))
  await Promise.all([acted, pause(config.answerFloorMs)])
}
