import shapes from './icon-shapes.json' with { type: 'json' }

export type IconName = keyof typeof shapes

/** A line icon of the text's colour. It is decoration: the text beside it, or a button's label, tells the meaning. */
export function Icon({
  name,
  size = 16,
  filled = false,
}: {
  name: IconName
  size?: number
  filled?: boolean
}) {
  return (
    <svg
      className="k-icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  )
}
