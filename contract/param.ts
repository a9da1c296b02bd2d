import { amountFromDecimal, type Amount } from '../core/units/index.ts'

/** One or more error keys, exactly as the wire wants them. */
export type Keys = string | readonly string[]

/** A declared request parameter: reads a raw value from path, query, form or JSON, or refuses it with error keys. */
export type Param<Value> = { read(raw: unknown): Read<Value>; readonly required: boolean }
export type Read<Value> = { value: Value } | { errors: string[] }

type Presence<Value> = { default?: Value; required?: Keys }
type Out<Value, Options> = Options extends { default: Value } | { required: Keys } ? Value : Value | undefined

const errors = (keys: Keys): { errors: string[] } => ({
  errors: typeof keys === 'string' ? [keys] : [...keys],
})
const absent = (raw: unknown) => raw === undefined || raw === null

/** Builds a parameter from what to do with a present value; absence is the same for all of them. */
export function param<Value, const Options extends Presence<Value>>(
  options: Options,
  read: (raw: unknown) => Read<Value>,
): Param<Out<Value, Options>> {
  return {
    required: options.required !== undefined,
    read(raw) {
      if (!absent(raw)) return read(raw)
      if (options.required !== undefined) return errors(options.required)
      return { value: options.default as Out<Value, Options> }
    },
  }
}

/** A whole number, as JSON number or digits. `invalid` when it is none, `range` when out of [min, max]. */
export function integer<
  const Options extends Presence<number> & { invalid: Keys; range?: Keys; min?: number; max?: number },
>(options: Options): Param<Out<number, Options>> {
  return param<number, Options>(options, (raw) => {
    const text = typeof raw === 'number' ? String(raw) : raw
    if (typeof text !== 'string' || !/^-?\d{1,15}$/.test(text)) return errors(options.invalid)
    const value = Number(text)
    const { min = -Infinity, max = Infinity } = options
    return value < min || value > max ? errors(options.range ?? options.invalid) : { value }
  })
}

/** A sum in plain decimal notation, greater than zero. JSON numbers are read by their shortest notation. */
export function decimal<const Options extends Presence<Amount> & { invalid: Keys; nonPositive: Keys }>(
  options: Options,
): Param<Out<Amount, Options>> {
  return param<Amount, Options>(options, (raw) => {
    const text = typeof raw === 'number' ? String(raw) : raw
    if (typeof text !== 'string') return errors(options.invalid)
    if (/^-\d+(\.\d+)?$/.test(text)) return errors(options.nonPositive)
    const value = amountFromDecimal(text)
    if (value === undefined) return errors(options.invalid)
    return value === 0n ? errors(options.nonPositive) : { value }
  })
}

/**
 * Text of bounded length. `empty` refuses blank text; `invalid` refuses other types, texts not of `pattern`, and
 * the character NUL, which no database takes.
 */
export function text<
  const Options extends Presence<string> & {
    invalid: Keys
    empty?: Keys
    pattern?: RegExp
    max?: number
    tooLong?: Keys
  },
>(options: Options): Param<Out<string, Options>> {
  return param<string, Options>(options, (raw) => {
    const value = typeof raw === 'number' ? String(raw) : raw
    if (typeof value !== 'string' || value.includes('\0')) return errors(options.invalid)
    if (value.trim() === '' && options.empty !== undefined) return errors(options.empty)
    if (value.length > (options.max ?? 255)) return errors(options.tooLong ?? options.invalid)
    return options.pattern && !options.pattern.test(value) ? errors(options.invalid) : { value }
  })
}

/** One of a closed list of words. */
export function oneOf<
  const Values extends readonly string[],
  const Options extends Presence<Values[number]> & { invalid: Keys },
>(values: Values, options: Options): Param<Out<Values[number], Options>> {
  return param<Values[number], Options>(options, (raw) =>
    typeof raw === 'string' && values.includes(raw) ? { value: raw } : errors(options.invalid),
  )
}

/** `true`/`false`, also as text and 1/0, the way forms send them. */
export function flag<const Options extends Presence<boolean> & { invalid: Keys }>(
  options: Options,
): Param<Out<boolean, Options>> {
  return param<boolean, Options>(options, (raw) => {
    if (raw === true || raw === 'true' || raw === '1' || raw === 1) return { value: true }
    if (raw === false || raw === 'false' || raw === '0' || raw === 0) return { value: false }
    return errors(options.invalid)
  })
}

/** A scalar or an array of scalars, always read as an array of at most `max` (100) values. */
export function listOf<Value>(
  item: Param<Value>,
  options: { invalid: Keys; max?: number },
): Param<NonNullable<Value>[] | undefined> {
  return param<NonNullable<Value>[], Presence<NonNullable<Value>[]>>({}, (raw) => {
    const raws = Array.isArray(raw) ? raw : [raw]
    if (raws.length > (options.max ?? 100)) return errors(options.invalid)
    const values: NonNullable<Value>[] = []
    for (const each of raws) {
      const read = absent(each) ? errors(options.invalid) : item.read(each)
      if ('errors' in read) return read
      values.push(read.value as NonNullable<Value>)
    }
    return { value: values }
  })
}

export type Params = Record<string, Param<unknown>>
export type ValuesOf<P extends Params> = {
  [Name in keyof P]: P[Name] extends Param<infer Value> ? Value : never
}

/**
 * Reads declared parameters and nothing else: undeclared fields are ignored, own properties only.
 * All failures are reported together, in declaration order.
 */
export function readerOf<P extends Params>(
  params: P,
): (raw: Record<string, unknown>) => { values: ValuesOf<P> } | { errors: string[] } {
  const declared = new Map(Object.entries(params))
  // Every field has its place, also those that are always given: a copy that gets another is what the runtime is
  // slowest at.
  const absentValues: Record<string, unknown> = {}
  const needed = new Set<string>()
  for (const [name, each] of declared) {
    const read = each.read(undefined)
    if ('errors' in read) needed.add(name)
    absentValues[name] = 'errors' in read ? undefined : read.value
  }
  return (raw) => {
    // Most fields of most requests are absent: what that means was found out once, and only the others are read.
    const values: Record<string, unknown> = { ...absentValues }
    let missing = needed.size
    for (const name of Object.keys(raw)) {
      const each = declared.get(name)
      const given = raw[name]
      if (each === undefined || absent(given)) continue
      const read = each.read(given)
      if ('errors' in read) return { errors: errorsIn(raw, declared) }
      values[name] = read.value
      if (needed.has(name)) missing -= 1
    }
    return missing > 0 ? { errors: errorsIn(raw, declared) } : { values: values as ValuesOf<P> }
  }
}

/** Everything that is wrong, in the order in which the fields were declared. */
const errorsIn = (raw: Record<string, unknown>, declared: ReadonlyMap<string, Param<unknown>>): string[] =>
  [...declared].flatMap(([name, each]) => {
    const read = each.read(Object.hasOwn(raw, name) ? raw[name] : undefined)
    return 'errors' in read ? read.errors : []
  })
