import { Agent, request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'

/** One request as it goes over the wire: nothing is normalised, so that hostile spelling arrives as it was written. */
export type Sent = {
  method: string
  /** With its query, percent-encoded by the caller. */
  path: string
  headers?: OutgoingHttpHeaders
  body?: string | Buffer
}
export type Heard = { status: number; headers: IncomingHttpHeaders; text: string }
export type Wire = { send(sent: Sent): Promise<Heard>; close(): void }

const sources = Array.from({ length: 60 }, (_, index) => `127.0.0.${index + 2}`)

/**
 * Connections from sixty addresses of this machine in turn, kept alive: the limits per address are for one flood,
 * and would otherwise answer before what is asked about here is looked at.
 */
export function openWire(url: string): Wire {
  const { hostname, port } = new URL(url)
  const agents = sources.map(() => new Agent({ keepAlive: true, maxSockets: 2 }))
  let turn = 0
  return {
    send({ method, path, headers, body }) {
      const at = (turn += 1) % sources.length
      return new Promise((resolve, reject) => {
        const sent = request({
          hostname,
          port,
          method,
          path,
          headers: {
            'user-agent': 'opex-world/1.0',
            ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
            ...headers,
          },
          agent: agents[at],
          localAddress: sources[at],
        })
        sent.once('error', reject)
        sent.once('response', (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.once('error', reject)
          response.once('end', () => {
            const text = Buffer.concat(chunks).toString()
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
          })
        })
        // As bytes: beside text, Node would write the headers as UTF-8 too.
        sent.end(body === undefined ? undefined : Buffer.from(body))
      })
    },
    close: () => agents.forEach((agent) => agent.destroy()),
  }
}

/** Does all of it, so many at a time; in order of the work, not of the answers. */
export async function inParallel<Work, Result>(
  works: readonly Work[],
  act: (work: Work) => Promise<Result>,
  width = 24,
): Promise<Result[]> {
  const results = Array.from<Result>({ length: works.length })
  let next = 0
  const walk = async () => {
    for (let index = next++; index < works.length; index = next++) results[index] = await act(works[index]!)
  }
  await Promise.all(Array.from({ length: Math.min(width, works.length) }, walk))
  return results
}

/** Percent-encodes every byte but letters and digits; lone surrogates become the replacement character. */
export const percent = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => {
      const char = String.fromCharCode(byte)
      return /[A-Za-z0-9_-]/.test(char) ? char : `%${byte.toString(16).padStart(2, '0')}`
    })
    .join('')
