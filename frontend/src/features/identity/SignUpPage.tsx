import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import account from "@/features/account/Account.module.css";
import { EmailField } from "@/features/account/EmailField";
import { KindField } from "@/features/account/KindField";
import { LookInYourMail } from "@/features/account/LookInYourMail";
import type { Schema } from "@/lib/api";
import { currentLocale } from "@/lib/i18n";
import { safePath } from "@/lib/safe-path";
import { Button, LinkButton } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { Notice } from "@/ui/Notice";
import { PageHeader } from "@/ui/PageHeader";
import { TextField } from "@/ui/TextField";
import { providerName } from "./provider-name";
import { providersQuery, useIdentitySignUp } from "./queries";
import { forgetNewcomer, type Newcomer, newcomer, takeNext } from "./way";

/** How somebody who came from a provider wants to be seen, and where mail reaches them. */
export function SignUpPage() {
  const { t } = useLingui();
  const [who] = useState(newcomer);
  const [sentTo, setSentTo] = useState<string>();
  const { data: providers } = useQuery(providersQuery);
  if (sentTo) return <LookInYourMail email={sentTo} />;
  if (!who) return <NobodyCame />;
  const name = providerName(providers, who.providerId);
  return (
    <>
      <PageHeader
        title={t`Nästan klart`}
        lead={<Trans>{name} har svarat på vem du är. Nu väljer du hur du vill synas här.</Trans>}
      />
      <div className={account.split}>
        <SignUpForm who={who} onSent={setSentTo} />
        <aside className={account.aside}>
          <h2>
            <Trans>Det här sparar vi</Trans>
          </h2>
          <p>
            <Trans>
              Namnet du väljer och din mejladress. Ditt personnummer och ditt riktiga namn sparas inte: av
              numret finns bara ett avtryck kvar, så att en person har ett konto och en röst.
            </Trans>
          </p>
        </aside>
      </div>
    </>
  );
}

function NobodyCame() {
  const { t } = useLingui();
  return (
    <PageHeader
      title={t`Det har gått för lång tid`}
      lead={t`Börja om från inloggningen, så kommer du hit igen.`}
      actions={
        <LinkButton variant="primary" to="/login">
          <Trans>Till inloggningen</Trans>
        </LinkButton>
      }
    />
  );
}

type Fields = { displayName: string; email: string; kind: Schema["PersonKind"] };

function SignUpForm({ who, onSent }: { who: Newcomer; onSent: (email: string) => void }) {
  const { t } = useLingui();
  const router = useRouter();
  const [fields, setFields] = useState<Fields>({
    displayName: who.suggestedName,
    email: "",
    kind: "resident",
  });
  const set = (change: Partial<Fields>) => setFields((now) => ({ ...now, ...change }));
  const signUp = useIdentitySignUp();
  const { error } = signUp;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (signUp.isPending) return;
    signUp.mutate(body(fields), {
      onSuccess: (made) => {
        forgetNewcomer();
        if ("me" in made) router.history.replace(safePath(takeNext()));
        else onSent(fields.email);
      },
    });
  };
  const name = t`Namn som visas`;
  return (
    <form className={account.form} noValidate onSubmit={send}>
      {error?.code === "address_taken" ? (
        <Notice tone="error" live>
          <p>{error.detail}</p>
        </Notice>
      ) : (
        <FormErrors error={error} labels={{ displayName: name, email: t`E-postadress` }} />
      )}
      <TextField
        name="displayName"
        label={name}
        hint={t`Visas vid det du skriver. Det behöver inte vara ditt riktiga namn.`}
        autoComplete="nickname"
        max={80}
        value={fields.displayName}
        onChange={(displayName) => set({ displayName })}
        error={fieldError(error, "displayName")}
      />
      <KindField value={fields.kind} onChange={(kind) => set({ kind })} error={fieldError(error, "kind")} />
      {!who.emailKnown && (
        <EmailField
          hint={t`Dit skickar vi en länk som gör kontot klart. Adressen visas aldrig för andra.`}
          value={fields.email}
          onChange={(email) => set({ email })}
          error={fieldError(error, "email")}
        />
      )}
      <Button type="submit" variant="primary" busy={signUp.isPending}>
        {t`Skapa konto`}
      </Button>
    </form>
  );
}

const body = ({ displayName, kind, email }: Fields): Schema["IdentitySignUp"] => ({
  displayName,
  kind,
  language: currentLocale() === "sv" ? "sv" : "en",
  ...(email && { email }),
});
