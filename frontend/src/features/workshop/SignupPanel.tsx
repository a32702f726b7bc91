import { Trans, useLingui } from "@lingui/react/macro";
import { useRouterState } from "@tanstack/react-router";
import { useRef } from "react";
import type { Schema } from "@/lib/api";
import type { Me } from "@/lib/session";
import { useSession } from "@/lib/use-session";
import { LinkButton } from "@/ui/Button";
import { kindLabel } from "@/ui/labels";
import { Notice } from "@/ui/Notice";
import { Skeleton } from "@/ui/Skeleton";
import { audienceText } from "./audience";
import { OwnSignup } from "./OwnSignup";
import { phaseOf } from "./phase";
import { SignUp } from "./SignUp";
import styles from "./Workshop.module.css";

type Props = { workshop: Schema["Workshop"]; relation: Schema["WorkshopRelation"] | undefined };

/** Signing up and off: what the reader has, what may be done, or why not. */
export function SignupPanel(props: Props) {
  const panel = useRef<HTMLDivElement>(null);
  return (
    // Keeps the place of the focus when the button that was pressed goes.
    <div ref={panel} tabIndex={-1} className={styles.keeper}>
      <Content {...props} onDone={() => panel.current?.focus()} />
    </div>
  );
}

function Content({ workshop, relation, onDone }: Props & { onDone: () => void }) {
  const { status, me } = useSession();
  const phase = phaseOf(workshop);
  if (phase !== "coming") return <Closed phase={phase} />;
  if (status === "anonymous") return <SignInFirst />;
  if (!me || !relation) return <Skeleton rows={1} />;
  if (relation.signup) return <OwnSignup workshop={workshop} signup={relation.signup} onDone={onDone} />;
  if (relation.permissions.includes("sign-up")) return <SignUp workshop={workshop} onDone={onDone} />;
  return <NotForYou workshop={workshop} me={me} />;
}

function NotForYou({ workshop, me }: { workshop: Schema["Workshop"]; me: Me }) {
  const audience = audienceText(workshop.audience);
  const kind = kindLabel(me.kind).toLocaleLowerCase();
  return (
    <p className={styles.panel}>
      <Trans>
        Den här verkstaden är för {audience}. Ditt konto deltar som: {kind}.
      </Trans>
    </p>
  );
}

function Closed({ phase }: { phase: Exclude<ReturnType<typeof phaseOf>, "coming"> }) {
  const { t } = useLingui();
  if (phase === "cancelled") {
    return (
      <Notice tone="error" title={t`Verkstaden är inställd`}>
        <p>{t`De som var anmälda har fått veta det i ett mejl.`}</p>
      </Notice>
    );
  }
  const words = {
    draft: t`Verkstaden är ett utkast. Anmälan öppnar när den publiceras.`,
    "under-way": t`Verkstaden pågår. Det går inte längre att anmäla sig.`,
    past: t`Verkstaden har varit.`,
  };
  return <p className={styles.panel}>{words[phase]}</p>;
}

function SignInFirst() {
  const next = useRouterState({ select: (state) => state.location.href });
  return (
    <div className={styles.panel}>
      <p>
        <Trans>För att få en plats behöver du ett konto. Efteråt kommer du tillbaka hit.</Trans>
      </p>
      <LinkButton variant="primary" to="/login" search={{ next }}>
        <Trans>Logga in och anmäl dig</Trans>
      </LinkButton>
    </div>
  );
}
