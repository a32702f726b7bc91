import { t } from "@lingui/core/macro";
import { MAX_BYTES, type Options, send } from "@/features/upload/send";
import type { Schema } from "@/lib/api";
import { formattingLocale } from "@/lib/i18n";

/** Ends of the names of what is taken. */
export const FILE_KINDS = ["pdf", "odt", "ods", "odp", "docx", "xlsx", "pptx", "txt", "csv"];

/** Gives an idea a file. */
export const sendFile = (ideaId: string) => (file: File, options: Options) =>
  send<Schema["IdeaFile"]>(
    file,
    `/ideas/${ideaId}/files?name=${encodeURIComponent(file.name)}`,
    "application/octet-stream",
    options,
  );

/** Why a file is not worth sending; undefined when it is. */
export function refusal(file: Pick<File, "name" | "size">): string | undefined {
  if (!FILE_KINDS.some((kind) => file.name.toLowerCase().endsWith(`.${kind}`)))
    return t`Välj en PDF, en text, en tabell eller en presentation.`;
  if (file.size > MAX_BYTES) return t`Filen är för stor. Den får vara högst 10 MB.`;
  if (file.size === 0) return t`Filen är tom.`;
  return undefined;
}

const UNITS = ["byte", "kilobyte", "megabyte"] as const;

/** How long a file is, in words, such as 1,2 MB. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1000 ? 0 : bytes < 999_500 ? 1 : 2;
  const format = { style: "unit", unit: UNITS[step], maximumFractionDigits: step === 2 ? 1 : 0 } as const;
  return new Intl.NumberFormat(formattingLocale(), format).format(bytes / 1000 ** step);
}
