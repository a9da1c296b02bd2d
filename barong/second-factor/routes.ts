import { toDataURL } from 'qrcode'
import { disableTotp, enableTotp, enrollTotp, verifyTotp } from '../../contract/index.ts'
import { refuse, type Call } from '../../platform/http/index.ts'
import type { Activities } from '../activities/index.ts'
import { sessionIdOf, type Sessions } from '../sessions/index.ts'
import type { Doors, User, Users } from '../users/index.ts'
import { refuseCode } from './refuse-code.ts'
import type { SecondFactor } from './second-factor.ts'

const alreadyEnabled = () => refuse(400, 'resource.otp.already_enabled')
const notEnabled = () => refuse(400, 'resource.otp.not_enabled')
const wrong: [number, string] = [422, 'resource.otp.invalid']
const barcodePixels = 300

/** `/resource/otp`: a user turns his second factor on and off. */
export function secondFactorRoutes(
  doors: Doors,
  {
    users,
    secondFactor,
    sessions,
    activities,
  }: { users: Users; secondFactor: SecondFactor; sessions: Sessions; activities: Activities },
): void {
  const record = (call: Call<unknown, User>, action: string, failure?: string) =>
    activities.record(call.caller.id, call, {
      topic: 'otp',
      action,
      ...(failure === undefined ? { result: 'succeed' } : { result: 'failed', reason: failure }),
    })

  doors.user(enrollTotp, async (call) => {
    const made = await users.change(call.caller.uid, async (step) =>
      step.user.otp ? { result: undefined } : { result: await secondFactor.enroll(step) },
    )
    if (!made?.result) return alreadyEnabled()
    const { url } = made.result
    const image = await toDataURL(url, { width: barcodePixels, margin: 2 })
    await record(call, 'request QR code for 2FA')
    return { body: { data: { barcode: image.replace(/^data:image\/png;base64,/, ''), url } } }
  })

  doors.user(enableTotp, async (call) => {
    if (call.caller.otp) return alreadyEnabled()
    const verdict = await secondFactor.check(call.caller, call.params.code)
    if (verdict !== 'accepted') {
      await record(call, 'enable 2FA', verdict)
      return refuseCode(verdict, wrong)
    }
    const done = await users.change(call.caller.uid, async (step) => {
      const change = await secondFactor.enable(step)
      if (!change) return { result: false }
      // Whoever was signed in elsewhere was so by the password alone.
      await sessions.endAll(step, sessionIdOf(call.request.headers.cookie))
      return { change, result: true }
    })
    if (!done?.result) return refuse(...wrong)
    await record(call, 'enable 2FA')
    return { body: 200 }
  })

  doors.user(disableTotp, async (call) => {
    if (!call.caller.otp) return notEnabled()
    const verdict = await secondFactor.check(call.caller, call.params.code)
    if (verdict !== 'accepted') {
      await record(call, 'disable 2FA', verdict)
      return refuseCode(verdict, wrong)
    }
    await users.change(call.caller.uid, async (step) => ({
      change: await secondFactor.disable(step),
      result: undefined,
    }))
    await record(call, 'disable 2FA')
    return { body: 200 }
  })

  doors.user(verifyTotp, async (call) => {
    // The word "already" is the reference's; front ends know it.
    if (!call.caller.otp) return alreadyEnabled()
    const verdict = await secondFactor.check(call.caller, call.params.code)
    if (verdict === 'accepted') return { body: null }
    await record(call, 'verify 2FA code', verdict)
    return refuseCode(verdict, wrong)
  })
}
