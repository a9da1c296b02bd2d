import type { BookRequest } from '../../../contract/index.ts'
import { decimalFromAmount } from '../../../core/units/index.ts'
import { isoOf } from '../../catalog/index.ts'
import { sumOf } from '../../engine/projector/index.ts'
import type { AskedOfBooks } from './request-command.ts'
import type { RequestRow } from './request-store.ts'

export const requestEntity = (row: RequestRow): BookRequest => ({
  id: row.id,
  kind: row.kind,
  currency: row.asset,
  amount: decimalFromAmount(sumOf(row.amount)),
  source: row.source,
  category: row.category,
  recipient: row.recipient,
  reason: row.reason,
  state: row.state,
  creator_uid: row.creator_uid,
  validator_uid: row.validator_uid,
  sequence: row.sequence,
  created_at: isoOf(row.created_at),
  updated_at: isoOf(row.updated_at),
})

export const askedOf = ({ id, kind, asset, amount, source, category, recipient, reason }: RequestRow) =>
  ({ id, kind, asset, sum: sumOf(amount), source, category, recipient, reason }) as AskedOfBooks
