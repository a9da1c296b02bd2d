import type { InternalTransferEntity } from '../../../contract/index.ts'
import { decimalFromAmount } from '../../../core/units/index.ts'
import type { Person } from './transfer-routes.ts'

type Party = Pick<Person, 'uid' | 'username'>
type Told = {
  sender: Party
  receiver: Party
  asset: string
  sum: bigint
  at: number
  direction: 'in' | 'out'
}

/** A transfer in the reference's words; it is completed as soon as it is anything. */
export function transferEntity({
  sender,
  receiver,
  asset,
  sum,
  at,
  direction,
}: Told): InternalTransferEntity {
  const madeAt = `${new Date(at).toISOString().slice(0, 19)}Z`
  return {
    currency: asset,
    sender_username: sender.username,
    receiver_username: receiver.username,
    sender_uid: sender.uid,
    receiver_uid: receiver.uid,
    direction,
    amount: decimalFromAmount(sum),
    status: 'completed',
    created_at: madeAt,
    updated_at: madeAt,
  }
}
