import { listBalances } from '../../contract/account.ts'
import { createApiKey, deleteApiKey, listApiKeys, updateApiKey } from '../../contract/barong-api-keys.ts'
import {
  confirmEmail,
  identityInfo,
  requestConfirmation,
  requestPasswordReset,
  resetPassword,
  signIn,
  signOut,
  signUp,
} from '../../contract/barong-identity.ts'
import {
  changePassword,
  disableTotp,
  enableTotp,
  enrollTotp,
  getMe,
  listActivity,
  updateMe,
} from '../../contract/barong-resource.ts'
import { cancelOrder, cancelOrders, getOrder, listOrders, listTrades } from '../../contract/market.ts'
import { amendOrder, placeOco, placeOrder } from '../../contract/market-place.ts'
import {
  getDepth,
  getKLine,
  getMemberLevels,
  listCurrencies,
  listMarkets,
  listPublicTrades,
  listTickers,
  listTradingFees,
} from '../../contract/public.ts'
import { getInclusionProof, listLiabilityProofs } from '../../contract/proofs.ts'
import { getDepositAddress, getDevChain, giveFromFaucet, listDeposits } from '../../contract/wallets.ts'
import { at } from './remote.ts'

/** Peatio, without a session. */
export const publicApi = {
  currencies: at('peatio', listCurrencies),
  markets: at('peatio', listMarkets),
  tickers: at('peatio', listTickers),
  trades: at('peatio', listPublicTrades),
  depth: at('peatio', getDepth),
  candles: at('peatio', getKLine),
  memberLevels: at('peatio', getMemberLevels),
  tradingFees: at('peatio', listTradingFees),
  liabilityProofs: at('peatio', listLiabilityProofs),
}

/** Peatio, the signed-in user's money. */
export const accountApi = {
  balances: at('peatio', listBalances),
  depositAddress: at('peatio', getDepositAddress),
  deposits: at('peatio', listDeposits),
  inclusionProof: at('peatio', getInclusionProof),
}

/** Peatio, the signed-in user's orders and trades. */
export const marketApi = {
  orders: at('peatio', listOrders),
  order: at('peatio', getOrder),
  place: at('peatio', placeOrder),
  placePair: at('peatio', placeOco),
  amend: at('peatio', amendOrder),
  cancel: at('peatio', cancelOrder),
  cancelAll: at('peatio', cancelOrders),
  trades: at('peatio', listTrades),
}

/** Barong, before there is a session, and the session itself. */
export const identityApi = {
  configs: at('barong', identityInfo.configs),
  validatePassword: at('barong', identityInfo.validatePassword),
  signUp: at('barong', signUp),
  requestConfirmation: at('barong', requestConfirmation),
  confirmEmail: at('barong', confirmEmail),
  requestReset: at('barong', requestPasswordReset),
  resetPassword: at('barong', resetPassword),
  signIn: at('barong', signIn),
  signOut: at('barong', signOut),
}

/** Barong, the signed-in user's own record. */
export const resourceApi = {
  me: at('barong', getMe),
  updateMe: at('barong', updateMe),
  changePassword: at('barong', changePassword),
  activity: at('barong', listActivity),
  otpSecret: at('barong', enrollTotp),
  enableOtp: at('barong', enableTotp),
  disableOtp: at('barong', disableTotp),
  apiKeys: at('barong', listApiKeys),
  createApiKey: at('barong', createApiKey),
  updateApiKey: at('barong', updateApiKey),
  deleteApiKey: at('barong', deleteApiKey),
}

/** Only where the exchange runs embedded, for developers: elsewhere these answer 404. */
export const embeddedApi = {
  chains: at('root', getDevChain),
  faucet: at('root', giveFromFaucet),
}
