const shapes = {
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 5 5',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  copy: 'M9 9h10v11H9zM15 9V4H5v11h4',
  down: 'm6 9 6 6 6-6',
  up: 'm6 15 6-6 6 6',
  left: 'm15 6-6 6 6 6',
  right: 'm9 6 6 6-6 6',
  star: 'm12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.7l5.9-.8z',
  sun: 'M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12 2v2m0 16v2M2 12h2m16 0h2M5 5l1.4 1.4m11.2 11.2L19 19M5 19l1.4-1.4M17.6 6.4 19 5',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 8.5c1-4 4.3-5.5 8-5.5s7 1.500 8 5.500',
  wallet: 'M4 7.500V18a2 2 0 0 0 2 2h14V9H6a2 2 0 0 1-2-2 2 2 0 0 1 2-2h12v4m-2 5.500h.01',
  chart: 'M6 20V9m0-3V4m6 16v-3m0-4V4m6 16v-6m0-3V4M4 9h4v0M10 13h4M16 11h4',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  swap: 'M7 4v15m0 0-3.500-3.500M7 19l3.500-3.500M17 20V5m0 0-3.500 3.500M17 5l3.500 3.500',
  home: 'm4 11 8-7 8 7v9h-5v-6H9v6H4z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.500 2',
  warn: 'M12 4 2.500 20h19zM12 10v4.500m0 2.500h.01',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v5.500M12 7.500h.01',
  download: 'M12 4v11m0 0-4-4m4 4 4-4M4 20h16',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.7.4-1 .8-1 1.700m0 3h.01',
  exit: 'M10 4H5v16h5m4-12 4 4-4 4m4-4H9',
  eye: 'M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12Zm9.500 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  hidden:
    'm4 4 16 16M9.500 5.900A9 9 0 0 1 12 5.500c6 0 9.500 6.500 9.500 6.500a17 17 0 0 1-3 3.700M6 7.500A16 16 0 0 0 2.500 12S6 18.500 12 18.500a9 9 0 0 0 4-.9',
  key: 'M14.500 14a5 5 0 1 0-4.500-2.800L3.500 17.500V21H7v-2.500h2.500V16l1.700-1.700a5 5 0 0 0 3.300-.3ZM15.500 8.500h.01',
  shield:
    'M12 3.500 4.500 6v6c0 4.500 3 7.500 7.500 9 4.500-1.500 7.500-4.500 7.500-9V6zM9 12l2.200 2.200L15.200 10',
  mail: 'M3.500 5.500h17v13h-17zm0 1 8.500 6.500 8.500-6.500',
  external: 'M14 4h6v6m0-6-9 9M18 14v6H4V6h6',
} as const

export type IconName = keyof typeof shapes

/** A line icon of the text's colour. It is decoration: the text beside it, or the button's label, says what it means. */
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
