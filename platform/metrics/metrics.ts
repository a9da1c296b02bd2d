import { collectDefaultMetrics, Counter as PromCounter, Gauge as PromGauge, Registry } from 'prom-client'

type Labels = Record<string, string>

/** Only grows. */
export type Counter = { add(count?: number, labels?: Labels): void }
/** Is what was set last. */
export type Gauge = { set(value: number, labels?: Labels): void }

export type Metrics = {
  /** Names end with what is counted: `opex_alarms_total`. A name is made once. */
  counter(name: string, help: string, labels?: readonly string[]): Counter
  gauge(name: string, help: string, labels?: readonly string[]): Gauge
  /** Everything in the Prometheus text format, and the content type of that. */
  read(): Promise<{ text: string; contentType: string }>
}

/** A registry of its own; with `process`, also the runtime's memory, event loop and collector. */
export function createMetrics({ process: ofProcess = false } = {}): Metrics {
  const registry = new Registry()
  if (ofProcess) collectDefaultMetrics({ register: registry, prefix: 'opex_' })
  return {
    counter(name, help, labelNames = []) {
      const counter = new PromCounter({ name, help, labelNames, registers: [registry] })
      if (labelNames.length === 0) counter.inc(0)
      return { add: (count = 1, labels = {}) => counter.inc(labels, count) }
    },
    gauge(name, help, labelNames = []) {
      const gauge = new PromGauge({ name, help, labelNames, registers: [registry] })
      return { set: (value, labels = {}) => gauge.set(labels, value) }
    },
    read: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  }
}
