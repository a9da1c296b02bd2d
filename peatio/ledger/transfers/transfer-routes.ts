import type { FastifyInstance } from 'fastify'
import { createInternalTransfer, listInternalTransfers, type Claims } from '../../../contract/index.ts'
import { mount, type Verify } from '../../../platform/http/index.ts'
import type { Sql } from '../../../platform/sql/index.ts'
import type { Engine } from '../../engine/index.ts'
import { createTransferHandler } from './create-transfer.ts'
import { listTransfersHandler } from './list-transfers.ts'

export type Person = { uid: string; username: string | null; state: string }

export type TransferDeps = {
  engine: Pick<Engine, 'submit' | 'read'>
  projector: { reached(sequence: ReturnType<Engine['sequence']>): Promise<void> }
  sql: Sql
  /** Who people are is known elsewhere. */
  findPerson(by: { uid: string } | { username: string }): Promise<Person | undefined>
  /** Whether this is a code of the user's second factor that was not used before. */
  checkCode(uid: string, code: string): Promise<boolean>
  verify: Verify<Claims>
}

/** Mounts transfers between users under `account`. */
export function transferRoutes(app: FastifyInstance, deps: TransferDeps): void {
  const { verify } = deps
  const prefix = '/api/v2/peatio'
  mount(app, prefix, listInternalTransfers, { verify, handle: listTransfersHandler(deps) })
  mount(app, prefix, createInternalTransfer, { verify, handle: createTransferHandler(deps) })
}
