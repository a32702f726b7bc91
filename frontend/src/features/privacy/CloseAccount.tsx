import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useFresh } from "@/features/account/use-fresh";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { RadioGroup } from "@/ui/Choice";
import { Dialog } from "@/ui/Dialog";
import { ErrorState } from "@/ui/ErrorState";
import { Skeleton } from "@/ui/Skeleton";
import { Closing } from "./Closing";
import styles from "./Privacy.module.css";
import { closureQuery, useClose } from "./queries";

type Contributions = Schema["Contributions"];

/** Leaving: what becomes of what one wrote, what happens, and a question before it does. */
export function CloseAccount() {
  const query = useQuery(closureQuery);
  const box = useFollow(query.data && true);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Skeleton rows={3} />;
  return (
    <div ref={box} tabIndex={-1}>
      {query.data ? <Closing closure={query.data} /> : <Leave />}
    </div>
  );
}

/** A box that takes the focus when what stands in it gives way to the other; not when it is first known. */
function useFollow(closing: true | null | undefined) {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef(closing);
  useEffect(() => {
    if (before.current !== undefined && before.current !== closing) box.current?.focus();
    before.current = closing;
  }, [closing]);
  return box;
}

function Leave() {
  const { t } = useLingui();
  const [contributions, setContributions] = useState<Contributions>("keep");
  const [asking, setAsking] = useState(false);
  const { fresh, question } = useFresh();
  const close = useClose(fresh);
  const press = () => {
    setAsking(false);
    if (!close.isPending) close.mutate(contributions);
  };
  return (
    <div className={styles.part}>
      <WhatHappens />
      <RadioGroup
        name="contributions"
        label={t`Det du har skrivit för alla`}
        options={[
          {
            value: "keep",
            label: t`Låt det stå kvar`,
            hint: t`Dina idéer och kommentarer står kvar, av ”Tidigare deltagare”. Ditt namn är borta.`,
          },
          {
            value: "remove",
            label: t`Ta bort det`,
            hint: t`Texterna försvinner. Andras svar står kvar, och där din text fanns står att den är borttagen.`,
          },
        ]}
        value={contributions}
        onChange={setContributions}
      />
      {close.error && <Refused error={close.error} />}
      <Button variant="danger" busy={close.isPending} onClick={() => setAsking(true)}>
        <Trans>Stäng mitt konto</Trans>
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t`Stänga ditt konto?`}
        actions={
          <>
            <Button variant="danger" onClick={press}>
              <Trans>Stäng kontot om två veckor</Trans>
            </Button>
            <Button onClick={() => setAsking(false)}>
              <Trans>Behåll kontot</Trans>
            </Button>
          </>
        }
      >
        <p>
          <Trans>Du kan ångra dig i två veckor. Efter det går inget att få tillbaka.</Trans>
        </p>
      </Dialog>
      {question}
    </div>
  );
}

const WhatHappens = () => (
  <ul className={styles.facts}>
    <li>
      <Trans>I två veckor är allt som vanligt, för dig och för andra. Sedan stängs kontot.</Trans>
    </li>
    <li>
      <Trans>
        Då raderar vi kontot, profilen, utkasten, inloggningarna och din e-postadress. Anmälningar till
        kommande verkstäder går vidare till dem som väntar.
      </Trans>
    </li>
    <li>
      <Trans>Dina röster räknas fortfarande, men ingen kan se att de var dina.</Trans>
    </li>
  </ul>
);

function Refused({ error }: { error: NonNullable<ReturnType<typeof useClose>["error"]> }) {
  if (error.code !== "last_administrator") return <ErrorState error={error} />;
  return (
    <p role="alert">
      <Trans>Du är den enda administratören. Gör någon annan till administratör först.</Trans>
    </p>
  );
}
