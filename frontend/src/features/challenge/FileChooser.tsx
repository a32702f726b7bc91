import { Trans, useLingui } from "@lingui/react/macro";
import type { Ref } from "react";
import { formatShare } from "@/lib/format";
import { Button } from "@/ui/Button";
import type { ControlProps } from "@/ui/Field";
import styles from "./FileChooser.module.css";
import { IMAGE_TYPES } from "./upload-image";
import type { Upload } from "./use-upload";

type Props = { control: ControlProps; upload: Upload; ref?: Ref<HTMLInputElement> };

/** Chooses a picture, which is sent at once. */
export function FileChooser({ control, upload, ref }: Props) {
  return (
    <input
      {...control}
      ref={ref}
      type="file"
      className={styles.chooser}
      accept={IMAGE_TYPES.join(",")}
      onChange={(event) => {
        const file = event.target.files?.[0];
        if (file) void upload.start(file);
        event.target.value = "";
      }}
    />
  );
}

/** How much of a picture has gone, with a way to stop; nothing when none is under way. */
export function UploadProgress({ upload: { share, stop } }: { upload: Upload }) {
  const { t } = useLingui();
  if (share === undefined) return null;
  const shown = formatShare(share);
  return (
    <div className={styles.progress}>
      <progress aria-label={t`Bilden laddas upp`} value={share} max={1} />
      <span>{share < 1 ? <Trans>Laddar upp, {shown}</Trans> : <Trans>Bereder bilden…</Trans>}</span>
      <Button variant="plain" onClick={stop}>
        <Trans>Avbryt</Trans>
      </Button>
    </div>
  );
}
