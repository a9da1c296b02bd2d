import type { State } from '../../core/exchange/index.ts'
import { peekBalance } from '../../core/ledger/index.ts'
import type { Owed } from '../../core/proof/index.ts'
import { Fault, type AssetCode } from '../../core/units/index.ts'

const isHouse = (account: string) => account.startsWith('house:')

/**
 * What every user is owed of an asset: all that is posted to him, available or held. The house is no user; what its
 * accounts hold must be the other side of the books, to the last unit. Fault `ledger_unbalanced`.
 */
export function liabilitiesOf({ ledger }: State, asset: AssetCode): Owed[] {
  const owed: Owed[] = []
  let rest = 0n
  for (const account of ledger.accounts.keys()) {
    const sum = peekBalance(ledger, account, asset)?.posted ?? 0n
    rest += sum
    if (!isHouse(account) && sum !== 0n) owed.push({ uid: account, sum })
  }
  if (rest !== 0n)
    throw new Fault('ledger_unbalanced', { detail: `all accounts of ${asset} add up to ${rest}` })
  return owed
}
