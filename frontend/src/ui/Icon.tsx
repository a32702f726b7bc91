/**
 * The few signs the program uses, drawn on a grid of 20 with one line width.
 * Never alone: a word stands beside, or the control has an accessible name.
 */
const paths = {
  check: "M4 10.5 8.2 15 16 5.5",
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  close: "m5 5 10 10M15 5 5 15",
  search: "M8.5 3.5a5 5 0 1 0 0 10 5 5 0 0 0 0-10ZM12.2 12.2 17 17",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  arrow: "M3 10h13M11 5l5 5-5 5",
  chevron: "m5 7.5 5 5 5-5",
  undo: "M7.5 4 4 7.5 7.5 11M4.5 7.5H12a4 4 0 0 1 0 8H8",
  light:
    "M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6 16 16M16 4l-1.4 1.4M5.4 14.6 4 16",
  dark: "M16.5 12.2A7 7 0 1 1 7.8 3.5a5.6 5.6 0 0 0 8.7 8.7Z",
  info: "M10 9v5.5M10 5.2v1.3M10 1.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4Z",
  alert: "M10 2.5 18.2 17H1.8L10 2.5ZM10 8v4.2M10 13.8v1",
  comment: "M3 4h14v9.5H9L5 17v-3.5H3V4Z",
  calendar: "M3 5h14v12H3V5ZM3 9h14M7 2.5V6M13 2.5V6",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, mirrored = false }: { name: IconName; mirrored?: boolean }) {
  return (
    <svg
      className={mirrored ? "icon icon-mirrored" : "icon"}
      viewBox="0 0 20 20"
      width="1.1em"
      height="1.1em"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
