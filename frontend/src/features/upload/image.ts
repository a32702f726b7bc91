import { t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";
import { MAX_BYTES, type Options, send } from "./send";
import { useUpload } from "./use-upload";

/** Pictures of these kinds are taken. */
export const IMAGE_TYPES = ["image/jpeg", "image/png", "image/webp"];

export const sendImage = (file: File, options: Options) =>
  send<Schema["Image"]>(file, "/images", file.type, options);

/** Sends a picture as soon as it is chosen. */
export const useImageUpload = (onDone: (image: Schema["Image"]) => void) =>
  useUpload({ send: sendImage, refusal, arrived: t`Bilden är uppladdad. Beskriv den i ord.` }, onDone);

/** Why a file is not worth sending; undefined when it is. */
export function refusal(file: Pick<File, "type" | "size">): string | undefined {
  if (!IMAGE_TYPES.includes(file.type)) return t`Välj en bild i JPEG, PNG eller WebP.`;
  if (file.size > MAX_BYTES) return t`Bilden är för stor. Den får vara högst 10 MB.`;
  return undefined;
}
