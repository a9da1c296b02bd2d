// Metrics: counters and gauges in the Prometheus format, and the door they leave by. It knows no meanings.
export { createMetrics } from './metrics.ts'
export type { Counter, Gauge, Metrics } from './metrics.ts'
export { metricsRoutes } from './metrics-routes.ts'
