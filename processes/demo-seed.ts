import { randomBytes } from 'node:crypto'
import type { Command } from '../core/exchange/index.ts'
import { Fault, ppm, type AccountId, type Amount, type AssetCode } from '../core/units/index.ts'
import type { Catalog } from '../peatio/catalog/index.ts'
import type { Engine } from '../peatio/engine/index.ts'
import type { Keystore } from '../platform/keystore/index.ts'
import type { Logger } from '../platform/log/index.ts'
import { demoAssets, demoFunds, demoMarkets, demoWithdrawLimits } from './demo-listing.ts'
import type { ApiKey } from './market-maker/index.ts'

/** What the seed needs of barong. Both do nothing to what is there already. */
export type DemoDirectory = {
  /**
   * Makes a user with this password, verified up to `level`, unless the mail address is known. Gives the
   * uid.
   */
  ensureUser(user: { email: string; password: string; role: string; level: number }): Promise<string>
  /** Makes an API key with this kid and secret unless the kid is known. */
  ensureApiKey(uid: string, key: ApiKey): Promise<void>
}

export type DemoOptions = {
  engine: Engine
  directory: DemoDirectory
  catalog: Catalog
  keystore: Keystore
  /** Of the three people; the bots have random ones that nobody knows. */
  password: string
  log: Logger
}

export type Demo = {
  /** Mail addresses of the people who can sign in, and their roles. */
  people: { email: string; role: string }[]
  /** The market makers' accounts. */
  bots: AccountId[]
  /** For `startMarketMakers`. */
  keys: { maker: ApiKey; taker: ApiKey }
}

const people = [
  { email: 'admin@opex.local', role: 'superadmin', funded: false },
  { email: 'alice@opex.local', role: 'member', funded: true },
  { email: 'bob@opex.local', role: 'member', funded: true },
]
const approvers: [string, string] = ['admin@opex.local', 'demo-seed']

/**
 * Fills an empty exchange with something to try: assets, markets, fees, people and bots with funds. Every
 * change of state is a journaled command under a key of its own, so running it again changes nothing, nor
 * does it undo what an operator changed since. Throws a Fault `demo_refused` if the engine says no.
 */
export async function seedDemo(options: DemoOptions): Promise<Demo> {
  const { engine, catalog, log } = options
  const command = commander(engine)
  for (const { definition } of demoAssets) {
    await command(`define_asset:${definition.asset}`, { kind: 'define_asset', ...definition })
  }
  for (const market of demoMarkets) {
    await command(`define_market:${market.market}`, { kind: 'define_market', ...market })
  }
  const everyone = { group: 'any', market: 'any', makerFee: ppm(1_000), takerFee: ppm(2_000) } as const
  await command('set_trading_fee:any', { kind: 'set_trading_fee', ...everyone })
  // The bots trade with each other all day: with fees the house would own their funds before long.
  const ofBots = { group: 'market-maker', market: 'any', makerFee: ppm(0), takerFee: ppm(0) } as const
  await command('set_trading_fee:market-maker', { kind: 'set_trading_fee', ...ofBots })
  await present(catalog)
  await fundHouse(command)
  await seedPeople(options, command)
  const maker = await seedBot('maker', options, command)
  const taker = await seedBot('taker', options, command)
  log.info({ people: people.map(({ email }) => email) }, 'the demo is seeded')
  return {
    people: people.map(({ email, role }) => ({ email, role })),
    bots: [maker.account, taker.account],
    keys: { maker: maker.key, taker: taker.key },
  }
}

type Send = (name: string, command: Command) => Promise<void>

function commander(engine: Engine): Send {
  return async (name, command) => {
    const { rejection } = await engine.submit({ key: `demo:${name}`, command })
    if (rejection !== null) throw new Fault('demo_refused', { detail: `${name}: ${rejection}` })
  }
}

/** The network comes last: an asset that has it was described before, and is the operator's from then on. */
async function present(catalog: Catalog): Promise<void> {
  for (const { definition, description, network } of demoAssets) {
    if (catalog.network(definition.asset) !== undefined) continue
    await catalog.describeAsset(definition.asset, description)
    await catalog.setNetwork(definition.asset, network)
  }
  if (catalog.withdrawLimits().length === 0) {
    for (const limit of demoWithdrawLimits) await catalog.setWithdrawLimit(limit)
  }
}

async function seedPeople({ directory, password }: DemoOptions, command: Send): Promise<void> {
  for (const { email, role, funded } of people) {
    const uid = await directory.ensureUser({ email, password, role, level: 3 })
    if (funded) await fund(command, uid, demoFunds.person)
  }
}

async function seedBot(
  name: 'maker' | 'taker',
  { directory, keystore }: DemoOptions,
  command: Send,
): Promise<{ account: AccountId; key: ApiKey }> {
  const random = (what: string, bytes: number) =>
    keystore.named(`demo-${name}-${what}`, () => randomBytes(bytes).toString('hex'))
  const password = `Bot-${random('password', 24)}!`
  const uid = await directory.ensureUser({ email: `${name}@opex.local`, password, role: 'member', level: 3 })
  const account = uid as AccountId
  await command(`set_user_group:${uid}`, { kind: 'set_user_group', account, group: 'market-maker' })
  await fund(command, uid, demoFunds.bot)
  const key = { kid: random('kid', 8), secret: random('secret', 16) }
  await directory.ensureApiKey(uid, key)
  return { account, key }
}

async function fund(command: Send, uid: string, funds: Record<string, Amount>): Promise<void> {
  for (const [code, sum] of Object.entries(funds)) {
    await command(`fund:${uid}:${code}`, {
      kind: 'adjust_balance',
      account: uid as AccountId,
      asset: code as AssetCode,
      sum,
      reason: 'Demo funds',
      approvedBy: approvers,
      category: 'incentive',
      reference: `demo:${uid}:${code}`,
    })
  }
}

/** Sets aside what the demo gives away, and allows gifts of that size: nothing is given that the house has not. */
async function fundHouse(command: Send): Promise<void> {
  for (const [code, sum] of Object.entries(demoFunds.house)) {
    const asset = code as AssetCode
    await command(`fund_house:${code}`, {
      kind: 'fund_house',
      source: 'custody',
      asset,
      sum,
      category: 'investment',
      reason: 'Demo funds',
      reference: 'demo',
      approvedBy: approvers,
    })
    const cap: Amount = demoFunds.cap[code as keyof typeof demoFunds.cap]
    await command(`set_adjustment_cap:${code}`, {
      kind: 'set_adjustment_cap',
      asset,
      sum: cap,
      approvedBy: approvers,
    })
  }
}
