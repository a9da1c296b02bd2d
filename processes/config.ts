import { resolve } from 'node:path'
import { Fault } from '../core/units/index.ts'
import { engineDefaults } from '../peatio/engine/index.ts'

/** What the environment may set; the only place of the house that reads it. */
export type Config = {
  host: string
  port: number
  /** What links in mails begin with, and which Origin websockets with cookies may have. */
  baseUrl: string
  dataDirectory: string
  demo: boolean
  /** Whether the demo's market makers trade. */
  demoMakers: boolean
  demoPassword: string
  logLevel: string
  /** Who is told when the books differ; nobody, if empty. */
  alarmWebhook: string
  /** What a reader of `/metrics` has to show; if empty, it is told on this machine only. */
  metricsToken: string
  /** Hours between two proofs of liabilities; null publishes only what an operator built. */
  proofHours: number | null
  /** Orders that an account may place, by fee group. */
  orderRates: Readonly<Record<string, { max: number; windowMs: number }>>
  /** Commands and reads that wait in the engine at once, at most. */
  queueMax: number
}

/** The demo users' password unless `OPEX_DEMO_PASSWORD` says otherwise; printed, documented, and for demos only. */
const demoPasswordDefault = 'Opex-Demo-2026!'
/** Three hundred a second, and ten times that for market makers. */
const orderRateDefault = 'any=3000/10,market-maker=30000/10'
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent']

/** Reads the environment; throws a Fault `config_invalid` that names the variable and what it may be. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const host = env['OPEX_HOST'] || '127.0.0.1'
  const port = portOf(env['OPEX_PORT'] || '3000')
  const baseUrl = (
    env['OPEX_BASE_URL'] || `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`
  ).replace(/\/+$/, '')
  if (!URL.canParse(baseUrl)) throw invalid('OPEX_BASE_URL', 'a URL such as https://exchange.example')
  const logLevel = env['OPEX_LOG_LEVEL'] || 'warn'
  if (!logLevels.includes(logLevel)) throw invalid('OPEX_LOG_LEVEL', logLevels.join(', '))
  return {
    host,
    port,
    baseUrl,
    dataDirectory: resolve(env['OPEX_DATA_DIR'] || '.opex'),
    demo: flagOf('OPEX_DEMO', env['OPEX_DEMO'] || '1'),
    demoMakers: flagOf('OPEX_DEMO_MAKERS', env['OPEX_DEMO_MAKERS'] || '1'),
    demoPassword: env['OPEX_DEMO_PASSWORD'] || demoPasswordDefault,
    logLevel,
    alarmWebhook: webhookOf(env['OPEX_ALARM_WEBHOOK'] || ''),
    metricsToken: env['OPEX_METRICS_TOKEN'] || '',
    proofHours: hoursOf('OPEX_PROOF_HOURS', env['OPEX_PROOF_HOURS'] || '24'),
    orderRates: orderRatesOf(env['OPEX_ORDER_RATE'] || orderRateDefault),
    queueMax: countOf('OPEX_QUEUE_MAX', env['OPEX_QUEUE_MAX'] || String(engineDefaults.queueMax)),
  }
}

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw invalid('OPEX_PORT', 'a port from 0 to 65535')
  return port
}

/** Zero stands for never. */
function hoursOf(name: string, text: string): number | null {
  if (!/^\d{1,4}$/.test(text)) throw invalid(name, 'whole hours, or 0 for never')
  return Number(text) || null
}

function countOf(name: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw invalid(name, 'a number from 1 to 999999')
  return Number(text)
}

function flagOf(name: string, text: string): boolean {
  if (!['0', '1'].includes(text)) throw invalid(name, '0 or 1')
  return text === '1'
}

function webhookOf(text: string): string {
  const fine = text === '' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
  if (!fine) throw invalid('OPEX_ALARM_WEBHOOK', 'an http or https URL')
  return text
}

/** `any=3000/10,vip-1=6000/10`: orders per seconds, by group; `0` for no limits. */
function orderRatesOf(text: string): Config['orderRates'] {
  if (text === '0') return {}
  const rates = text.split(',').map((part): [string, { max: number; windowMs: number }] => {
    const found = /^([a-z0-9_-]{1,32})=([1-9]\d{0,6})\/([1-9]\d{0,4})$/.exec(part)
    if (!found) throw invalid('OPEX_ORDER_RATE', 'like any=3000/10,vip-1=6000/10 (orders per seconds), or 0')
    return [found[1]!, { max: Number(found[2]), windowMs: Number(found[3]) * 1000 }]
  })
  return Object.fromEntries(rates)
}

const invalid = (name: string, expected: string) =>
  new Fault('config_invalid', { detail: `${name} must be ${expected}` })
