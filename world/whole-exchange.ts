import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../processes/config.ts'
import { startExchange, type Exchange } from '../processes/exchange.ts'
import { call, type Json } from './session.ts'
import { freePort } from './spawned-exchange.ts'

export type Whole = {
  url: string
  /** To see whether something changed; tests act through `url` like everyone else. */
  engine: Exchange['engine']
  sql: Exchange['sql']
  directory: string
  /** Closes everything and removes its data. */
  close(): Promise<void>
}

/** The whole exchange in this process, on embedded parts and fresh data, with the demo's people and no makers. */
export async function openWholeExchange(env: Record<string, string> = {}): Promise<Whole> {
  const directory = await mkdtemp(join(tmpdir(), 'opex-world-'))
  const config = readConfig({
    OPEX_PORT: String(await freePort()),
    OPEX_DATA_DIR: directory,
    OPEX_DEMO_MAKERS: '0',
    // Tests count rows: nothing may come about by itself meanwhile.
    OPEX_PROOF_HOURS: '0',
    OPEX_LOG_LEVEL: 'error',
    ...env,
  })
  const exchange = await startExchange(config, (fault) => {
    throw fault
  })
  return {
    url: exchange.url,
    engine: exchange.engine,
    sql: exchange.sql,
    directory,
    async close() {
      await exchange.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

type Mail = { to: string; subject: string; links: string[] }

/** The newest mail to somebody, and its first link of that path. */
export async function linkMailedTo(url: string, to: string, path: string): Promise<URL> {
  return eventually(`a mail to ${to} with a link to ${path}`, async () => {
    const { body } = await call<Mail[]>(`${url}/dev/mail.json`)
    const link = body
      .filter((mail) => mail.to === to)
      .flatMap(({ links }) => links)
      .find((each) => each.includes(path))
    return link === undefined ? undefined : new URL(link)
  })
}

/** Asks again until there is an answer; what happens elsewhere (blocks, mails) has no event to await here. */
export async function eventually<Found>(
  what: string,
  ask: () => Promise<Found | undefined>,
  withinMs = 30_000,
): Promise<Found> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const found = await ask()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

export const asJson = (value: unknown): Json => value as Json
