import type { FastifyInstance } from 'fastify'
import {
  createAdjustment,
  decideAdjustment,
  getAdjustment,
  listAdjustments,
  type Claims,
} from '../../../contract/index.ts'
import { mount, refuse, type Verify } from '../../../platform/http/index.ts'
import type { Sql } from '../../../platform/sql/index.ts'
import { admitAble, sheeted } from '../../admin/index.ts'
import type { Engine } from '../../engine/index.ts'
import { adjustmentEntity } from './adjustment-entity.ts'
import { findAdjustment, type AdjustmentTables } from './adjustment-store.ts'
import { createAdjustmentHandler } from './create-adjustment.ts'
import { decideAdjustmentHandler } from './decide-adjustment.ts'
import { adjustmentColumns, listAdjustmentsHandler } from './list-adjustments.ts'

export type AdjustmentDeps = {
  sql: Sql
  engine: Pick<Engine, 'submit' | 'read' | 'sequence'>
  projector: { reached(sequence: ReturnType<Engine['sequence']>): Promise<void> }
  /** Whether somebody has this uid: nothing is given to a typing error. */
  hasUser(uid: string): Promise<boolean>
  verify: Verify<Claims>
  clock: () => number
}

/** Mounts corrections under `admin`: one operator asks, another accepts, the engine decides. */
export function adjustmentRoutes(app: FastifyInstance, deps: AdjustmentDeps): void {
  const { sql, verify } = deps
  const db = sql.database<AdjustmentTables>('peatio')
  const prefix = '/api/v2/peatio'
  const reads = { verify, admit: admitAble('read', 'Adjustment') }
  mount(app, prefix, listAdjustments, {
    ...reads,
    handle: sheeted(adjustmentColumns, listAdjustmentsHandler(deps), 'adjustments'),
  })
  mount(app, prefix, getAdjustment, {
    ...reads,
    async handle({ params: { id } }) {
      const row = await findAdjustment(db, id)
      return row ? { body: await adjustmentEntity(db, row) } : refuse(404, 'record.not_found')
    },
  })
  mount(app, prefix, createAdjustment, {
    verify,
    admit: admitAble('create', 'Adjustment'),
    handle: createAdjustmentHandler(deps),
  })
  mount(app, prefix, decideAdjustment, {
    verify,
    admit: admitAble('create', 'Adjustment'),
    handle: decideAdjustmentHandler(deps),
  })
}
