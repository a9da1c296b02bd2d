import type { Claims, getDeposit, listDeposits, ValuesOf } from '../../contract/index.ts'
import { refuse, type Handler } from '../../platform/http/index.ts'
import { scannedHeights } from './block-store.ts'
import { statusesOf } from './deposit-status.ts'
import { listDepositsOf, type Deposit } from './deposit-store.ts'
import { walletDb } from './tables.ts'
import type { WalletDeps } from './wallet-routes.ts'
import { depositToWire } from './wire.ts'

/** The caller's deposits, newest first, with the totals in the headers. */
export const listDepositsHandler =
  (deps: WalletDeps): Handler<ValuesOf<typeof listDeposits.params>, Claims> =>
  async ({ params, caller: { uid } }) => {
    const { currency, blockchain_key: chain, state, txid, time_from, time_to, limit, page } = params
    const assets = await deps.assets()
    const failures: string[] = []
    if (currency !== undefined && !assets.some(({ code }) => code === currency)) {
      failures.push('account.currency.doesnt_exist')
    }
    const chains = assets.flatMap(({ networks }) => networks.map(({ blockchainKey }) => blockchainKey))
    if (chain !== undefined && !chains.includes(chain))
      failures.push('account.deposit.blockchain_key_doesnt_exist')
    if (failures.length > 0) return refuse(422, ...failures)

    const { deposits, total } = await listDepositsOf(
      walletDb(deps.sql),
      {
        uid,
        asset: currency,
        chain,
        txid,
        statuses: state && statusesOf(state),
        from: time_from === undefined ? undefined : time_from * 1_000,
        // The wire counts seconds: the last one is meant whole.
        to: time_to === undefined ? undefined : time_to * 1_000 + 999,
      },
      { limit, offset: (page - 1) * limit },
    )
    return {
      body: await toWire(deps, deposits),
      headers: { Total: total, 'Per-Page': limit, Page: page },
    }
  }

/** One deposit of the caller by its transaction; the latest, when it delivered several. */
export const getDepositHandler =
  (deps: WalletDeps): Handler<ValuesOf<typeof getDeposit.params>, Claims> =>
  async ({ params: { txid }, caller: { uid } }) => {
    const { deposits } = await listDepositsOf(walletDb(deps.sql), { uid, txid }, { limit: 1, offset: 0 })
    const [body] = await toWire(deps, deposits)
    return body === undefined ? refuse(404, 'record.not_found') : { body }
  }

async function toWire({ sql, assets }: WalletDeps, deposits: Deposit[]) {
  const [known, heights] = [await assets(), await scannedHeights(walletDb(sql))]
  return deposits.map((deposit) =>
    depositToWire(deposit, { assets: known, height: heights.get(deposit.chain) ?? deposit.blockHeight }),
  )
}
