import { TickMarkType, type Time } from 'lightweight-charts'

import { dateTimeText } from '../../../../web/kit/index.ts'
import type { Candle } from '../../../api/index.ts'

export type ChartColours = Record<
  'surface' | 'text' | 'grid' | 'line' | 'label' | 'up' | 'down' | 'volume' | 'font',
  string
>

/** The current theme's colours, as the canvas needs them. */
export function chartColours(): ChartColours {
  const style = getComputedStyle(document.documentElement)
  const value = (name: string) => style.getPropertyValue(name).trim()
  return {
    surface: value('--surface'),
    text: value('--text-3'),
    grid: value('--grid'),
    line: value('--text-3'),
    label: value('--label'),
    up: value('--buy'),
    down: value('--sell'),
    volume: value('--volume'),
    font: value('--font'),
  }
}

/** The line at the last price; hollow candles leave it to us. */
export function priceLineColour([, open, , , close]: Candle): string {
  const { up, down } = chartColours()
  return close >= open ? up : down
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const msOf = (time: Time) => Number(time) * 1000

/** Axis marks in the reader's time zone. */
export function tickText(time: Time, type: TickMarkType): string {
  const at = new Date(msOf(time))
  if (type === TickMarkType.Year) return String(at.getFullYear())
  if (type === TickMarkType.Month) return months[at.getMonth()]!
  if (type === TickMarkType.DayOfMonth) return `${at.getDate()} ${months[at.getMonth()]}`
  return dateTimeText(at.getTime()).slice(11, 16)
}

export const crosshairTime = (time: Time): string => dateTimeText(msOf(time)).slice(0, 16)
