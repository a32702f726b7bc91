import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { missing } from "@/features/editing/required";
import { WriteAs } from "@/features/organisation/WriteAs";
import type { Schema } from "@/lib/api";
import { fieldError } from "@/ui/FormErrors";
import { TextArea } from "@/ui/TextArea";
import { FormDialog } from "./FormDialog";
import { useAsk } from "./queries";

type Props = {
  need: Schema["Need"];
  ideaTitle: string;
  /** The offer that is asked for, by whose idea it is; or one of the reader's own. */
  offer?: { id: string; title: string } | undefined;
  /** The reader asks for the offer of another. */
  seeking?: boolean;
  /** In whose name the reader would help, where that is settled. */
  organisationId?: string | undefined;
};

/** Asks for contact about a need. Addresses are shown to both when the other agrees, and not before. */
export function AskToHelp({ need, ideaTitle, offer, seeking = false, organisationId }: Props) {
  const { t } = useLingui();
  const [message, setMessage] = useState("");
  const [as, setAs] = useState("");
  const voice = organisationId ?? as;
  const label = seeking ? t`Fråga om hjälp` : t`Jag kan hjälpa till`;
  const labels = { message: t`Hälsning` };
  return (
    <FormDialog<Schema["ContactCreate"]>
      label={label}
      variant="primary"
      send={t`Skicka frågan`}
      done={t`Frågan är skickad. Svaret ser du under Kontakter.`}
      mutation={useAsk()}
      labels={labels}
      onOpen={() => setMessage("")}
      body={() =>
        missing({ message }, ["message"]) ?? {
          needId: need.id,
          message,
          ...(offer && { offerId: offer.id }),
          ...(voice && !seeking && { organisationId: voice }),
        }
      }
    >
      {(error) => (
        <>
          <p>
            {seeking && offer ? (
              <Trans>
                Du frågar om <bdi>{offer.title}</bdi> för <bdi>{ideaTitle}</bdi>.
              </Trans>
            ) : (
              <Trans>
                Du erbjuder hjälp till <bdi>{ideaTitle}</bdi>.
              </Trans>
            )}{" "}
            <Trans>
              Tackar den andra ja får ni se varandras e-postadresser. Du kan dra tillbaka det när du vill.
            </Trans>
          </p>
          {!seeking && organisationId === undefined && (
            <WriteAs name="organisationId" value={as} onChange={setAs} />
          )}
          <TextArea
            name="message"
            label={labels.message}
            value={message}
            onChange={setMessage}
            max={1000}
            error={fieldError(error, "message")}
          />
        </>
      )}
    </FormDialog>
  );
}
