import { Trans, useLingui } from "@lingui/react/macro";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import type { Schema } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import { ParticipantLine } from "@/ui/ParticipantLine";
import { useToast } from "@/ui/Toast";
import { useEnd } from "./queries";

type Props = { ideaId: string; coAuthor: Schema["CoAuthor"] };

/** Somebody who writes an idea with its author or is invited to, whom the author may remove. */
export function CoAuthorRow({ ideaId, coAuthor: { participant, state, permissions } }: Props) {
  return (
    <li>
      <ParticipantLine participant={participant}>
        {state === "invited" && <Trans>inbjuden, har inte svarat</Trans>}
      </ParticipantLine>
      {permissions.includes("remove") && (
        <Remove ideaId={ideaId} participant={participant} waits={state === "invited"} />
      )}
    </li>
  );
}

type RemoveProps = { ideaId: string; participant: Schema["ParticipantRef"]; waits: boolean };

function Remove({ ideaId, participant, waits }: RemoveProps) {
  const { t } = useLingui();
  const toast = useToast();
  const end = useEnd(ideaId);
  const name = participant.displayName;
  const remove = () =>
    end.mutate(participant, {
      onSuccess: () =>
        toast({
          text: waits ? t`Inbjudan är tillbakatagen.` : t`${name} är inte längre medförfattare.`,
        }),
      onError: (error) => toast({ text: errorText(error) }),
    });
  return (
    <ConfirmButton
      variant="plain"
      label={waits ? t`Ta tillbaka inbjudan` : t`Ta bort`}
      title={waits ? t`Ta tillbaka inbjudan till ${name}?` : t`Ta bort ${name} som medförfattare?`}
      about={name}
      busy={end.isPending}
      onConfirm={remove}
    >
      <p>
        {waits ? (
          <Trans>Du kan bjuda in igen efter en vecka.</Trans>
        ) : (
          <Trans>{name} kan inte längre ändra texten. Det som är skrivet står kvar i historiken.</Trans>
        )}
      </p>
    </ConfirmButton>
  );
}
