import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import styles from "./Identity.module.css";
import { LinkButtons } from "./LinkButtons";
import { providersQuery } from "./queries";

/** Why somebody signed in may not vote yet, and the way to being allowed to. */
export function VerifyResidence() {
  const next = useRouterState({ select: (state) => state.location.href });
  const { data: providers } = useQuery(providersQuery);
  const proving = providers?.filter(({ provesResidence }) => provesResidence);
  return (
    <div className={styles.verify}>
      {proving?.length === 0 ? (
        <p>
          <Trans>
            Här röstar bara bekräftade kommuninvånare. Just nu går det inte att bekräfta sig här. Hör av dig
            till kommunen.
          </Trans>
        </p>
      ) : (
        <p>
          <Trans>
            Här röstar bara bekräftade kommuninvånare, en röst var. Legitimera dig en gång, så kan du rösta.
            Ditt personnummer sparas inte.
          </Trans>
        </p>
      )}
      {proving && <LinkButtons providers={proving} next={next} />}
    </div>
  );
}
