// Drawn as the program's other signs are: on a grid of 20 with one line width. They come with the editor.
const paths = {
  heading: "M5 4v12M15 4v12M5 10h10",
  bold: "M6 4h5a3 3 0 0 1 0 6H6V4ZM6 10h6a3 3 0 0 1 0 6H6v-6Z",
  italic: "M8 4h7M5 16h7M12 4 8 16",
  bullets: "M8 5h9M8 10h9M8 15h9M3.5 5h.1M3.5 10h.1M3.5 15h.1",
  numbers: "M8 5h9M8 10h9M8 15h9M2.5 4 4 3.2v4M2.5 13c0-1.6 2.4-1.6 2.4 0 0 1-2.4 2.2-2.4 3.4H5",
  quote: "M3.5 5v10M8 6h9M8 10h9M8 14h6",
  link: "M8.5 11.5a3.5 3.5 0 0 0 5 0l2.5-2.5a3.5 3.5 0 0 0-5-5L10 5M11.5 8.5a3.5 3.5 0 0 0-5 0L4 11a3.5 3.5 0 0 0 5 5l1-1",
  picture: "M3 4h14v12H3V4ZM3 13.5l4-4 4 4 2-2 4 3.5M13 7.5h.1",
  undo: "M7.5 4 4 7.5 7.5 11M4.5 7.5H12a4 4 0 0 1 0 8H8",
} as const;

export type SignName = keyof typeof paths;

export function Sign({ name }: { name: SignName }) {
  return (
    <svg
      className={name === "undo" || name === "bullets" || name === "quote" ? "icon icon-mirrored" : "icon"}
      viewBox="0 0 20 20"
      width="1.2em"
      height="1.2em"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
