import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ProfileFields } from "@/features/profile/ProfileFields";
import { MyWorkshops } from "@/features/workshop/MyWorkshops";
import { useSession } from "@/lib/use-session";
import { LinkButton } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { kindLabel, roleLabel } from "@/ui/labels";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { MyIdeas } from "./MyIdeas";
import { ProfileForm } from "./ProfileForm";
import { ProfileNav } from "./ProfileNav";
import { meQuery } from "./queries";

/** What one has written and signed up for, and who one is to others. */
export function ProfilePage() {
  const { t } = useLingui();
  const { me } = useSession();
  if (!me) return <Skeleton rows={4} />;
  const kind = kindLabel(me.kind).toLocaleLowerCase();
  return (
    <>
      <PageHeader
        title={t`Din profil`}
        lead={
          <Trans>
            Andra ser dig som <bdi>{me.displayName}</bdi>, {kind}.
          </Trans>
        }
        meta={me.role !== "member" && <span>{roleLabel(me.role)}</span>}
      />
      <ProfileNav />
      <Section
        title={t`Dina idéer`}
        note={
          <LinkButton to="/ideas/new" search={{}}>
            <Trans>Skriv en idé</Trans>
          </LinkButton>
        }
      >
        <MyIdeas />
      </Section>
      <Section title={t`Dina verkstäder`}>
        <MyWorkshops />
      </Section>
      <Section title={t`Om dig`} note={t`Det andra ser vid det du skriver.`}>
        <OwnDetails />
      </Section>
      <Section
        title={t`Mer om dig`}
        note={
          <Link to="/participants/$participantId" params={{ participantId: me.id }}>
            <Trans>Så ser andra inloggade dig</Trans>
          </Link>
        }
      >
        <ProfileFields />
      </Section>
    </>
  );
}

function OwnDetails() {
  const query = useQuery(meQuery);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={3} />;
  return <ProfileForm loaded={query.data} />;
}
