import type { ServerReply } from '../../contract/index.ts'
import type { Logger } from '../../platform/log/index.ts'
import type { Client } from './client.ts'
import { textFrame } from './frame.ts'

/** Cancels all orders of a user; resolves when it is made. */
export type CancelOrders = (uid: string) => Promise<void>

/** Switches it on or off for one socket of a user, which answers what holds from now on. */
export function setCancelOnDisconnect(client: Client, enabled: boolean): void {
  const known = client.identity.uid !== undefined
  if (known) client.cancelsOnDisconnect = enabled
  const message = `cancel on disconnect is ${enabled ? 'on' : 'off'}`
  const reply: ServerReply = known
    ? { success: { message } }
    : { error: 'Cancel on disconnect needs a private socket' }
  client.send(textFrame(JSON.stringify(reply)))
}

/**
 * Cancels the orders of whoever asked for it when his socket closes, whoever closed it: he, the network, or we. What
 * fails is logged, and tried no more: a bot that cannot rely on a network relies on `cancel_after` as well.
 */
export function createDisconnectGuard(cancelOrders: CancelOrders, log: Logger) {
  const underway = new Set<Promise<void>>()
  return {
    left({ cancelsOnDisconnect, identity: { uid } }: Client): void {
      if (!cancelsOnDisconnect || uid === undefined) return
      const canceling = cancelOrders(uid)
        .catch((err: unknown) => log.error({ err, uid }, 'orders of a lost socket were not canceled'))
        .finally(() => underway.delete(canceling))
      underway.add(canceling)
    },
    async settled(): Promise<void> {
      await Promise.all(underway)
    },
  }
}
