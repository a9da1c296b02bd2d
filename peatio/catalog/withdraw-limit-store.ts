import type { Kysely } from 'kysely'
import { decimalFromAmount, type Amount, type TimeMs } from '../../core/units/index.ts'
import { upsert, type Dialect } from '../../platform/sql/index.ts'
import { stored } from './asset-store.ts'
import type { CatalogTables } from './tables.ts'

type Db = Kysely<CatalogTables>

/** What a group of users of a KYC level may withdraw, in the platform currency. Zero means no limit. */
export type WithdrawLimit = {
  id: number
  /** `any` stands for all groups. */
  group: string
  /** A level as text; `any` stands for all of them. */
  kycLevel: string
  limit24h: Amount
  limit1m: Amount
  createdAt: TimeMs
  updatedAt: TimeMs
}

export async function readWithdrawLimits(db: Db): Promise<WithdrawLimit[]> {
  const rows = await db.selectFrom('withdraw_limits').selectAll().orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    group: row.user_group,
    kycLevel: row.kyc_level,
    limit24h: stored(row.limit_24_hour),
    limit1m: stored(row.limit_1_month),
    createdAt: row.created_at as TimeMs,
    updatedAt: row.updated_at as TimeMs,
  }))
}

export async function writeWithdrawLimit(
  db: Db,
  dialect: Dialect,
  limit: Omit<WithdrawLimit, 'id' | 'createdAt'>,
): Promise<void> {
  const row = {
    user_group: limit.group,
    kyc_level: limit.kycLevel,
    limit_24_hour: decimalFromAmount(limit.limit24h),
    limit_1_month: decimalFromAmount(limit.limit1m),
    created_at: limit.updatedAt,
    updated_at: limit.updatedAt,
  }
  await upsert(dialect, db.insertInto('withdraw_limits').values(row), {
    key: ['user_group', 'kyc_level'],
    update: ['limit_24_hour', 'limit_1_month', 'updated_at'],
  }).execute()
}

/**
 * The limit of a user: the most specific row, where a matching level outweighs a matching group.
 * `undefined` means that no row applies and nothing limits him.
 */
export function withdrawLimitFor(
  limits: readonly WithdrawLimit[],
  { group, kycLevel }: { group: string; kycLevel: number },
): WithdrawLimit | undefined {
  const level = String(kycLevel)
  const weight = (limit: WithdrawLimit) =>
    (limit.kycLevel === level ? 10 : 0) + (limit.group === group ? 1 : 0)
  return limits
    .filter((limit) => [level, 'any'].includes(limit.kycLevel) && [group, 'any'].includes(limit.group))
    .toSorted((a, b) => weight(b) - weight(a))[0]
}
