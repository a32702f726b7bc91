import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import editing from "@/features/editing/Editing.module.css";
import { tomorrow } from "@/features/phase/phase-rows";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { DateTimeField } from "@/ui/DateTimeField";
import { Dialog } from "@/ui/Dialog";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextField } from "@/ui/TextField";
import { useToast } from "@/ui/Toast";
import { useCopyChallenge } from "./edit-queries";

/** Starts a new challenge from one there was: a draft with its texts, and its phases moved to another start. */
export function CopyChallenge({ challenge }: { challenge: Schema["Challenge"] }) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState(challenge.title);
  const [startsAt, setStartsAt] = useState(() => tomorrow(Date.now()));
  const copy = useCopyChallenge(challenge.id);
  const navigate = useNavigate();
  const toast = useToast();
  const timed = challenge.phases.length > 0 || challenge.opensAt !== undefined;
  const start = () => {
    if (copy.isPending) return;
    copy.mutate(
      { ...(title.trim() && { title: title.trim() }), ...(timed && startsAt && { startsAt }) },
      {
        onSuccess: async ({ value }) => {
          await navigate({ to: "/challenges/$challengeId/edit", params: { challengeId: value.id } });
          toast({ text: t`Utkastet är sparat.` });
        },
      },
    );
  };
  const close = () => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Trans>Gör en ny av den här</Trans>
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title={t`Ny utmaning efter den här`}
        actions={
          <>
            <Button variant="primary" busy={copy.isPending} onClick={start}>
              <Trans>Gör utkastet</Trans>
            </Button>
            <Button onClick={close}>
              <Trans>Avbryt</Trans>
            </Button>
          </>
        }
      >
        <div className={editing.fields}>
          <p>
            <Trans>Texterna, faserna och sättet att rösta följer med. Idéerna stannar där de är.</Trans>
          </p>
          <FormErrors error={copy.error} labels={{ title: t`Namn`, startsAt: t`Börjar` }} />
          <TextField
            // The form behind the dialog has a title too, and names are unique in a page.
            name="copy-title"
            label={t`Namn`}
            max={150}
            value={title}
            onChange={setTitle}
            error={fieldError(copy.error, "title")}
          />
          {timed && (
            <DateTimeField
              name="startsAt"
              label={t`Börjar`}
              hint={t`Alla andra tider flyttas lika många dagar.`}
              value={startsAt}
              onChange={setStartsAt}
              error={fieldError(copy.error, "startsAt")}
            />
          )}
        </div>
      </Dialog>
    </>
  );
}
