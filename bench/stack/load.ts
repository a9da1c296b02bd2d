import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { ApiKey } from '../../world/session.ts'

/** One order: when it should have been sent, when it was answered, when the trader's websocket told of it. */
export type Sample = { dueAt: number; answeredMs: number; streamedMs: number | null; status: number }

export type Load = {
  /** Orders a second, sent when they are due whether or not earlier ones were answered (open loop). */
  rate: number
  seconds: number
  port: number
  keys: readonly ApiKey[]
  seed: number
  /** Milliseconds (`performance.now`) at which the websocket told of an order, by uuid. */
  streamed: Map<string, number>
}

type Order = { market: string; side: string; volume: string; ord_type: string; price: string }

/** Small limit orders on both sides of 3,200 usdt that cross often: book and inventories stay small meanwhile. */
function drawOrders(seed: number): () => Order {
  let state = seed >>> 0
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  return () => {
    const price = (3_200 + (random(41) - 20) / 100).toFixed(2)
    const volume = `0.00${1 + random(9)}`
    return { market: 'ethusdt', side: random(2) === 0 ? 'buy' : 'sell', volume, ord_type: 'limit', price }
  }
}

/**
 * Sends `rate × seconds` orders at their due times. Latency counts from the due time, so a stalled server is
 * charged for every order that had to wait (no coordinated omission).
 */
export async function runLoad({ rate, seconds, port, keys, seed, streamed }: Load): Promise<Sample[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 128, scheduling: 'fifo' })
  const draw = drawOrders(seed)
  const nonces = keys.map(() => Date.now())
  const samples: Promise<Sample>[] = []
  const total = Math.round(rate * seconds)
  const start = performance.now() + 50
  await new Promise<void>((done) => {
    const pump = () => {
      while (samples.length < total && start + (samples.length * 1_000) / rate <= performance.now()) {
        const index = samples.length % keys.length
        const { kid, secret } = keys[index]!
        const nonce = String((nonces[index] = Math.max(Date.now(), nonces[index]! + 1)))
        const signature = createHmac('sha256', secret)
          .update(nonce + kid)
          .digest('hex')
        const headers = { 'x-auth-apikey': kid, 'x-auth-nonce': nonce, 'x-auth-signature': signature }
        const dueAt = start + (samples.length * 1_000) / rate
        samples.push(send({ agent, port, headers, body: JSON.stringify(draw()), dueAt, streamed }))
      }
      if (samples.length >= total) done()
      else setTimeout(pump, 1)
    }
    pump()
  })
  const finished = await Promise.all(samples)
  agent.destroy()
  return finished
}

type Send = {
  agent: Agent
  port: number
  headers: Record<string, string>
  body: string
  dueAt: number
  streamed: Map<string, number>
}

function send({ agent, port, headers, body, dueAt, streamed }: Send): Promise<Sample> {
  return new Promise((resolve) => {
    const failed = () =>
      resolve({ dueAt, answeredMs: performance.now() - dueAt, streamedMs: null, status: 0 })
    const sent = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: '/api/v2/peatio/market/orders',
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
        timeout: 10_000,
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => (text += part))
        response.on('error', failed)
        response.on('end', () => {
          const answeredMs = performance.now() - dueAt
          const uuid = response.statusCode === 201 ? (JSON.parse(text) as { uuid: string }).uuid : ''
          // The stream may tell before or after the answer; it is looked up when all is over.
          resolve({
            dueAt,
            answeredMs,
            status: response.statusCode ?? 0,
            get streamedMs() {
              const at = streamed.get(uuid)
              return at === undefined ? null : at - dueAt
            },
          })
        })
      },
    )
    sent.on('timeout', () => sent.destroy(new Error('no answer in 10 s')))
    sent.on('error', failed)
    sent.end(body)
  })
}

/** The value below which this share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}
