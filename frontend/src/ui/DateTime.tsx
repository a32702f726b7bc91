import { type DateStyle, formatDate, formatRelative } from "@/lib/format";

type Props = {
  /** RFC 3339. */
  at: string;
  /** `relative` says "i går"; the full date is then in the title. */
  as?: DateStyle | "relative";
};

/** A moment, by the municipality's clock and in the reader's language. */
export function DateTime({ at, as = "date" }: Props) {
  if (as !== "relative")
    return (
      <time dateTime={at} dir="auto">
        {formatDate(at, as)}
      </time>
    );
  return (
    <time dateTime={at} dir="auto" title={formatDate(at, "date-time")}>
      {formatRelative(at)}
    </time>
  );
}
