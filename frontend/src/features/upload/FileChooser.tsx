import { Trans, useLingui } from "@lingui/react/macro";
import type { Ref } from "react";
import { formatShare } from "@/lib/format";
import { Button } from "@/ui/Button";
import type { ControlProps } from "@/ui/Field";
import styles from "./FileChooser.module.css";
import type { Upload } from "./use-upload";

type Props = {
  control: ControlProps;
  upload: Upload;
  /** Media types, or ends of names with their dots. */
  accept: string[];
  ref?: Ref<HTMLInputElement>;
};

/** Chooses a file, which is sent at once. */
export function FileChooser({ control, upload, accept, ref }: Props) {
  return (
    <input
      {...control}
      ref={ref}
      type="file"
      className={styles.chooser}
      accept={accept.join(",")}
      // Emptied before it is used again and not after, so that it goes on saying which file it was.
      onClick={(event) => {
        event.currentTarget.value = "";
      }}
      onChange={(event) => {
        const file = event.target.files?.[0];
        if (file) void upload.start(file);
      }}
    />
  );
}

/** How much of a file has gone, with a way to stop; nothing when none is under way. */
export function UploadProgress({ upload: { share, stop } }: { upload: Upload }) {
  const { t } = useLingui();
  if (share === undefined) return null;
  const shown = formatShare(share);
  return (
    <div className={styles.progress}>
      <progress aria-label={t`Filen laddas upp`} value={share} max={1} />
      <span>{share < 1 ? <Trans>Laddar upp, {shown}</Trans> : <Trans>Tar emot filen…</Trans>}</span>
      <Button variant="plain" onClick={stop}>
        <Trans>Avbryt</Trans>
      </Button>
    </div>
  );
}
