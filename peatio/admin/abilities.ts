import type { Claims } from '../../contract/index.ts'
import { refuse, type Refusal } from '../../platform/http/index.ts'

export type Verb = 'read' | 'create' | 'update' | 'destroy'
export type Model = (typeof models)[number]
/** `manage` stands for every verb. */
type Abilities = Partial<Record<Verb | 'manage', readonly Model[]>>

const operations = [
  'Operations::Account',
  'Operations::Asset',
  'Operations::Expense',
  'Operations::Liability',
] as const
const revenue = ['Operations::Revenue'] as const
const people = ['Member', 'Account', 'Beneficiary'] as const
const funds = ['Deposit', 'Withdraw'] as const
const chains = ['Blockchain', 'Currency', 'BlockchainCurrency', 'Wallet'] as const
const listing = ['WithdrawLimit', 'Engine', 'Market', 'TradingFee'] as const
const books = ['Adjustment', 'InternalTransfer', 'WhitelistedSmartContract'] as const
const trading = ['Trade', 'Order'] as const
const register = ['OperatorAction'] as const
const models = [
  ...operations,
  ...revenue,
  ...people,
  'PaymentAddress',
  ...funds,
  ...chains,
  ...listing,
  ...books,
  ...trading,
  ...register,
] as const

const head: Abilities = {
  manage: models.filter((model) => model !== 'Trade' && model !== 'Order' && model !== 'OperatorAction'),
  read: [...trading, ...register],
  update: ['Order'],
}

/** What each role may do here, after the reference's `abilities.yml`; roles that are not named may do nothing. */
const abilities: Readonly<Record<string, Abilities>> = {
  superadmin: head,
  admin: head,
  technical: {
    manage: [...listing, ...chains],
    read: [...operations, ...trading, ...register, 'Member', 'InternalTransfer'],
    update: ['Order'],
  },
  accountant: { read: models, create: ['Adjustment'] },
  compliance: { read: [...operations, ...people, ...funds, ...trading, 'Market'] },
  support: { read: [...operations, ...people, ...funds, ...trading, 'Market', 'InternalTransfer'] },
  reporter: { read: [...operations, ...revenue, ...funds, ...chains] },
}

/** The abilities of a role, as the wire tells them; none for users. */
export const abilitiesOf = (role: string): Abilities =>
  Object.hasOwn(abilities, role) ? abilities[role]! : {}

export function isAble(role: string, verb: Verb, model: Model): boolean {
  const own = abilitiesOf(role)
  return [own.manage, own[verb]].some((each) => each?.includes(model))
}

/** Refuses a caller whose role may not, before his parameters are looked at. */
export const admitAble =
  (verb: Verb, model: Model) =>
  ({ role }: Claims): Refusal | undefined =>
    isAble(role, verb, model) ? undefined : refuse(403, 'admin.ability.not_permitted')
