import type { Kysely } from 'kysely'
import {
  amountFromDecimal,
  assert,
  decimalFromAmount,
  type Amount,
  type AssetCode,
} from '../../core/units/index.ts'
import { upsert, type Dialect } from '../../platform/sql/index.ts'
import type { AssetDescription, AssetStatus, Network } from './asset.ts'
import type { CatalogTables } from './tables.ts'

type Db = Kysely<CatalogTables>

/** A stored decimal; the column type allows nothing that is not one. */
export function stored(text: string): Amount {
  const sum = amountFromDecimal(text)
  assert(sum !== undefined, 'a stored sum is a decimal in range')
  return sum
}

export async function readDescriptions(db: Db): Promise<Map<AssetCode, AssetDescription>> {
  const rows = await db.selectFrom('asset_descriptions').selectAll().execute()
  return new Map(
    rows.map(({ asset, icon_url, price, status, ...row }) => [
      asset as AssetCode,
      { ...row, iconUrl: icon_url, price: stored(price), status: status as AssetStatus },
    ]),
  )
}

export async function writeDescription(
  db: Db,
  dialect: Dialect,
  { asset, description }: { asset: AssetCode; description: AssetDescription },
): Promise<void> {
  const { iconUrl, price, ...rest } = description
  const row = { ...rest, asset, icon_url: iconUrl, price: decimalFromAmount(price) }
  await upsert(dialect, db.insertInto('asset_descriptions').values(row), {
    key: ['asset'],
    update: ['name', 'description', 'homepage', 'icon_url', 'position', 'price', 'status'],
  }).execute()
}

export async function readNetworks(db: Db): Promise<Map<AssetCode, Network[]>> {
  const rows = await db
    .selectFrom('asset_networks')
    .selectAll()
    .orderBy('position')
    .orderBy('blockchain_key')
    .execute()
  const networks = new Map<AssetCode, Network[]>()
  for (const row of rows) {
    const code = row.asset as AssetCode
    const network: Network = {
      blockchainKey: row.blockchain_key === '' ? null : row.blockchain_key,
      protocol: row.protocol,
      parentAsset: row.parent_asset as AssetCode | null,
      position: row.position,
      depositEnabled: row.deposit_enabled === 1,
      withdrawalEnabled: row.withdrawal_enabled === 1,
      depositFee: stored(row.deposit_fee),
      depositMin: stored(row.deposit_min),
      withdrawalFee: stored(row.withdrawal_fee),
      withdrawalMin: stored(row.withdrawal_min),
      subunits: row.subunits,
      confirmationsRequired: row.confirmations_required,
      explorerTransaction: row.explorer_transaction,
      explorerAddress: row.explorer_address,
      description: row.description,
      warning: row.warning,
    }
    networks.set(code, [...(networks.get(code) ?? []), network])
  }
  return networks
}

export async function writeNetwork(
  db: Db,
  dialect: Dialect,
  { asset, network }: { asset: AssetCode; network: Network },
): Promise<void> {
  const row = {
    asset,
    blockchain_key: network.blockchainKey ?? '',
    protocol: network.protocol,
    parent_asset: network.parentAsset,
    position: network.position,
    deposit_enabled: network.depositEnabled ? 1 : 0,
    withdrawal_enabled: network.withdrawalEnabled ? 1 : 0,
    deposit_fee: decimalFromAmount(network.depositFee),
    deposit_min: decimalFromAmount(network.depositMin),
    withdrawal_fee: decimalFromAmount(network.withdrawalFee),
    withdrawal_min: decimalFromAmount(network.withdrawalMin),
    subunits: network.subunits,
    confirmations_required: network.confirmationsRequired,
    explorer_transaction: network.explorerTransaction,
    explorer_address: network.explorerAddress,
    description: network.description,
    warning: network.warning,
  }
  const key = ['asset', 'blockchain_key']
  await upsert(dialect, db.insertInto('asset_networks').values(row), {
    key,
    update: Object.keys(row).filter((name) => !key.includes(name)),
  }).execute()
}
