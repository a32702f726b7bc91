import { Trans, useLingui } from "@lingui/react/macro";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import type { Schema } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import { useToast } from "@/ui/Toast";
import { useEnd } from "./queries";

type Props = { ideaId: string; participant: Schema["ParticipantRef"] };

/** Ends being a co-author, by whoever is one. */
export function StopWriting({ ideaId, participant }: Props) {
  const { t } = useLingui();
  const toast = useToast();
  const end = useEnd(ideaId);
  const leave = () =>
    end.mutate(participant, {
      onSuccess: () => toast({ text: t`Du är inte längre medförfattare.` }),
      onError: (error) => toast({ text: errorText(error) }),
    });
  return (
    <ConfirmButton
      variant="plain"
      label={t`Sluta som medförfattare`}
      title={t`Sluta som medförfattare?`}
      busy={end.isPending}
      onConfirm={leave}
    >
      <p>
        <Trans>
          Du kan inte längre ändra texten, och namnet tas bort bredvid författarens. Det du har skrivit står
          kvar i historiken.
        </Trans>
      </p>
    </ConfirmButton>
  );
}
