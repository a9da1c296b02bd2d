import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { amount, type AccountId, type AssetCode } from '../../core/units/index.ts'
import { createMemoryDisk } from '../../platform/storage/index.ts'
import { openCatalog } from '../catalog/index.ts'
import { openEngine } from '../engine/index.ts'
import { btc, killedAt, openScene } from './scene.ts'

const btcCode = 'btc' as AssetCode

test('through kills of engine and wallets, the ledger holds what the chain delivered', async (t) => {
  const scene = await openScene(t)
  const log = pino({ level: 'silent' })
  const disk = createMemoryDisk(() => 0.5)
  const open = () => openEngine({ storage: disk.open(), clock: () => scene.now.at, log })
  let engine = open()
  const defined = { kind: 'define_asset', asset: btcCode, type: 'coin', precision: 8 } as const
  await engine.submit({ key: 'define btc', command: defined })

  const address = await scene.addressOf('ID1')
  let expected = 0n
  for (let statement = 12; statement < 40; statement += 3) {
    const catalog = await openCatalog({ engine, sql: scene.sql, log })
    await catalog.setNetwork(btcCode, {
      blockchainKey: scene.coin.chain,
      protocol: 'Bitcoin devnet',
      parentAsset: null,
      position: 1,
      depositEnabled: true,
      withdrawalEnabled: true,
      depositFee: amount(0n),
      depositMin: btc(0.001),
      withdrawalFee: amount(0n),
      withdrawalMin: amount(0n),
      subunits: 8,
      confirmationsRequired: 2,
      explorerTransaction: '',
      explorerAddress: '',
      description: '',
      warning: '',
    })
    await scene.pay(address, btc(0.25))
    await scene.pay(address, btc(0.0009))
    expected += btc(0.25)
    await scene.coin.node.mine(2)
    const assets = () => catalog.assets()
    await scene.round({ engine, assets, sql: killedAt(scene.sql, statement, 'after') }).catch(() => undefined)
    catalog.close()
    disk.kill()
    engine = open()
  }
  const catalog = await openCatalog({ engine, sql: scene.sql, log })
  await scene.round({ engine, assets: () => catalog.assets() })
  catalog.close()

  const { result: balances } = await engine.read({ kind: 'balances', account: 'ID1' as AccountId })
  assert.deepEqual(
    balances.map(({ asset, posted, held }) => [asset, posted, held]),
    [['btc', expected, 0n]],
  )
  const { result: trial } = await engine.read({ kind: 'trial_balance' })
  assert.deepEqual(
    trial.map(({ asset, posted }) => [asset, posted]),
    [['btc', 0n]],
  )
  const rows = await scene.deposits()
  assert.ok(
    rows.every(({ status, amount: text }) => status === (text.startsWith('0.25') ? 'credited' : 'dust')),
  )
  await engine.close()
})
