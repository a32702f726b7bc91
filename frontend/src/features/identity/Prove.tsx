import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import styles from "./Identity.module.css";
import { LinkButtons } from "./LinkButtons";
import { providersQuery } from "./queries";

type Props = {
  needs: Schema["NeededProof"];
  before: "vote" | "propose";
  /** How old one has to be, in years; 0 for any age. */
  age: number;
};

/** Why somebody signed in may not vote or propose yet, and the way to being allowed to, where there is one. */
export function Prove({ needs, before, age }: Props) {
  return needs === "older" ? <Young before={before} age={age} /> : <ToProve needs={needs} before={before} />;
}

function Young({ before, age }: Pick<Props, "before" | "age">) {
  return (
    <p>
      {before === "vote" ? (
        <Trans>
          Här röstar bara kommuninvånare som har fyllt {age} år. När du har gjort det kan du rösta med samma
          konto.
        </Trans>
      ) : (
        <Trans>
          Här lämnar bara kommuninvånare som har fyllt {age} år idéer. När du har gjort det kan du lämna en
          med samma konto.
        </Trans>
      )}
    </p>
  );
}

function ToProve({ needs, before }: Pick<Props, "needs" | "before">) {
  const next = useRouterState({ select: (state) => state.location.href });
  const { data: providers } = useQuery(providersQuery);
  const proving = providers?.filter(({ provesResidence }) => provesResidence);
  return (
    <div className={styles.verify}>
      <p>
        {before === "vote" ? (
          <Trans>Här röstar bara bekräftade kommuninvånare.</Trans>
        ) : (
          <Trans>Här lämnar bara bekräftade kommuninvånare idéer.</Trans>
        )}{" "}
        <What needs={needs} possible={proving?.length !== 0} />
      </p>
      {proving && <LinkButtons providers={proving} next={next} />}
    </div>
  );
}

function What({ needs, possible }: { needs: Props["needs"]; possible: boolean }) {
  if (!possible) return <Trans>Just nu går det inte att bekräfta sig här. Hör av dig till kommunen.</Trans>;
  if (needs === "of-age")
    return (
      <Trans>
        Utmaningen har också en åldersgräns, och du har inte visat att du är över den. Är du det, legitimera
        dig en gång till.
      </Trans>
    );
  return <Trans>Legitimera dig en gång, så räknas det. Ditt personnummer sparas inte.</Trans>;
}
