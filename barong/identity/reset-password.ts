import { requestPasswordReset, resetPassword } from '../../contract/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { isAdmitted, type Doors } from '../users/index.ts'
import { sendReset, withoutATell } from './confirm-email.ts'
import type { Identity } from './identity.ts'
import { findMailToken, useMailToken, voidMailTokens } from './mail-token-store.ts'
import { passwordFault } from './password-rules.ts'
import { tooMany } from './too-many.ts'

const password = 'password' as const

/** POST /identity/users/password/…: a link is asked for, and used. Only the latest link works. */
export function passwordResetRoutes(doors: Doors, identity: Identity): void {
  const { db, users, sessions, activities, clock, throttles } = identity

  doors.anyone(requestPasswordReset, async (call) => {
    if (throttles.lettersPerIp.take(call.ip) > 0) return tooMany()
    await withoutATell(identity, call.params.email, async (user) => {
      if (!isAdmitted(user.state)) return
      await sendReset(identity, user)
      await activities.record(user.id, call, {
        topic: password,
        action: 'request password reset',
        result: 'succeed',
      })
    })
    return { body: 201 }
  })

  doors.anyone(resetPassword, async (call) => {
    const { params } = call
    if (params.password !== params.confirm_password)
      return refuse(422, 'identity.user.passwords_doesnt_match')
    const token = await findMailToken(db, params.reset_password_token, 'reset')
    if (!token) return refuse(422, 'jwt.decode_and_verify.segments')
    if (clock() >= token.expires_at) return refuse(422, 'jwt.decode_and_verify.expired')
    if (token.used_at !== null) return refuse(422, 'identity.user.utilized_token')
    // A password that is refused does not cost the link.
    const fault = passwordFault(params.password)
    if (fault) return refuse(422, fault)
    const user = await users.find({ id: token.user_id })
    const passwordDigest = await identity.passwords.hash(params.password)

    const done =
      user &&
      (await users.change(user.uid, async (step) => {
        const mayUse = isAdmitted(step.user.state) && (await useMailToken(step.tx, token.digest, clock()))
        if (!mayUse) return { result: false }
        await voidMailTokens(step.tx, step.user.id, clock())
        await sessions.endAll(step)
        return { change: { passwordDigest }, result: true }
      }))
    if (!done?.result) return refuse(422, 'identity.user.utilized_token')
    await activities.record(done.user.id, call, {
      topic: password,
      action: 'password reset',
      result: 'succeed',
    })
    return { body: 201 }
  })
}
