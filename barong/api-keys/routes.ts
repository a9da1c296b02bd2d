import { createApiKey, deleteApiKey, listApiKeys, updateApiKey } from '../../contract/index.ts'
import { refuse, type Refusal } from '../../platform/http/index.ts'
import type { Db } from '../database/index.ts'
import { refuseCode, type SecondFactor } from '../second-factor/index.ts'
import { pageHeaders, type Doors, type Step, type User, type Users } from '../users/index.ts'
import { countApiKeys, findOwnApiKey, selectApiKeys, type ApiKeyRow } from './api-key-store.ts'
import { apiKeyEntity, type ApiKeys } from './api-keys.ts'

const scopeOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')

/** `/resource/api_keys`: a user with a second factor keeps keys for his machines. */
export function apiKeyRoutes(
  doors: Doors,
  {
    db,
    users,
    apiKeys,
    secondFactor,
  }: { db: Db; users: Users; apiKeys: ApiKeys; secondFactor: SecondFactor },
): void {
  const notFound = () => refuse(404, 'record.not_found')

  function refusePresence(user: User, code: string | undefined): Refusal | undefined {
    if (!user.otp) return refuse(400, 'resource.api_key.2fa_disabled')
    return code === undefined || code.trim() === '' ? refuse(422, 'resource.api_key.missing_totp') : undefined
  }
  async function refuseWrong(user: User, code: string | undefined): Promise<Refusal | undefined> {
    const verdict = await secondFactor.check(user, code ?? '')
    return verdict === 'accepted' ? undefined : refuseCode(verdict, [422, 'resource.api_key.invalid_totp'])
  }
  /** Works on one key of the caller's, which nobody else changes meanwhile. */
  async function onOwn<Result>(
    user: User,
    kid: string,
    work: (step: Step, row: ApiKeyRow) => Promise<Result>,
  ): Promise<Result | undefined> {
    const done = await users.change<Result | undefined>(user.uid, async (step) => {
      const row = await findOwnApiKey(step.tx, step.user.id, kid)
      return { result: row && (await work(step, row)) }
    })
    return done?.result
  }

  doors.user(listApiKeys, async ({ caller, params, request }) => {
    const { page, limit, ordering, order_by: orderBy } = params
    const rows = await selectApiKeys(db, caller.id, { orderBy, ordering, page, limit })
    const total = await countApiKeys(db, caller.id)
    return { body: rows.map(apiKeyEntity), headers: pageHeaders({ page, limit, total }, request.url) }
  })

  doors.user(createApiKey, async ({ caller, params }) => {
    const refused = refusePresence(caller, params.totp_code)
    if (refused) return refused
    const { algorithm } = params
    if (algorithm === undefined) {
      return refuse(422, 'resource.apikey.missing_algorithm', 'resource.apikey.empty_algorithm')
    }
    if (algorithm.trim() === '') return refuse(422, 'resource.apikey.empty_algorithm')
    if (algorithm !== 'HS256') return refuse(422, 'kid.blank', 'algorithm.inclusion')
    const wrong = await refuseWrong(caller, params.totp_code)
    if (wrong) return wrong
    const made = await users.change(caller.uid, async (step) => ({
      result:
        step.user.state === 'active' && step.user.otp
          ? await apiKeys.create(step, { scope: scopeOf(params.scope) })
          : ('inactive' as const),
    }))
    if (!made || made.result === 'inactive') return refuse(422, 'key_holder_account.invalid')
    return made.result ? { body: made.result } : refuse(422, 'resource.api_key.limit_reached')
  })

  doors.user(updateApiKey, async ({ caller, params }) => {
    const refused = refusePresence(caller, params.totp_code)
    if (refused) return refused
    // Looked for before the code is used up, and again when it is changed.
    if (!(await findOwnApiKey(db, caller.id, params.kid))) return notFound()
    const wrong = await refuseWrong(caller, params.totp_code)
    if (wrong) return wrong
    const { scope, state } = params
    const entity = await onOwn(caller, params.kid, async (step, row) => {
      const mayActivate = step.user.state === 'active' && step.user.otp
      if (state === 'active' && !mayActivate) return refuse(422, 'key_holder_account.invalid')
      return apiKeys.update(step, row, {
        ...(scope === undefined ? {} : { scope: scopeOf(scope) }),
        ...(state === undefined ? {} : { state }),
      })
    })
    if (entity === undefined) return notFound()
    return 'refused' in entity ? entity : { body: entity }
  })

  doors.user(deleteApiKey, async ({ caller, params }) => {
    const refused = refusePresence(caller, params.totp_code)
    if (refused) return refused
    if (!(await findOwnApiKey(db, caller.id, params.kid))) return notFound()
    const wrong = await refuseWrong(caller, params.totp_code)
    if (wrong) return wrong
    const removed = await onOwn(caller, params.kid, async (step, row) => {
      await apiKeys.remove(step, row)
      return true
    })
    return removed ? { body: undefined } : notFound()
  })
}
