import { signIn } from '../../contract/index.ts'
import { refuse, type Call, type Refusal, type Reply } from '../../platform/http/index.ts'
import { refuseCode } from '../second-factor/index.ts'
import { isAdmitted, type Doors, type User } from '../users/index.ts'
import { canonicalEmail } from './email.ts'
import type { Identity } from './identity.ts'
import { openedReply } from './open-session.ts'
import { tooMany } from './too-many.ts'

type Entered = { email: string; password: string; otp_code: string | undefined }

const invalid = () => refuse(401, 'identity.session.invalid_params')

/**
 * POST /identity/sessions. An unknown address and a wrong password get the same answer after the same work; what
 * state an account is in is told only to who knows its password.
 */
export function signInRoute(doors: Doors, identity: Identity): void {
  const { throttles } = identity
  doors.anyone(signIn, async (call) => {
    const email = canonicalEmail(call.params.email)
    const name = email ?? call.params.email
    if (throttles.signInsPerIp.take(call.ip) > 0) return tooMany()
    if (throttles.signInsPerEmail.take(name) > 0) return tooMany()
    const giveBack = () => {
      throttles.signInsPerIp.giveBack(call.ip)
      throttles.signInsPerEmail.giveBack(name)
    }

    const user = email === undefined ? undefined : await identity.users.find({ email })
    const digest = user?.passwordDigest ?? identity.nobodysDigest
    const known = await identity.passwords.matches(call.params.password, digest)
    if (!user || !known) {
      if (user) note(identity, call, { user, action: 'login', failure: 'invalid_params' })
      return invalid()
    }
    giveBack()
    return (
      refuseState(identity, call, user) ??
      (await refuseOtp(identity, call, user)) ??
      open(identity, call, user)
    )
  })
}

function refuseState(identity: Identity, call: Call<Entered, undefined>, user: User): Refusal | undefined {
  if (isAdmitted(user.state)) return undefined
  note(identity, call, { user, action: 'login', failure: user.state })
  const told = user.state === 'banned' || user.state === 'deleted'
  return refuse(401, `identity.session.${told ? user.state : 'not_active'}`)
}

async function refuseOtp(
  identity: Identity,
  call: Call<Entered, undefined>,
  user: User,
): Promise<Refusal | undefined> {
  if (!user.otp) return undefined
  const code = call.params.otp_code?.trim() ?? ''
  if (code === '') return refuse(401, 'identity.session.missing_otp')
  const verdict = await identity.secondFactor.check(user, code)
  if (verdict === 'accepted') return undefined
  note(identity, call, { user, action: 'login::2fa', failure: `${verdict} code` })
  return refuseCode(verdict, [403, 'identity.session.invalid_otp'])
}

async function open(
  identity: Identity,
  call: Call<Entered, undefined>,
  user: User,
): Promise<Reply | Refusal> {
  const { users, sessions, activities } = identity
  const opened = await users.change(user.uid, async (step) => {
    // What was checked may have changed meanwhile: a reset must not leave a session of the old password behind.
    const same = step.user.passwordDigest === user.passwordDigest && step.user.otp === user.otp
    if (!same || !isAdmitted(step.user.state)) return { result: undefined }
    return { result: await sessions.open(step, call) }
  })
  if (!opened?.result) return invalid()
  const action = user.otp ? 'login::2fa' : 'login'
  await activities.record(user.id, call, { topic: 'session', action, result: 'succeed' })
  return openedReply(identity, call, { user: opened.user, opened: opened.result })
}

/** Off the answer's path: an unknown address has nothing to write down, and must not be the faster answer. */
function note(
  { activities }: Identity,
  call: Call<Entered, undefined>,
  { user, action, failure }: { user: User; action: string; failure: string },
): void {
  activities.note(user.id, call, { topic: 'session', action, result: 'failed', reason: failure })
}
