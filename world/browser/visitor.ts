import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core'
import { demoPassword } from '../demo.ts'
import { freePort, spawnExchange, type Spawned } from '../spawned-exchange.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** An exchange with its market makers, and a browser to look at it with. */
export type Stage = {
  /** The exchange's data. */
  directory: string
  exchange(): Spawned
  browser: Browser
  /** SIGKILL; `restart` brings it back on the same port and data. */
  kill(): Promise<void>
  restart(): Promise<void>
  close(): Promise<void>
}

export async function openStage(env: Record<string, string> = {}): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), 'opex-browser-'))
  const port = await freePort()
  let exchange = await spawnExchange(directory, { port, env })
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags })
  return {
    directory,
    exchange: () => exchange,
    browser,
    kill: () => exchange.kill(),
    async restart() {
      exchange = await spawnExchange(directory, { port, env })
    },
    async close() {
      await browser.close()
      await exchange.kill()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

export type Visit = { context: BrowserContext; page: Page; complaints: string[] }

export type Look = { width?: number; height?: number; theme?: 'dark' | 'light' }

/** Opens a fresh profile; whatever the page complains about on its console is collected. */
export async function visit(
  { browser, exchange }: Stage,
  { width = 1440, height = 900, theme = 'dark' }: Look = {},
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: exchange().url,
    viewport: { width, height },
    acceptDownloads: true,
  })
  // The theme is the visitor's choice, kept by his browser; what the system prefers does not count.
  await context.addInitScript(`localStorage.setItem('theme', '${theme}')`)
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { context, page, complaints }
}

/** Fills the sign-in form and sends it; the second factor, if there is one, is the caller's. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/signin')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** The same, until the trade page is there. */
export async function comeIn(page: Page, email: string, market = 'btcusdt'): Promise<void> {
  await signIn(page, email, demoPassword)
  await page.waitForURL(/\/trading/)
  await page.goto(`/trading/${market}`)
  await isLive(page)
}

/** The connection as the header tells it; on a phone, where the word has no room, to those who listen. */
export const isLive = (page: Page): Promise<void> =>
  page.getByRole('status', { name: 'Market data: Live' }).waitFor()

/** What the page says in passing. */
export const message = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('region', { name: 'Messages' }).getByText(text)

/** One line of a table, by the table's name and what the line says. */
export const line = (page: Page, table: string, text: string | RegExp): Locator =>
  page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: text })

/** What the form asks for, whatever its unit is called. */
export const priceField = (page: Page) => page.getByRole('textbox', { name: /^Price/ })
export const amountField = (page: Page) => page.getByRole('textbox', { name: /^Amount/ })

export async function noSidewaysScrolling(page: Page): Promise<void> {
  // As text, because this file is compiled for Node, which knows no document.
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
  const seen = page.viewportSize()!.width
  assert.ok(wide <= seen, `${page.url()} is ${wide} px wide on a screen of ${seen} px`)
}
