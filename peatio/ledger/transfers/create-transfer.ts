import { randomUUID } from 'node:crypto'
import type { Claims, createInternalTransfer, ValuesOf } from '../../../contract/index.ts'
import type { RejectReason } from '../../../core/exchange/index.ts'
import type { AccountId } from '../../../core/units/index.ts'
import { refuse, type Handler } from '../../../platform/http/index.ts'
import { transferEntity } from './transfer-entity.ts'
import type { TransferDeps } from './transfer-routes.ts'

type Values = ValuesOf<(typeof createInternalTransfer)['params']>

const keys: Partial<Record<RejectReason, string>> = {
  insufficient_funds: 'account.internal_transfer.insufficient_balance',
  same_account: 'account.internal_transfer.can_not_tranfer_to_yourself',
}

/**
 * One user gives to another. The code of the second factor is asked for last, and is good for one transfer: a request
 * that is repeated with its code is refused, and gives nothing twice.
 */
export function createTransferHandler({
  engine,
  findPerson,
  checkCode,
}: TransferDeps): Handler<Values, Claims> {
  return async ({ params, caller }) => {
    const { currency, amount: sum, otp, username_or_uid: name } = params
    const { result } = await engine.read({ kind: 'definitions' })
    const asset = result.assets.find((each) => each.asset === currency)
    if (!asset) return refuse(422, 'account.currency.doesnt_exist')
    if (sum % 10n ** BigInt(18 - asset.precision) !== 0n) {
      return refuse(422, 'account.internal_transfer.non_decimal_amount')
    }
    const receiver = (await findPerson({ uid: name })) ?? (await findPerson({ username: name }))
    if (!receiver || receiver.state !== 'active') {
      return refuse(422, 'account.internal_transfer.receiver_not_found')
    }
    if (receiver.uid === caller.uid) return refuse(422, keys.same_account!)
    if (!(await checkCode(caller.uid, otp))) return refuse(422, 'account.internal_transfer.invalid_otp')
    const reference = `IT${randomUUID()}`
    const [from, to] = [caller.uid as AccountId, receiver.uid as AccountId]
    const command = { kind: 'transfer_funds', from, to, asset: asset.asset, sum, reference } as const
    const answer = await engine.submit({
      key: `transfer:${reference}`,
      command: { ...command, category: 'internal_transfer' },
    })
    if (answer.rejection !== null) {
      return refuse(422, keys[answer.rejection] ?? 'account.internal_transfer.create_error')
    }
    const sender = { uid: caller.uid, username: caller.username }
    return {
      body: transferEntity({ sender, receiver, asset: currency, sum, at: answer.at, direction: 'out' }),
    }
  }
}
