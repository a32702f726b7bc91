import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useSearch } from "@tanstack/react-router";
import { useSession } from "@/lib/use-session";
import { LinkButton } from "@/ui/Button";
import { PageHeader } from "@/ui/PageHeader";
import { SortNav } from "@/ui/SortNav";
import { Calendar } from "./Calendar";
import styles from "./Workshop.module.css";

/** Every workshop that is to come or has been, as a calendar to read. */
export function WorkshopsPage() {
  const { t } = useLingui();
  const { when } = useSearch({ from: "/workshops" });
  const starts = useSession().me?.duties.includes("start-challenges");
  return (
    <>
      <PageHeader
        title={t`Verkstäder`}
        documentTitle={when === "past" ? t`Tidigare verkstäder` : t`Verkstäder`}
        lead={t`Här ses vi och arbetar vidare med idéerna, i en lokal eller på nätet. Alla platser är kostnadsfria.`}
        actions={
          starts && (
            <LinkButton to="/workshops/new">
              <Trans>Ny verkstad</Trans>
            </LinkButton>
          )
        }
      />
      <div className={styles.choose}>
        <SortNav label={t`Visa`}>
          {[
            <Link
              key="coming"
              to="/workshops"
              search={{}}
              activeOptions={{ exact: true, includeSearch: true }}
            >
              <Trans>Kommande</Trans>
            </Link>,
            <Link
              key="past"
              to="/workshops"
              search={{ when: "past" }}
              activeOptions={{ exact: true, includeSearch: true }}
            >
              <Trans>Tidigare</Trans>
            </Link>,
          ]}
        </SortNav>
      </div>
      <Calendar when={when === "past" ? "past" : "upcoming"} />
    </>
  );
}
