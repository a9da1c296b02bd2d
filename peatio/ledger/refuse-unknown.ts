import { refuse, type Refusal } from '../../platform/http/index.ts'
import type { Engine } from '../engine/index.ts'

export type Known = {
  engine: Pick<Engine, 'read'>
  /** Whether somebody has this uid. */
  hasUser(uid: string): Promise<boolean>
}

/** Refuses an asset that was never defined and a user whom nobody knows: an empty report would say something false. */
export async function refuseUnknown(
  { engine, hasUser }: Known,
  { currency, uid }: { currency?: string | undefined; uid?: string | undefined },
): Promise<Refusal | undefined> {
  if (currency !== undefined) {
    const { result } = await engine.read({ kind: 'definitions' })
    if (!result.assets.some(({ asset }) => asset === currency))
      return refuse(422, 'admin.currency.doesnt_exist')
  }
  if (uid !== undefined && !uid.startsWith('house:') && !(await hasUser(uid))) {
    return refuse(422, 'admin.user.doesnt_exist')
  }
  return undefined
}
