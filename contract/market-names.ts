import { param, text } from './param.ts'

// How orders are named in requests: shared by the endpoints that place them and those that find them.

export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export type OrderName = { id: number } | { uuid: string }

/** An order is named by its number or its uuid. The misspelling is the wire's. */
export const orderName = param<OrderName, { required: string }>(
  { required: 'market.order.invaild_id_or_uuid' },
  (raw) => {
    const name = String(raw)
    if (/^[1-9]\d{0,14}$/.test(name)) return { value: { id: Number(name) } }
    if (uuidPattern.test(name)) return { value: { uuid: name.toLowerCase() } }
    return { errors: ['market.order.invaild_id_or_uuid'] }
  },
)

const clientOrderId = {
  invalid: 'market.order.invalid_client_order_id',
  /** Characters that need no escape in a path, and that nobody mistakes for markup. */
  pattern: /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,63}$/,
  max: 64,
} as const

/** The trader's own name for an order. A uuid becomes the order's uuid; of any other text one is derived. */
export const optionalClientOrderId = text(clientOrderId)
export const neededClientOrderId = text({
  ...clientOrderId,
  required: 'market.order.invalid_client_order_id',
})
