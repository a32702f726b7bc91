import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMunicipality } from "@/features/municipality/use-municipality";
import { Bell } from "@/features/notification/Bell";
import { errorText } from "@/lib/error-text";
import { asApiError } from "@/lib/errors";
import { type Me, session } from "@/lib/session";
import { setUnread } from "@/lib/unread";
import { Menu } from "@/ui/Menu";
import { useToast } from "@/ui/Toast";

/** The bell and the menu of who is signed in. */
export function OwnMenu({ me }: { me: Me }) {
  const { t } = useLingui();
  const mailbox = useMunicipality()?.mailbox;
  const leads = me.duties.includes("lead");
  const runs = me.duties.includes("moderate");
  const signOut = useSignOut();
  return (
    <>
      <Bell />
      <Menu label={<bdi>{me.displayName}</bdi>} name={t`Ditt konto: ${me.displayName}`}>
        <li>
          <Link to="/profile">
            <Trans>Din profil</Trans>
          </Link>
        </li>
        {leads && (
          <li>
            <Link to="/lead">
              <Trans>Leda</Trans>
            </Link>
          </li>
        )}
        {runs && (
          <li>
            <Link to="/admin">
              <Trans>Förvaltning</Trans>
            </Link>
          </li>
        )}
        {mailbox && (
          <li>
            <Link to="/mailbox">
              <Trans>Brevlåda</Trans>
            </Link>
          </li>
        )}
        <li>
          <button type="button" onClick={() => void signOut()}>
            <Trans>Logga ut</Trans>
          </button>
        </li>
      </Menu>
    </>
  );
}

// What was read as somebody must not be seen as nobody.
function useSignOut() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  return async () => {
    try {
      await session.signOut();
    } catch (error) {
      toast({ text: errorText(asApiError(error)) });
      return;
    }
    queries.clear();
    setUnread(0);
    await navigate({ to: "/" });
    toast({ text: t`Du är utloggad.` });
  };
}
