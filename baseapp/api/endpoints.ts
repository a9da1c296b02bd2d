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
import { getDepositAddress, getDevChain, giveFromFaucet, listDeposits } from '../../contract/wallets.ts'
import { at, reference } from './remote.ts'
import type { Balance, Order, Trade } from './wire.ts'

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
}

/** Peatio, the signed-in user's money. */
export const accountApi = {
  balances: reference<Balance[]>()('peatio', 'GET', '/account/balances', ['nonzero', 'limit']),
  member: reference<{ uid: string; email: string; group: string }>()('peatio', 'GET', '/account/members/me'),
  depositAddress: at('peatio', getDepositAddress),
  deposits: at('peatio', listDeposits),
}

/** Peatio, the signed-in user's orders and trades. */
export const marketApi = {
  orders: reference<Order[]>()('peatio', 'GET', '/market/orders', [
    'market',
    'state',
    'type',
    'page',
    'limit',
    'order_by',
  ]),
  order: reference<Order & { trades?: Trade[] }>()('peatio', 'GET', '/market/orders/:id', ['id']),
  place: reference<Order>()('peatio', 'POST', '/market/orders', [
    'market',
    'side',
    'volume',
    'ord_type',
    'price',
  ]),
  cancel: reference<Order>()('peatio', 'POST', '/market/orders/:id/cancel', ['id']),
  cancelAll: reference<Order[]>()('peatio', 'POST', '/market/orders/cancel', ['market', 'side']),
  trades: reference<Trade[]>()('peatio', 'GET', '/market/trades', [
    'market',
    'type',
    'page',
    'limit',
    'order_by',
  ]),
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
