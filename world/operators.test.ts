import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readWords } from '../processes/cli/command-line.ts'
import { feesCommand } from '../processes/cli/fees.ts'
import { marketCommand } from '../processes/cli/market.ts'
import { demoPassword } from './demo.ts'
import { Bot, call, Person, type ApiKey, type Json } from './session.ts'
import { openWholeExchange, type Whole } from './whole-exchange.ts'

const peatio = '/api/v2/peatio'
let exchange: Whole
let admin: ApiKey
let alice: Bot

async function keyOf(email: string): Promise<ApiKey> {
  const person = new Person(exchange.url)
  assert.equal((await person.signIn(email, demoPassword)).status, 200)
  await person.enableSecondFactor()
  return person.createApiKey()
}
before(async () => {
  exchange = await openWholeExchange()
  admin = await keyOf('admin@opex.local')
  alice = new Bot(exchange.url, await keyOf('alice@opex.local'))
})
after(() => exchange.close())

/** What `opex` prints, for the owner of this key. */
async function opex(line: string, key: ApiKey = admin): Promise<string[]> {
  const env = { OPEX_URL: exchange.url, OPEX_API_KEY: key.kid, OPEX_API_SECRET: key.secret }
  const [name, ...words] = line.match(/"[^"]*"|\S+/g)!.map((word) => word.replaceAll('"', ''))
  const command = name === 'market' ? marketCommand(env) : feesCommand(env)
  const said: string[] = []
  assert.equal(await command.run(readWords(words), (each) => void said.push(each)), 0, said.join('\n'))
  return said
}
const order = { market: 'ethusd', side: 'buy', volume: '1', price: '100' }

test('an operator lists a market from his command line, halts it and opens it by an auction', async () => {
  const defined = await opex(
    'market define eth usd --price-precision 2 --amount-precision 4 --min-notional 10 --reason "a drill"',
  )
  assert.match(defined.join('\n'), /^id +ethusd$/m)
  assert.match((await opex('market list')).join('\n'), /^ethusd +ETH\/USD +open +enabled .* 10\.0 /m)
  const markets = await call<Json[]>(`${exchange.url}${peatio}/public/markets`)
  assert.equal(markets.body.find(({ id }) => id === 'ethusd')?.['min_notional'], '10.0')
  assert.equal((await alice.place(order)).status, 201)

  await opex('market halt ethusd --reason "a drill"')
  assert.deepEqual((await alice.place(order)).body, {
    errors: ['market.spot_market.doesnt_exist_or_not_enabled'],
  })
  assert.match((await opex('market auction ethusd --reason "a drill"')).join('\n'), /^status +auction$/m)
  assert.equal((await alice.place(order)).body['state'], 'wait')
  assert.match((await opex('market resume ethusd --reason "all is well"')).join('\n'), /^status +open$/m)
})

test('fees are set by group and market, and the next order pays them', async () => {
  const takerFee = async () => (await alice.place({ ...order, price: '101' })).body['taker_fee']
  assert.equal(await takerFee(), '0.002')
  await opex('fees set --market ethusd --maker 0.0005 --taker 0.001')
  assert.equal(await takerFee(), '0.001')
  await opex('fees set --market ethusd --maker 0.0005 --taker 0.0015')
  assert.match((await opex('fees list')).join('\n'), /any +ethusd +0\.0005 +0\.0015/)
  await opex('fees delete --market ethusd')
  assert.equal(await takerFee(), '0.002')
})

test('a command that is not for him, or not possible, says so by its key', async () => {
  await assert.rejects(
    opex('market halt ethusd --reason no', alice.key),
    /refused: 401 authz\.invalid_permission/,
  )
  await assert.rejects(opex('market show dogeusd'), /refused: 404 record\.not_found/)
  await assert.rejects(opex('market halt ethusd'), /usage: say why/)
  await assert.rejects(opex('market define eth usd --min-prise 1'), /usage: unknown option --min-prise/)
  await assert.rejects(opex('fees delete --group nobody'), /no_such_fee/)
  await assert.rejects(
    marketCommand({}).run(readWords(['list']), () => {}),
    /client_unconfigured: set OPEX_URL/,
  )
})
